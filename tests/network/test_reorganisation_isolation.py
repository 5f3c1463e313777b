"""A merger moves no right to a stranger: what people see before and after, over every surface."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access import door
from access.actor import Actor
from access.roles import DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import reorganisations
from network.models import Agreement, HospitalProfile, Membership, MembershipApplication, SignOff
from office.models import Attachment, Receipt
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import people
from tests.network.reorganising import decided, facts, merge
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer():
    return people.actor(DEPARTMENT_OFFICER)


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def member(cast):
    """A member since ten days."""
    with clock.at(clock.now() - timedelta(days=10)):
        return path.joined(cast)


PRIVATE = (HospitalProfile, MembershipApplication, Agreement, SignOff, Attachment, Receipt)


def _reach(user) -> dict:
    """Everything that a person sees of what is not public, by model."""
    actor = Actor.of(user)
    return {model.__name__: set(model.objects.visible_to(actor).values_list("pk", flat=True)) for model in PRIVATE}


def _surfaces(client, user, words: str) -> dict:
    """Lists, export and search as a person meets them."""
    client.force_login(user)
    found = {}
    for name in ("network:applications", "network:memberships"):
        rows = client.get(reverse(name) + f"?q={words}").context["table"].rows
        found[name] = {row.record.pk for row in rows}
        found[name + " csv"] = b"".join(client.get(reverse(name) + f"?q={words}&export=csv").streaming_content)
    groups = client.get(reverse("workspace:search"), {"q": words}).context["groups"]
    found["search"] = {hit.url for group in groups for hit in group["hits"] if "applications" in hit.url}
    return found


class TestIsolation:
    """A merger moves no right to a stranger: before and after, over every surface."""

    @pytest.fixture
    def others(self):
        into = make.hospital()
        return into, {role: people.holder(role, into) for role in (HOSPITAL_ADMIN, HOSPITAL_COORDINATOR)}

    def test_people_of_the_other_hospital_see_nothing_of_what_was_there(self, member, officer, others):
        into, persons = others
        before = {role: _reach(user) for role, user in persons.items()}
        merge(member, into, officer)

        assert {role: _reach(user) for role, user in persons.items()} == before

    def test_nor_on_any_page(self, client, member, officer, others):
        into, persons = others
        user, application = persons[HOSPITAL_ADMIN], member.agreement.application
        before = _surfaces(client, user, application.number)
        merge(member, into, officer)

        assert _surfaces(client, user, application.number) == before
        for thing in (application, member.agreement, Attachment.objects.of(application).first()):
            assert client.get(thing.get_absolute_url()).status_code == 404

    def test_people_of_the_merged_hospital_reach_nothing_at_the_other(self, client, cast, member, officer, others):
        into, _persons = others
        application = path.started(path.cast(hospital=into))
        merge(member, into, officer)

        for role in (HOSPITAL_ADMIN, HOSPITAL_COORDINATOR):
            user = cast.people[role]
            assert _reach(user) == {model.__name__: set() for model in PRIVATE}
            client.force_login(user)
            assert client.get(application.get_absolute_url()).status_code in (403, 404)
        new = Membership.objects.get(follows=member)
        assert not door.can(cast.actor(HOSPITAL_ADMIN), "network.view_agreement", new)


def test_people_of_a_parent_reach_nothing_of_the_hospital_that_split_off(cast, officer):
    cast.campus = make.campus(hospital=cast.hospital)
    with clock.at(clock.now() - timedelta(days=3)):
        member = path.joined(cast)
    user = cast.people[HOSPITAL_ADMIN]
    before = _reach(user)
    made = reorganisations.split(
        cast.campus,
        facts=facts(),
        campus_name="本部",
        decided=decided(choices={member.pk: "continue"}),
        by=officer,
    )

    assert _reach(user) == before
    assert not door.can(Actor.of(user), "network.change_hospitalprofile", made)
