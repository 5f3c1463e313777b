"""What the department changes about centres and networks: by verbs and by pages."""

from datetime import date

import pytest
from django.urls import reverse

from access import roles
from access.actor import Actor
from access.models import LogEntry, Notification
from access.refusals import Forbidden, Refused, Stale
from network.domain import centres, networks
from network.membership_enums import ExitKind
from network.models import Centre, Membership, Network
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import people
from tests.network.reading import sign_in, text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = date(2026, 3, 5)


@pytest.fixture
def officer():
    return people.actor(roles.DEPARTMENT_OFFICER)


@pytest.fixture
def as_officer(client):
    return sign_in(client, roles.DEPARTMENT_OFFICER)


def refused(call) -> str:
    with pytest.raises(Refused) as error:
        call()
    return str(error.value.reason)


class TestRevise:
    def test_other_facts_are_written_with_their_reason_and_the_centre_is_told(
        self, officer, django_capture_on_commit_callbacks
    ):
        centre, host = make.centre(), make.hospital()
        secretary = people.holder(roles.CENTRE_ADMIN, centre)
        with django_capture_on_commit_callbacks(execute=True):
            changes = {"name_zh": "阿尔茨海默病中心", "host": host, "level": "national"}
            row = centres.revise(centre, changes=changes, reason="冀卫〔2026〕3号", expected=1, by=officer)
        assert (row.host, row.level, row.version) == (host, "national", 2)
        assert row.sort_key.startswith("a")
        entry = LogEntry.objects.get(verb="centre.revised")
        assert set(entry.changes) == {"name_zh", "host", "level"}
        assert entry.reason == "冀卫〔2026〕3号"
        assert Notification.objects.get(code="news.centre.revised").user == secretary

    def test_what_cannot_be_is_refused_and_nothing_changes(self, officer):
        network = make.network(opened_on=date(2020, 1, 1))
        centre = network.centre
        gone = make.hospital(closed_on=date(2021, 1, 1))
        revise = lambda **facts: centres.revise(centre, **{"reason": "x", "by": officer} | facts)  # noqa: E731
        assert "choose another host" in refused(lambda: revise(changes={"host": gone, "established_on": DAY}))
        assert "cannot be younger" in refused(lambda: revise(changes={"established_on": date(2020, 1, 2)}))
        assert "Write a reason" in refused(lambda: revise(changes={"level": "branch"}, reason=" "))
        with pytest.raises(ValueError, match="slug"):
            revise(changes={"slug": "other"})
        revise(changes={"director_name": "王强"}, expected=1)
        with pytest.raises(Stale):
            revise(changes={"director_name": "李强"}, expected=1)
        with pytest.raises(Forbidden):
            revise(changes={"level": "branch"}, by=people.actor(roles.CENTRE_ADMIN, centre))
        centre.refresh_from_db()
        assert (centre.established_on, centre.level, centre.director_name) == (make.OPENED, "provincial", "王强")

    def test_a_network_keeps_its_code_and_address(self, officer):
        network = make.network()
        row = networks.revise(network, changes={"name_zh": "鼻病网络", "term_years": 5}, reason="x", by=officer)
        assert (row.sort_key[:2], row.term_years, row.version) == ("bi", 5, 2)
        with pytest.raises(ValueError, match="code"):
            networks.revise(network, changes={"code": "X"}, reason="x", by=officer)


