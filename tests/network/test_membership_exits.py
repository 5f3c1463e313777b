"""Leaving a network: asked for, settled by every house, completed, and the block that follows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from access import door
from access.models import LogEntry, Notification, RoleAssignment, Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network import exit_permissions as permissions
from network import exits
from network.domain import applications, hospitals, membership_exits, signoffs
from network.models import MembershipExit, SignOff
from network.terms import months_after
from tests.factories import exits as leave
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import actor
from tests.network.agreement_steps import refused
from tests.network.reading import text
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def member(cast):
    return path.joined(cast)


@pytest.fixture
def studies():
    """A house above that has one open matter at every exit, and keeps what it was told."""
    applied = []
    choices = (exits.Choice("close", "关闭"), exits.Choice("hand_over", "移交"))

    def items(membership):
        yield exits.Item("7", "卒中队列研究", choices, "/studies/7/")

    def apply(membership, item, choice, ending):
        applied.append((membership.pk, item.key, choice, ending.kind, ending.last_day))

    exits.register(exits.Source("studies_test", "研究", choices, items, apply))
    yield applied
    del exits.SOURCES["studies_test"]


class TestWish:
    def test_the_centre_learns_of_it_once_the_administrator_has_signed(self, cast, member):
        leaving = leave.asked(cast, member)
        seen = MembershipExit.objects.visible_to(cast.actor(CENTRE_ADMIN))
        assert (leaving.state, list(seen)) == ("awaiting_signoff", [])
        waiting = SignOff.objects.get(object_id=leaving.pk, object_type="network.membershipexit")
        signoffs.sign(waiting, expected=waiting.version, by=cast.actor(HOSPITAL_ADMIN))

        leaving.refresh_from_db()
        assert (leaving.state, list(seen.all())) == ("settling", [leaving])
        told = set(Notification.objects.filter(code="news.exit.asked").values_list("user__pk", flat=True))
        assert told == {cast.people[CENTRE_ADMIN].pk, cast.people[CENTRE_DIRECTOR].pk}
        roles = Task.objects.open().filter(object_type="network.membershipexit").values_list("role", flat=True)
        assert set(roles) == {HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, CENTRE_ADMIN}
        member.refresh_from_db()
        assert member.state == "active"

    def test_sent_back_it_is_over_and_can_be_asked_anew(self, cast, member):
        leaving = leave.asked(cast, member)
        waiting = SignOff.objects.get(object_id=leaving.pk, object_type="network.membershipexit")
        signoffs.send_back(waiting, reason="再想想", expected=waiting.version, by=cast.actor(HOSPITAL_ADMIN))

        leaving.refresh_from_db()
        assert leaving.state == "withdrawn"
        assert leave.asked(cast, member).number != leaving.number

    @pytest.mark.both
    def test_one_is_open_at_a_time(self, cast, member):
        leave.asked(cast, member)

        assert refused(lambda: leave.begun(cast, member)) == "network.exit.open_already"
        assert MembershipExit.objects.count() == 1

    def test_the_hospital_takes_back_only_its_own(self, cast, member):
        leaving = leave.begun(cast, member)
        facts = {"reason": "x", "expected": leaving.version}

        code = refused(lambda: membership_exits.withdraw(leaving, **facts, by=cast.actor(HOSPITAL_ADMIN)))
        assert code == "network.exit.not_voluntary"
        membership_exits.drop(leaving, **facts, by=cast.actor(CENTRE_ADMIN))
        assert leaving.state == "dropped"
        assert not Task.objects.open().filter(object_type="network.membershipexit").exists()

    @pytest.mark.parametrize("day", [-1, -400])
    def test_a_day_before_the_membership_is_refused(self, cast, member, day):
        early = member.valid_from + timedelta(days=day)

        assert refused(lambda: leave.begun(cast, member, day=early)) == "network.exit.before_first"


class TestMatters:
    def test_each_needs_a_disposition_and_the_sentence_names_those_that_lack_it(self, cast, member, studies):
        leaving = leave.begun(cast, member)
        facts = {"last_day": clock.today(), "expected": leaving.version, "by": cast.actor(CENTRE_DIRECTOR)}
        titles = {f"{source.code}:{item.key}" for source, item in exits.open_items(member)}
        coordinator = RoleAssignment.objects.get(role=HOSPITAL_COORDINATOR, scope_id=cast.hospital.pk)
        assert titles == {f"agreements:{member.agreement_id}", "studies_test:7", f"people:{coordinator.pk}"}

        with pytest.raises(Refused) as found:
            membership_exits.complete(leaving, **facts)
        assert found.value.reason.code == "network.exit.not_settled"
        assert "卒中队列研究" in str(found.value.reason)
        member.refresh_from_db()
        assert (member.state, studies) == ("active", [])

    @pytest.mark.both
    def test_completing_carries_out_each_once_and_freezes_the_record(self, cast, member, studies):
        leaving = leave.completed(cast, leave.begun(cast, member))

        assert studies == [(member.pk, "7", "close", "revoked", clock.today())]
        member.refresh_from_db()
        assert (member.state, member.exit_kind, member.valid_to) == ("exited", "revoked", clock.today())
        assert leaving.dispositions.filter(applied_at=None).count() == 0
        settle = {"choices": {("studies_test", "7"): ("hand_over", "")}, "expected": leaving.version}
        code = refused(lambda: membership_exits.settle(leaving, **settle, by=cast.actor(CENTRE_ADMIN)))
        assert code == "network.exit.not_settling"

    def test_an_open_change_of_tier_ends_with_it(self, cast, member):
        other = make.tier()
        make.rule({"fact": "level", "operator": "at_least", "value": "2B"}, tier=other, network=cast.network)
        facts = {"network": cast.network, "campus": cast.campus, "tier": other}
        application = applications.start(cast.hospital, **facts, by=cast.actor(HOSPITAL_COORDINATOR))
        leave.ended(cast, member)

        application.refresh_from_db()
        assert application.state == "withdrawn"

    def test_only_the_hospital_says_that_a_colleagues_role_ends(self, cast, member):
        leaving = leave.begun(cast, member)
        assignment = RoleAssignment.objects.get(role=HOSPITAL_COORDINATOR, scope_id=cast.hospital.pk)
        said = {"choices": {("people", str(assignment.pk)): ("end", "")}, "expected": leaving.version}
        with pytest.raises(Forbidden):
            membership_exits.settle(leaving, **said, by=cast.actor(CENTRE_ADMIN))
        leaving = membership_exits.settle(leaving, **said, by=cast.actor(HOSPITAL_ADMIN))
        rest = {("agreements", str(member.agreement_id)): ("survives", "五年")}
        leaving = membership_exits.settle(
            leaving, choices=rest, expected=leaving.version, by=cast.actor(HOSPITAL_COORDINATOR)
        )
        facts = {"last_day": clock.today(), "expected": leaving.version}
        membership_exits.complete(leaving, **facts, by=cast.actor(CENTRE_DIRECTOR))

        assignment.refresh_from_db()
        assert assignment.valid_to == clock.today()

    def test_people_with_work_in_another_network_are_not_asked_about(self, cast, member):
        path.joined(path.cast(hospital=cast.hospital))

        assert {source.code for source, _item in exits.open_items(member)} == {"agreements"}

    @pytest.mark.parametrize("said", [("studies_test", "8", "close"), ("studies_test", "7", "burn"), ("x", "1", "y")])
    def test_forged_choices_are_refused(self, cast, member, studies, said):
        leaving = leave.begun(cast, member)
        choices = {said[:2]: (said[2], "")}
        facts = {"choices": choices, "expected": leaving.version, "by": cast.actor(CENTRE_ADMIN)}

        assert refused(lambda: membership_exits.settle(leaving, **facts)) == "network.exit.no_such_choice"
        assert leaving.dispositions.count() == 0

    def test_a_last_day_to_come_waits(self, cast, member):
        leaving = leave.settled(cast, leave.begun(cast, member, day=clock.today() + timedelta(days=3)))
        facts = {"last_day": leaving.last_day, "expected": leaving.version, "by": cast.actor(CENTRE_DIRECTOR)}

        assert refused(lambda: membership_exits.complete(leaving, **facts)) == "network.membership.bad_last_day"
        leaving.refresh_from_db()
        assert (leaving.state, leaving.dispositions.filter(applied_at=None).exists()) == ("settling", True)


class TestClosing:
    def test_what_ends_with_its_hospital_leaves_the_same_record(self, cast, member, studies):
        under_way = leave.signed(cast, member)
        into = make.hospital()
        hospitals.close(cast.hospital, on=clock.today(), reason="合并", into=into, by=actor(DEPARTMENT_OFFICER))

        under_way.refresh_from_db()
        record = MembershipExit.objects.exclude(pk=under_way.pk).get()
        assert (under_way.state, record.state, record.kind) == ("dropped", "completed", "merged")
        assert studies == [(member.pk, "7", "close", "merged", record.last_day)]
        assert not Task.objects.open().filter(object_type="network.membershipexit").exists()
        member.refresh_from_db()
        assert (member.state, member.valid_to) == ("exited", record.last_day)


class TestBlock:
    def test_after_a_revocation_nobody_applies_before_the_day_unless_the_province_says_so(self, cast, member, client):
        leaving = leave.ended(cast, member, kind="revoked", reason="数据造假")
        until = months_after(clock.today(), 24)
        assert leaving.blocked_until == until
        assert refused(lambda: path.started(cast)) == "network.exit.blocked"
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        choice = {"campus": cast.campus.pk, "network": cast.network.pk, "tier": cast.tier.pk}
        page = text(client.get(reverse("network:start_application"), choice))
        assert until.isoformat() in page
        with pytest.raises(Forbidden):
            _lift(leaving, cast.actor(CENTRE_DIRECTOR))
        _lift(leaving, actor(DEPARTMENT_OFFICER))

        assert path.started(cast).state == "draft"
        assert LogEntry.objects.get(verb="exit.block_lifted").reason == "整改完成"
        leaving.refresh_from_db()
        assert refused(lambda: _lift(leaving, actor(DEPARTMENT_OFFICER))) == "network.exit.not_blocked"

    def test_it_ends_by_its_date(self, cast, member):
        leaving = leave.ended(cast, member, kind="revoked")
        for days, is_blocked in ((0, True), (1, False)):
            with clock.at(leaving.blocked_until + timedelta(days=days)):
                found = MembershipExit.objects.blocking().exists()
                assert found == is_blocked == leaving.blocks_today

    def test_who_left_by_itself_is_not_blocked(self, cast, member):
        assert leave.ended(cast, member).blocked_until is None

    def test_a_day_that_the_month_does_not_have_becomes_its_last(self):
        assert months_after(date(2024, 8, 31), 6) == date(2025, 2, 28)
        assert months_after(date(2025, 11, 30), 14) == date(2027, 1, 30)


def _lift(leaving, by):
    return membership_exits.lift_block(leaving, reason="整改完成", expected=leaving.version, by=by)


class TestPages:
    def test_the_whole_way_over_http(self, cast, member, client):
        coordinator, admin, director = (
            cast.people[r] for r in (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, CENTRE_DIRECTOR)
        )
        form = {"last_day": clock.today().isoformat(), "reason": "调整", "version": member.version, "token": "a"}
        client.force_login(coordinator)
        assert client.post(reverse("network:ask_exit", args=[member.uid]), form).status_code == 302
        leaving = MembershipExit.objects.get()
        client.force_login(admin)
        waiting = SignOff.objects.get(state="waiting")
        assert "调整" in text(client.get(waiting.get_absolute_url()))
        client.post(waiting.get_absolute_url(), {"action": "sign", "version": waiting.version, "token": "b"})
        leaving.refresh_from_db()
        client.force_login(director)
        settle = reverse("network:settle_exit", args=[leaving.uid])
        fields = client.get(settle).context["form"].keys
        chosen = {name: "ended" if key[0] == "agreements" else "keep" for name, key in fields.items()}
        assert client.post(settle, chosen | {"version": leaving.version}).status_code == 302
        leaving.refresh_from_db()
        complete = reverse("network:complete_exit", args=[leaving.uid])
        client.post(complete, {"last_day": form["last_day"], "version": leaving.version, "token": "c"})

        leaving.refresh_from_db()
        assert leaving.state == "completed"
        assert client.get(reverse("network:exit_notice", args=[leaving.uid])).content.startswith(b"%PDF")
        page = text(client.get(leaving.get_absolute_url()))
        assert str(member.agreement) in page

    def test_a_notice_is_there_only_for_what_is_complete(self, cast, member, client):
        leaving = leave.begun(cast, member)
        client.force_login(cast.people[CENTRE_ADMIN])

        assert client.get(reverse("network:exit_notice", args=[leaving.uid])).status_code == 404


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (permissions.REQUEST_EXIT, {HOSPITAL_COORDINATOR, HOSPITAL_ADMIN}),
        (permissions.SIGN_EXIT, {HOSPITAL_ADMIN}),
        (permissions.SETTLE_EXIT, {HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, CENTRE_ADMIN, CENTRE_DIRECTOR}),
        (permissions.DECIDE_EXIT, {CENTRE_ADMIN, CENTRE_DIRECTOR}),
        (permissions.LIFT_BLOCK, set()),
    ],
)
def test_who_may_do_what_to_the_own_and_to_a_foreign_exit(cast, member, permission, roles):
    leaving, other = leave.begun(cast, member), path.cast()

    own = {role for role in cast.people if door.can(cast.actor(role), permission, leaving)}
    foreign = {role for role in other.people if door.can(other.actor(role), permission, leaving)}

    assert (own, foreign) == (roles, set())
    assert door.can(actor(DEPARTMENT_OFFICER), permission, leaving) == (permission == permissions.LIFT_BLOCK)
