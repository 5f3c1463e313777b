"""An annual confirmation entered from paper: it confirms nobody until the hospital has answered, by its people or on
sealed paper."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from access.models import LogEntry, Notification, Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import annual_confirmations, proxy_answers, proxy_letters, season_opening, signoffs
from network.membership_enums import EffectiveState
from network.models import AnnualConfirmation, Membership, MembershipConfirmation, ProxyEntry
from network.proxy_enums import ProxyState
from office.domain.receipts import is_intact
from office.models import Attachment, Receipt
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import proxies, seasons
from tests.network.agreement_steps import refused
from tests.network.reading import text
from tools import clock

pytestmark = pytest.mark.django_db

IN_GRACE = "2026-04-10 09:00"
AFTER_GRACE = "2026-06-10 09:00"


def stage() -> path.Cast:
    """A hospital that has been in two networks since 2024, of which the first asks questions."""
    return seasons.in_two_networks()


@pytest.fixture
def cast(built):
    """They on a morning in 2026."""
    with clock.at(seasons.MORNING):
        yield built


@pytest.fixture
def entry(cast):
    return proxies.annual(cast)


def confirmed_networks() -> set:
    return {row.network for row in MembershipConfirmation.objects.all()}


def stands(cast) -> str:
    """What the membership is today."""
    return Membership.objects.filter(network=cast.network).with_effective_state().get().state_on


class TestEntering:
    def test_it_waits_for_the_hospital_and_confirms_nobody(self, cast, entry):
        assert (entry.state, entry.answers, entry.annual.state) == ("entered", seasons.ANSWERS, "draft")
        assert (entry.annual.year, entry.annual.hospital) == (2026, cast.hospital)
        assert [paper.kind for paper in Attachment.objects.of(entry)] == ["paper"]
        assert not MembershipConfirmation.objects.exists()
        tasks = Task.objects.open().filter(object_type="network.proxyentry")
        assert {(task.role, task.scope_id, task.due_on) for task in tasks} == {
            (role, cast.hospital.pk, entry.expires_on) for role in (HOSPITAL_ADMIN, HOSPITAL_COORDINATOR)
        }
        told = Notification.objects.filter(code="news.proxy.entered_annual").values_list("user_id", flat=True)
        assert set(told) >= {cast.people[HOSPITAL_ADMIN].pk, cast.people[HOSPITAL_COORDINATOR].pk}
        logged = LogEntry.objects.get(verb="proxy_entry.entered")
        assert (logged.actor_id, logged.changes["year"][1]) == (cast.people[CENTRE_ADMIN].pk, 2026)
        receipt = Receipt.objects.of(entry).get()
        assert is_intact(receipt)
        assert receipt.sha256 == entry.sha256

    def test_unconfirmed_it_stops_no_grace_and_no_lapse(self, cast, entry):
        found = {}
        for moment in (IN_GRACE, AFTER_GRACE):
            with clock.at(moment):
                found[moment] = stands(cast)
        assert found == {IN_GRACE: EffectiveState.GRACE, AFTER_GRACE: EffectiveState.UNCONFIRMED}

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"signed_on": date(2026, 2, 11)}, "network.proxy.in_future"),
            ({"signed_on": date(2025, 12, 31)}, "network.paper.before_season"),
            ({"answers": {}}, "network.confirmation.unanswered"),
            ({"answers": {"cases": "12"}}, "network.confirmation.unanswered"),
            ({"hospital": None}, "network.paper.not_asked"),
        ],
    )
    def test_a_paper_that_cannot_be_is_refused_and_nothing_is_kept(self, cast, changed, code):
        if "hospital" in changed:
            changed = {"hospital": make.hospital()}
        assert refused(lambda: proxies.annual(cast, **changed)) == code
        assert not ProxyEntry.objects.exists()
        assert not AnnualConfirmation.objects.exists()

    def test_who_has_confirmed_is_entered_no_more(self, cast):
        by = cast.actor(HOSPITAL_COORDINATOR)
        seasons.confirmed(cast.hospital, by=by, signed_by=cast.actor(HOSPITAL_ADMIN))
        assert refused(lambda: proxies.annual(cast)) == "network.paper.confirmed_already"

    def test_the_second_of_two_clerks_is_led_to_the_first_ones_entry(self, cast, entry):
        with pytest.raises(Refused) as found:
            proxies.annual(cast, by=proxies.second_secretary(cast), answers={"cases": 99})
        assert found.value.reason.code == "network.paper.entered_already"
        assert entry.number in str(found.value.reason)
        assert [row.answers for row in ProxyEntry.objects.all()] == [seasons.ANSWERS]

    def test_a_network_that_asks_nothing_takes_the_paper_alone(self, cast):
        second = path.cast(network=cast.second, hospital=cast.hospital, tier=cast.tier)
        entry = proxies.annual(second, answers={"forged": 1})
        assert (entry.question_set, entry.answers) == (None, {})
        proxy_answers.confirm(entry, expected=1, by=cast.actor(HOSPITAL_ADMIN))
        assert confirmed_networks() == {cast.second}


def _enter(cast, entry, by):
    proxies.annual(cast, by=by)


def _confirm(cast, entry, by):
    proxy_answers.confirm(entry, expected=1, by=by)


def _contest(cast, entry, by):
    proxy_answers.contest(entry, reason="r", expected=1, by=by)


def _print(cast, entry, by):
    proxy_letters.print_letter(entry, expected=1, by=by)


def _compare(cast, entry, by):
    proxy_letters.compare(entry, code=entry.check_code, expected=1, by=by)


@pytest.mark.parametrize(
    ("step", "roles"),
    [
        (_enter, {CENTRE_ADMIN}),
        (_confirm, {HOSPITAL_ADMIN}),
        (_contest, {HOSPITAL_ADMIN}),
        (_print, {CENTRE_ADMIN}),
        (_compare, {CENTRE_ADMIN, CENTRE_DIRECTOR}),
    ],
)
def test_nobody_else_takes_a_step_neither_here_nor_there(cast, entry, step, roles):
    foreign = path.cast()
    others = [cast.actor(role) for role in cast.people if role not in roles]
    for by in others + [foreign.actor(role) for role in foreign.people]:
        with pytest.raises(Forbidden):
            step(cast, entry, by)
    entry.refresh_from_db()
    assert (entry.state, entry.code_hash, ProxyEntry.objects.count()) == ("entered", "", 1)


class TestAnswer:
    def test_confirmed_it_counts_from_that_day_on_for_its_network_only(self, cast, entry):
        with clock.at("2026-02-20 09:00"):
            proxy_answers.confirm(entry, expected=1, by=cast.actor(HOSPITAL_ADMIN))
            made = MembershipConfirmation.objects.get()
            assert (made.network, made.answers, made.confirmed_on) == (cast.network, seasons.ANSWERS, clock.today())
        assert made.question_set == entry.question_set
        assert LogEntry.objects.filter(verb="membership.confirmed").count() == 1
        assert not Task.objects.open().filter(object_type="network.proxyentry").exists()
        with clock.at(IN_GRACE):
            assert stands(cast) == EffectiveState.ACTIVE

    def test_the_hospitals_own_confirmation_asks_for_the_rest_and_leaves_the_paper_as_it_is(self, cast, entry):
        proxy_answers.confirm(entry, expected=1, by=cast.actor(HOSPITAL_ADMIN))
        by = cast.actor(HOSPITAL_COORDINATOR)
        code = refused(
            lambda: annual_confirmations.save_answers(
                entry.annual, network=cast.network, answers={"cases": 1}, expected=0, by=by
            )
        )
        assert code == "network.confirmation.not_asked"
        found = seasons.confirmed(cast.hospital, by=by, signed_by=cast.actor(HOSPITAL_ADMIN))
        assert confirmed_networks() == {cast.network, cast.second}
        assert MembershipConfirmation.objects.get(network=cast.network).answers == seasons.ANSWERS
        told = Receipt.objects.of(found).get().content["members"]
        assert [row["answers"] for row in told] == [seasons.ANSWERS, {}]
        entry.refresh_from_db()
        assert entry.state == "confirmed"

    def test_the_hospitals_own_signature_takes_the_place_of_what_waits(self, cast, entry):
        by = cast.actor(HOSPITAL_COORDINATOR)
        proxy_answers.ask_administrator(entry, expected=1, by=by)
        waits = proxies.waiting(entry)
        seasons.confirmed(cast.hospital, by=by, signed_by=cast.actor(HOSPITAL_ADMIN))
        for row in (entry, waits):
            row.refresh_from_db()
        assert (entry.state, waits.state) == ("replaced", "cancelled")
        assert not Task.objects.open().filter(object_type="network.proxyentry").exists()
        code = refused(lambda: proxy_answers.confirm(entry, expected=entry.version, by=cast.actor(HOSPITAL_ADMIN)))
        assert code == "lifecycle.no_such_move"
        assert MembershipConfirmation.objects.filter(network=cast.network).count() == 1

    def test_contested_it_counts_nothing_and_a_right_paper_can_be_entered(self, cast, entry):
        by = cast.actor(HOSPITAL_ADMIN)
        assert refused(lambda: proxy_answers.contest(entry, reason=" ", expected=1, by=by)) == "lifecycle.needs_reason"
        proxy_answers.contest(entry, reason="病例数有误", expected=1, by=by)
        assert (entry.state, confirmed_networks()) == ("contested", set())
        told = Notification.objects.filter(code="news.proxy.contested").values_list("user_id", flat=True)
        assert {cast.people[CENTRE_ADMIN].pk, cast.people[CENTRE_DIRECTOR].pk} <= set(told)
        again = proxies.annual(cast, answers={"cases": 13})
        assert again.number != entry.number
        proxy_answers.confirm(again, expected=1, by=by)
        assert MembershipConfirmation.objects.get().answers == {"cases": 13}

    @pytest.mark.parametrize(("sign", "state"), [(True, "confirmed"), (False, "contested")])
    def test_the_queue_of_the_hospital_answers_it(self, cast, entry, client, sign, state):
        proxy_answers.ask_administrator(entry, expected=1, by=cast.actor(HOSPITAL_COORDINATOR))
        row, by = proxies.waiting(entry), cast.actor(HOSPITAL_ADMIN)
        client.force_login(by.user)
        page = text(client.get(reverse("network:signoff", args=[row.uid])))
        assert "入组病例" in page
        if sign:
            signoffs.sign(row, expected=row.version, by=by)
        else:
            signoffs.send_back(row, reason="r", expected=row.version, by=by)
        entry.refresh_from_db()
        assert (entry.state, MembershipConfirmation.objects.exists()) == (state, sign)

    def test_the_second_of_two_answers_is_told_and_a_form_sent_again_changes_nothing(self, cast, entry):
        other, by = ProxyEntry.objects.get(pk=entry.pk), cast.actor(HOSPITAL_ADMIN)
        for _ in range(2):
            proxy_answers.confirm(entry, expected=1, token="t", by=by)
        with pytest.raises(Stale):
            proxy_answers.contest(other, reason="r", expected=1, by=by)
        assert (entry.version, MembershipConfirmation.objects.count()) == (2, 1)

    def test_sealed_paper_is_compared_by_a_second_person(self, cast, entry):
        proxy_letters.add_sealed_copy(entry, path.pdf(), by=cast.actor(CENTRE_ADMIN))
        code = entry.check_code
        own = refused(lambda: proxy_letters.compare(entry, code=code, expected=1, by=cast.actor(CENTRE_ADMIN)))
        assert own == "network.proxy.own_entry"
        by = proxies.second_secretary(cast)
        assert refused(lambda: proxy_letters.compare(entry, code="0", expected=1, by=by)) == "network.proxy.wrong_code"
        assert not MembershipConfirmation.objects.exists()
        assert proxy_letters.compare(entry, code=code, expected=1, by=by).state == ProxyState.SEALED
        assert confirmed_networks() == {cast.network}

    def test_past_its_day_and_past_the_season_it_confirms_nobody(self, cast, entry):
        by = cast.actor(HOSPITAL_ADMIN)
        with clock.at(clock.now() + timedelta(days=31)):
            assert refused(lambda: proxy_answers.confirm(entry, expected=1, by=by)) == "network.proxy.lapsed"
            proxy_letters.print_letter(entry, expected=1, by=cast.actor(CENTRE_ADMIN))
        with clock.at("2027-01-05 09:00"):
            code = refused(lambda: proxy_answers.confirm(entry, expected=1, by=by))
            late = refused(lambda: proxy_letters.print_letter(entry, expected=1, by=cast.actor(CENTRE_ADMIN)))
        assert {code, late} == {"network.confirmation.season_over"}
        assert not MembershipConfirmation.objects.exists()

    def test_nobody_is_warned_of_a_lapse_once_papers_have_confirmed_everything(self, cast):
        with clock.at(IN_GRACE):
            season_opening.open_season()
            late = Task.objects.open().filter(kind="task.confirmation.in_grace")
            assert late.count() == 2
            second = path.cast(network=cast.second, hospital=cast.hospital, tier=cast.tier)
            for each in (cast, second):
                proxy_answers.confirm(proxies.annual(each), expected=1, by=cast.actor(HOSPITAL_ADMIN))
            assert not late.exists()
            assert season_opening.open_season() == 0
            annual_confirmations.open_for(cast.hospital, by=cast.actor(HOSPITAL_COORDINATOR))
            assert not late.exists()
