"""Mergers and splits: each membership as chosen, the past as it was, and no right for anybody new."""

from datetime import date, timedelta

import pytest

from access import door
from access.actor import Actor
from access.domain import invitations
from access.models import Invitation, LogEntry, RoleAssignment
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SUPERVISOR
from network.domain import memberships, reorganisations
from network.domain.reorganisations import Reorganisation
from network.models import (
    Campus,
    Hospital,
    Membership,
    OrganisationEvent,
    Suspension,
)
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import people
from tests.network.reorganising import BASIS, decided, facts, merge
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


class TestMerge:
    def test_a_membership_continues_under_its_number_at_a_campus_of_the_other(self, member, officer):
        into, last = make.hospital(), member.valid_to
        merge(member, into, officer)

        former = Membership.objects.get(pk=member.pk)
        new = former.followed_by
        today = clock.today()
        assert (former.state, former.exit_kind, former.valid_to) == ("exited", "continued", today - timedelta(days=1))
        assert (former.hospital, former.campus) == (member.hospital, member.campus)
        assert (new.number, new.hospital, new.campus.name_zh) == (member.number, into, "北院区")
        assert (new.valid_from, new.valid_to, new.state, new.agreement) == (today, last, "active", None)
        assert (new.campus.division, new.campus.is_main) == (member.campus.division, False)
        assert Campus.objects.get(pk=member.campus_id).closed_on == today
        assert set(Membership.objects.active(today - timedelta(days=1))) == {former}
        assert set(Membership.objects.active(today)) == {new}

    def test_a_membership_that_ends_is_told_as_merged(self, member, officer):
        merge(member, make.hospital(), officer, choice="end")

        former = Membership.objects.get()
        assert (former.state, former.exit_kind) == ("exited", "merged")

    def test_the_event_stands_on_both_sides(self, member, officer):
        into = make.hospital()
        closed = merge(member, into, officer)

        for side in (closed, into):
            kinds = OrganisationEvent.objects.of(side).newest_first().values_list("kind", flat=True)
            assert list(kinds) == ["merged", "campus_moved"]
        event = OrganisationEvent.objects.get(kind="merged")
        assert (event.before, event.after) == (closed.name_zh, into.name_zh)
        assert (event.document_number, event.document_on) == (BASIS.document_number, BASIS.document_on)
        assert closed in Hospital.objects.filter(merged_into=into)
        assert into in Hospital.objects.named(closed.name_zh)

    def test_roles_and_invitations_end_and_none_begins(self, cast, member, officer):
        into = make.hospital()
        invitation, secret = invitations.invite(
            cast.hospital, name="新同事", role=HOSPITAL_COORDINATOR, by=cast.actor(HOSPITAL_ADMIN)
        )
        before = RoleAssignment.objects.count()
        merge(member, into, officer)

        assert RoleAssignment.objects.count() == before
        assert not RoleAssignment.objects.valid().filter(scope_kind="hospital", scope_id=cast.hospital.pk).exists()
        assert Invitation.objects.get(pk=invitation.pk).status == "revoked"
        with pytest.raises(Refused):
            invitations.accept(secret, by=Actor.of(people.person()))
        assert door.can(cast.actor(CENTRE_ADMIN), "network.change_membership", member)

    @pytest.mark.parametrize("state", ["warned", "suspended"])
    def test_a_merger_lifts_neither_warning_nor_suspension(self, cast, member, officer, state):
        step = {"warned": memberships.warn, "suspended": memberships.suspend}[state]
        step(member, reason="数据迟报", expected=member.version, by=cast.actor(CENTRE_ADMIN))
        merge(member, make.hospital(), officer)

        new = Membership.objects.get(follows=member)
        assert new.state == state
        assert new.effective_state() == state
        assert Suspension.objects.filter(membership=new, last_day__isnull=True).exists() == (state == "suspended")

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"decided": "nothing chosen"}, "choose for each of them"),
            ({"decided": "something foreign"}, "choose for each of them"),
            ({"campus_names": {}}, "its campus does not go over"),
            ({"campus_names": {0: "x"}}, "no open campus"),
            ({"decided": "in the future"}, "choose today"),
            ({"decided": "without a reason"}, "reason"),
        ],
        ids=lambda value: str(value)[:24],
    )
    def test_what_does_not_fit_is_refused_and_changes_nothing(self, member, officer, facts, sentence):
        chosen = {member.pk: "continue"}
        plans = {
            "nothing chosen": decided(),
            "something foreign": decided(choices=chosen | {0: "end"}),
            "in the future": Reorganisation(on=clock.today() + timedelta(days=1), reason="x", choices=chosen),
            "without a reason": Reorganisation(on=clock.today(), reason=" ", choices=chosen),
        }
        facts = {name: plans.get(value, value) if name == "decided" else value for name, value in facts.items()}
        entries = LogEntry.objects.count()
        with pytest.raises(Refused) as refused:
            merge(member, make.hospital(), officer, **facts)

        assert sentence in str(refused.value.reason)
        assert Membership.objects.get().state == "active"
        assert not Hospital.objects.filter(closed_on__isnull=False).exists()
        assert (OrganisationEvent.objects.count(), LogEntry.objects.count()) == (0, entries)

    def test_into_itself_into_a_closed_one_and_a_host_are_refused(self, member, officer):
        closed = make.hospital(closed_on=date(2026, 1, 1))
        for into in (member.hospital, closed):
            with pytest.raises(Refused):
                merge(member, into, officer)
        host = member.network.centre.host
        with pytest.raises(Refused):
            reorganisations.merge(host, into=member.hospital, campus_names={}, decided=decided(), by=officer)
        assert not Hospital.objects.filter(merged_into__isnull=False).exists()

    def test_an_older_version_is_stale(self, member, officer):
        with pytest.raises(Stale):
            merge(member, make.hospital(), officer, expected=member.hospital.version + 1)

    @pytest.mark.parametrize("role", [HOSPITAL_ADMIN, CENTRE_ADMIN, SUPERVISOR])
    def test_only_the_department_merges(self, cast, member, role):
        by = people.actor(role, {HOSPITAL_ADMIN: cast.hospital, CENTRE_ADMIN: cast.network.centre}.get(role))
        with pytest.raises(Forbidden):
            merge(member, make.hospital(), by)