class TestClose:
    @pytest.fixture
    def member(self):
        with clock.at("2026-01-10"):
            return path.joined(path.cast())

    def test_a_network_ends_with_its_memberships(self, officer, member, django_capture_on_commit_callbacks):
        with clock.at(DAY), django_capture_on_commit_callbacks(execute=True):
            networks.close(member.network, on=DAY, reason="并网", by=officer)
            member.refresh_from_db()
            assert (member.valid_to, member.exit_kind) == (date(2026, 3, 4), ExitKind.NETWORK_CLOSED)
            assert not Membership.objects.active().exists()
            assert LogEntry.objects.get(verb="network.closed").reason == "并网"
        told = set(Notification.objects.values_list("code", flat=True))
        assert {"news.network.closed", "news.membership.changed"} <= told

    def test_a_centre_ends_with_its_networks(self, officer, member):
        centre = member.network.centre
        with clock.at(DAY):
            centres.close(centre, on=DAY, reason="撤销", by=officer)
            centre.refresh_from_db()
            assert centre.closed_on == DAY
            assert not Network.objects.open().filter(centre=centre).exists()
            assert not Membership.objects.active().exists()
            assert "closed on 2026-03-05" in refused(lambda: centres.close(centre, on=DAY, reason="x", by=officer))
            facts = centres.NetworkFacts(slug="late", code="LATE", name_zh="晚", opened_on=DAY)
            assert "closed on" in refused(lambda: centres.open_network(centre, facts=facts, by=officer))

    def test_what_is_before_the_centre_is_decided_first(self, officer):
        cast = path.cast()
        application = path.submitted(cast)
        today = clock.today()
        close = lambda: centres.close(cast.network.centre, on=today, reason="x", by=officer)  # noqa: E731
        assert "1 applications" in refused(close)
        draft = path.cast(network=cast.network, tier=cast.tier)
        path.filled_in(draft)
        application.__class__.objects.filter(pk=application.pk).update(state="declined", decision_reason="x")
        assert close().closed_on == today

    def test_nobody_hands_in_to_a_closed_network(self, officer):
        cast = path.cast()
        path.filled_in(cast)
        with_signature = path.cast(network=cast.network, tier=cast.tier)
        path.handed_in(with_signature)
        networks.close(cast.network, on=clock.today(), reason="x", by=officer)
        for each, role in ((cast, roles.HOSPITAL_COORDINATOR), (with_signature, roles.HOSPITAL_ADMIN)):
            assert "takes no members" in refused(lambda each=each, role=role: _go_on(each, each.actor(role)))

    @pytest.mark.parametrize("day", [date(2018, 7, 12), date(2099, 1, 1)])
    def test_a_day_on_which_it_cannot_close(self, officer, day):
        network = make.network()
        assert refused(lambda: networks.close(network, on=day, reason="x", by=officer))
        assert refused(lambda: centres.close(network.centre, on=day, reason="x", by=officer))
        network.refresh_from_db()
        assert network.closed_on is None


def _go_on(cast, by: Actor) -> None:
    from network.domain import applications, signoffs
    from network.models import MembershipApplication, SignOff

    application = MembershipApplication.objects.get(hospital=cast.hospital)
    signoff = SignOff.objects.filter(object_id=application.pk).first()
    if signoff:
        signoffs.sign(signoff, expected=1, by=by)
    else:
        applications.request_signoff(application, expected=application.version, by=by)


