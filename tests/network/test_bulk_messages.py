"""Messages to many members: each hospital once, with its own name, nobody twice within a day, nobody of others."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access import inbox, logbook
from access.actor import Actor
from access.models import Notification
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import bulk_messages
from network.message_enums import Reach
from network.models import BulkMessage, Membership, MessageRecipient
from tests.factories import network as make
from tests.factories.people import actor, holder
from tools import clock

pytestmark = pytest.mark.django_db

WORDS = {"subject": "请核对名录", "body": "{hospital}：请核对贵院在{network}的信息（{number}）。"}


def member(network, **columns) -> Membership:
    hospital = columns.pop("hospital", None) or make.hospital()
    today = clock.today()
    terms = {"valid_from": today, "valid_to": today + timedelta(days=300), "tier": make.tier()}
    campus = hospital.campuses.get()
    return Membership.objects.create(network=network, hospital=hospital, campus=campus, **terms | columns)


@pytest.fixture
def network():
    return make.network(code="ZZ")


@pytest.fixture
def members(network):
    return [member(network, number=f"ZZ-{n}") for n in range(3)]


@pytest.fixture
def readers(members):
    return [holder(HOSPITAL_COORDINATOR, each.hospital) for each in members[:2]]


@pytest.fixture
def secretary(network):
    return actor(CENTRE_ADMIN, network.centre)


def send(network, members, by, **words):
    return bulk_messages.send(network.centre, members=members, **WORDS | words, by=by)


def outcomes(message) -> list:
    return list(message.recipients.order_by("membership__number").values_list("reach", flat=True))


def test_each_hospital_reads_its_own_words_once(network, members, readers, secretary):
    message = send(network, members, secretary)

    assert outcomes(message) == [Reach.TOLD, Reach.TOLD, Reach.NOBODY]
    first = message.recipients.get(membership=members[0])
    assert first.text == f"{members[0].hospital.name_zh}：请核对贵院在{network.name_zh}的信息（ZZ-0）。"
    news = Notification.objects.filter(code="news.message.bulk")
    assert {(n.user, n.url) for n in news} == {
        (reader, message.recipients.get(membership=each).get_absolute_url())
        for reader, each in zip(readers, members, strict=False)
    }
    assert [entry.verb for entry in logbook.history(message)] == ["message.sent"]


def test_nobody_gets_the_same_words_twice_within_a_day(network, members, readers, secretary):
    send(network, members[:1], secretary)
    again = send(network, members[:2], secretary)
    assert outcomes(again) == [Reach.REPEATED, Reach.TOLD]
    with pytest.raises(Refused) as refused:
        send(network, members[:2], secretary)
    assert refused.value.reason.code == "network.message.all_repeated"
    assert outcomes(send(network, members[:2], secretary, subject="另一件事")) == [Reach.TOLD, Reach.TOLD]
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        assert outcomes(send(network, members[:2], secretary)) == [Reach.TOLD, Reach.TOLD]


def test_a_reminder_reaches_those_with_the_open_task(network, members, readers, secretary):
    due = {"role": HOSPITAL_COORDINATOR, "scope_kind": "hospital"}
    inbox.open_task("task.signoff", members[0], scope_id=members[0].hospital_id, **due)
    inbox.open_task("task.signoff", members[2], scope_id=members[2].hospital_id, **due)

    assert bulk_messages.open_tasks(members, secretary) == {
        "task.signoff": {members[0].hospital_id, members[2].hospital_id}
    }
    message = send(network, members, secretary, task_kind="task.signoff")
    assert set(message.recipients.values_list("membership", flat=True)) == {members[0].pk, members[2].pk}


def test_tasks_about_what_the_centre_does_not_see_are_not_counted(network, members, secretary):
    other = member(make.network(), hospital=members[0].hospital, number="X-1", state="suspended")
    due = {"role": HOSPITAL_COORDINATOR, "scope_kind": "hospital", "scope_id": members[0].hospital_id}
    inbox.open_task("task.signoff", other, **due)

    assert bulk_messages.open_tasks(members, secretary) == {}


@pytest.mark.parametrize("body", ["{unknown}", "{hospital", "}", "{hospital.name_zh}", "{hospital!r}", "{0}", "{}"])
def test_other_fields_are_refused(network, members, secretary, body):
    with pytest.raises(Refused):
        send(network, members, secretary, body=body)
    assert BulkMessage.objects.count() == 0


def test_members_of_other_centres_are_left_out_and_strangers_refused(network, members, secretary):
    other = member(make.network(), number="X-1")
    with pytest.raises(Refused):
        send(network, [other], secretary)
    for role, scope in ((CENTRE_ADMIN, other.network.centre), (CENTRE_DIRECTOR, network.centre)):
        with pytest.raises(Forbidden):
            send(network, members, actor(role, scope))
    with pytest.raises(Forbidden):
        send(network, members, actor(HOSPITAL_ADMIN, members[0].hospital))
    assert MessageRecipient.objects.count() == 0


def test_who_sees_messages(network, members, secretary):
    message = send(network, members, secretary)
    own, next_to = members[0], members[1]
    people = {
        "secretary": secretary,
        "director": actor(CENTRE_DIRECTOR, network.centre),
        "other": actor(CENTRE_ADMIN, make.network().centre),
        "coordinator": actor(HOSPITAL_COORDINATOR, own.hospital),
        "stranger": actor(HOSPITAL_COORDINATOR, make.hospital()),
    }
    whole = {n for n, p in people.items() if message in BulkMessage.objects.visible_to(Actor.of(p.user))}
    parts = {n: MessageRecipient.objects.visible_to(Actor.of(p.user)).count() for n, p in people.items()}

    assert whole == {"secretary", "director"}
    assert parts == {"secretary": 3, "director": 3, "other": 0, "coordinator": 1, "stranger": 0}
    assert next_to.hospital not in [row.hospital for row in MessageRecipient.objects.visible_to(people["coordinator"])]


# Pages


def query(which="ticked", chosen=(), filter=""):
    from django.http import QueryDict

    params = QueryDict(mutable=True)
    params["which"], params["filter"] = which, filter
    params.setlist("chosen", [str(each.uid) for each in chosen])
    return "?" + params.urlencode()


def test_the_way_from_the_list_to_the_sent_message(client, network, members, readers, secretary):
    client.force_login(secretary.user)
    listed = client.get(reverse("network:memberships"))
    assert listed.content.decode().count('name="chosen"') == 3
    address = reverse("network:write_message") + query(chosen=members[:2])
    assert len(client.get(address).context["members"]) == 2
    looked = client.post(address, WORDS)
    assert looked.context["preview"]["count"] == 2
    assert BulkMessage.objects.count() == 0
    sent = client.post(address, WORDS | {"send": "1"})
    message = BulkMessage.objects.get()
    assert sent.url == message.get_absolute_url()
    assert client.get(sent.url).status_code == 200
    assert client.get(f"{sent.url}?page=x&per_page=-1").status_code == 200
    assert client.post(address, WORDS | {"send": "1"}).url == reverse("network:memberships")
    assert BulkMessage.objects.count() == 1

    client.force_login(readers[0])
    own = message.recipients.get(membership=members[0])
    assert members[0].hospital.name_zh in client.get(own.get_absolute_url()).content.decode()
    assert client.get(message.recipients.get(membership=members[1]).get_absolute_url()).status_code == 404


def test_all_of_the_filter_are_chosen_and_only_own_members(client, network, members, secretary):
    foreign = member(make.network(), number="X-1")
    client.force_login(secretary.user)
    address = reverse("network:write_message")

    found = client.get(address + query("all")).context["members"]
    assert {each.pk for each in found} == {each.pk for each in members}
    found = client.get(address + query("all", filter="q=ZZ-1")).context["members"]
    assert [each.number for each in found] == ["ZZ-1"]
    assert client.get(address + query(chosen=[foreign])).context["members"] == []
    assert client.get(address + "?which=ticked&chosen=x&chosen=' or 1").context["members"] == []
    assert client.get(address + query("all", filter="network=x")).status_code == 200


def test_boxes_are_for_those_who_write(client, network, members):
    client.force_login(holder(CENTRE_DIRECTOR, network.centre))
    page = client.get(reverse("network:memberships")).content.decode()

    assert 'name="chosen"' not in page and 'id="selection"' not in page