class TestSplit:
    @pytest.fixture
    def campus(self, cast):
        cast.campus = make.campus(hospital=cast.hospital)
        return cast.campus

    def split(self, campus, officer, choices, **more):
        given = {"facts": facts(), "campus_name": "本部", "decided": decided(choices=choices)} | more
        return reorganisations.split(campus, by=officer, **given)

    def test_a_campus_becomes_a_hospital_with_the_membership_chosen_for_it(self, cast, campus, officer):
        member = path.joined(cast)
        Membership.objects.filter(pk=member.pk).update(valid_from=clock.today() - timedelta(days=3))
        parent = cast.hospital
        made = self.split(campus, officer, {member.pk: "continue"})

        new = Membership.objects.get(follows=member)
        assert (new.hospital, new.campus, new.campus.is_main) == (made, made.campuses.get(), True)
        assert new.campus.division == campus.division
        assert Campus.objects.get(pk=campus.pk).closed_on == clock.today()
        assert Hospital.objects.get(pk=parent.pk).closed_on is None
        event = OrganisationEvent.objects.get()
        assert (event.kind, event.hospital, event.other, event.after) == ("split", parent, made, "示范东院")
        assert not RoleAssignment.objects.filter(scope_kind="hospital", scope_id=made.pk).exists()
        assert RoleAssignment.objects.valid().filter(scope_kind="hospital", scope_id=parent.pk).count() == 2

    def test_a_membership_that_begins_and_ends_today_cannot_continue(self, cast, campus, officer):
        member = path.joined(cast)
        Membership.objects.filter(pk=member.pk).update(valid_to=clock.today())
        with pytest.raises(Refused):
            self.split(campus, officer, {member.pk: "continue"})
        assert not Hospital.objects.filter(name_zh="示范东院").exists()

    @pytest.mark.parametrize("fault", ["main campus", "taken code", "choices missing", "stale"])
    def test_what_does_not_fit_is_refused_and_changes_nothing(self, cast, campus, officer, fault):
        member = path.joined(cast)
        choices, more = {member.pk: "end"}, {}
        if fault == "main campus":
            campus = cast.hospital.campuses.get(is_main=True)
            choices = {}
        elif fault == "taken code":
            more = {"facts": facts(credit_code=cast.hospital.credit_code)}
        elif fault == "choices missing":
            choices = {}
        else:
            more = {"expected": cast.hospital.version + 5}
        with pytest.raises(Refused):
            self.split(campus, officer, choices, **more)

        assert not Hospital.objects.filter(name_zh="示范东院").exists()
        assert Membership.objects.get(pk=member.pk).state == "active"
        assert not OrganisationEvent.objects.exists()