class TestPages:
    def data(self, **columns) -> dict:
        return {
            "name_zh": "卒中中心",
            "name_en": "Stroke centre",
            "host": make.hospital().credit_code,
            "field": make.disease_field().pk,
            "level": "provincial",
            "director_name": "王强",
            "established_on": "2026-03-01",
            "slug": "stroke",
            "network_name_zh": "卒中网络",
            "network_slug": "stroke",
            "network_code": "czwl",
            "opened_on": "2026-03-01",
            "term_years": "3",
        } | columns

    def test_the_officer_establishes_a_centre_from_the_list(self, as_officer):
        url = reverse("network:establish_centre")
        assert url in text(as_officer.get(reverse("network:centres")))
        answer = as_officer.post(url, self.data())
        centre = Centre.objects.get(slug="stroke")
        assert answer.url == centre.get_absolute_url()
        assert centre.networks.get().code == "CZWL"
        page = text(as_officer.get(answer.url))
        for name in ("revise_centre", "open_network", "close_centre"):
            assert reverse(f"network:{name}", args=[centre.uid]) in page

    @pytest.mark.parametrize(
        ("columns", "field", "sentence"),
        [
            ({"host": "nowhere"}, "host", "look in the list"),
            ({"slug": "Herz!"}, "slug", "small Latin letters"),
            ({"slug": "taken"}, "slug", "is taken"),
            ({"network_code": "TAKEN"}, "network_code", "is taken"),
            ({"network_code": "1"}, "network_code", "Begin with a letter"),
            ({"opened_on": "2026-02-01"}, "opened_on", "before its centre"),
            ({"established_on": "202-01-01"}, "established_on", ""),
            ({"term_years": "0"}, "term_years", ""),
            ({"field": "999999"}, "field", ""),
            ({"name_zh": "\0"}, "name_zh", ""),
        ],
    )
    def test_a_wrong_entry_is_told_at_its_field(self, as_officer, columns, field, sentence):
        make.centre(slug="taken")
        make.network(code="TAKEN")
        known = Centre.objects.count()
        answer = as_officer.post(reverse("network:establish_centre"), self.data(**columns))
        assert answer.status_code == 422
        assert sentence in " ".join(answer.context["form"].errors[field])
        assert Centre.objects.count() == known

    def test_a_name_that_several_hospitals_share_is_asked_for_by_number(self, as_officer):
        for name in ("示范甲医院", "示范乙医院"):
            make.hospital(name_zh=name, name_en="")
        answer = as_officer.post(reverse("network:establish_centre"), self.data(host="示范"))
        assert "示范甲医院" in " ".join(answer.context["form"].errors["host"])
        answer = as_officer.post(reverse("network:establish_centre"), self.data(host="示范甲医院"))
        assert answer.status_code == 302

    def test_facts_are_changed_and_a_stale_form_is_told(self, as_officer):
        centre = make.centre()
        url = reverse("network:revise_centre", args=[centre.uid])
        shown = as_officer.get(url).context["form"].initial
        data = {name: shown[name] for name in ("name_zh", "level", "version")}
        data |= {"host": centre.host.name_zh, "field": centre.field_id, "established_on": "2018-07-12"}
        data |= {"director_name": "赵明", "reason": "任命"}
        assert as_officer.post(url, data).url == centre.get_absolute_url()
        assert "赵明" in text(as_officer.get(centre.get_absolute_url()))
        assert "changed this" in text(as_officer.post(url, data))

    def test_networks_are_opened_revised_and_closed(self, as_officer):
        centre = make.centre()
        facts = {name: value for name, value in self.data().items() if name in ("opened_on", "term_years")}
        facts |= {"network_name_zh": "二网", "network_slug": "second", "network_code": "EW"}
        as_officer.post(reverse("network:open_network", args=[centre.uid]), facts)
        network = centre.networks.get()
        url = reverse("network:revise_network", args=[network.uid])
        as_officer.post(url, {"name_zh": "第二网络", "term_years": 2, "version": 1, "reason": "x"})
        network.refresh_from_db()
        assert (network.name_zh, network.term_years) == ("第二网络", 2)
        url = reverse("network:close_network", args=[network.uid])
        late = as_officer.post(url, {"on": f"{clock.today().year + 1}-01-01", "reason": "x"})
        assert "today or an earlier day" in " ".join(late.context["form"].errors["on"])
        Network.objects.filter(pk=network.pk).update(opened_on=date(2020, 1, 1))
        as_officer.post(url, {"on": clock.today().isoformat(), "reason": "并网"})
        network.refresh_from_db()
        assert network.closed_on == clock.today()
        assert "第二网络" not in text(as_officer.get(reverse("network:networks")))
        assert "第二网络" in text(as_officer.get(reverse("network:networks") + "?closed=too"))

    def test_what_is_closed_says_so_on_every_button(self, as_officer):
        centre = make.centre(closed_on=date(2025, 1, 1))
        page = text(as_officer.get(centre.get_absolute_url()))
        assert reverse("network:close_centre", args=[centre.uid]) not in page
        assert page.count("closed on 2025-01-01: nothing about it can change") == 4

    def test_others_see_no_button_and_are_told_why_at_the_address(self, client):
        centre = make.centre()
        sign_in(client, roles.CENTRE_ADMIN, centre)
        assert "Close the centre" not in text(client.get(centre.get_absolute_url()))
        answer = client.get(reverse("network:close_centre", args=[centre.uid]))
        assert answer.status_code == 403
        assert "Provincial department officer" in text(answer)
