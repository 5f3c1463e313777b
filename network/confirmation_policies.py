"""When a step of the annual confirmation is possible, each answered with a sentence."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.queries.prepared import Prepared
from access.refusals import Refusal, refusal
from access.texts import in_first_language, text
from network import policies
from network.models import AnnualConfirmation, HospitalProfile, Membership, Network, QuestionSet
from network.queries import seasons as kept
from network.queries.memberships import begun_before
from network.seasons import Season, open_on, season_of
from tools import clock

NO_SEASON = text("network.confirmation.no_season", _("There is no annual confirmation yet."))
SEASON_OVER = text(
    "network.confirmation.season_over",
    _("The confirmation of %(year)s can be given no more: confirm the present year."),
)
NOTHING_TO_CONFIRM = text(
    "network.confirmation.nothing", _("%(hospital)s has no membership that has to be confirmed in %(year)s.")
)
INCOMPLETE = text("network.confirmation.incomplete", _("Complete first: %(missing)s."))
LOCKED = text("network.confirmation.locked", _("The confirmation is “%(state)s”: it cannot be changed now."))


def season_now() -> Season | None:
    """The season that one confirms today."""
    return open_on(clock.today(), kept.rules())


def season_of_year(year: int) -> Season | None:
    """The season of a year."""
    return season_of(year, kept.rules())


def members_of(confirmation: AnnualConfirmation):
    """The memberships that the confirmation speaks for today; none outside its season."""
    season = _its_season(confirmation)
    return _members(confirmation.hospital_id, clock.today(), season.opens) if season else Membership.objects.none()


def _its_season(confirmation: AnnualConfirmation) -> Season | None:
    season = season_now()
    return season if season is not None and season.year == confirmation.year else None


def _members(hospital: int, day: date, opens: date):
    rows = Membership.objects.current(day).filter(begun_before(opens), hospital=hospital)
    return rows.select_related("network__centre", "campus", "tier").order_by("network__sort_key", "number")


_MEMBERS = Prepared(_members, int, date, date)


def unconfirmed(confirmation: AnnualConfirmation):
    """Those of them that have not confirmed the year; a paper that the hospital confirmed counts for its network."""
    rows = members_of(confirmation)
    season = season_now()
    return rows.unconfirmed(season) if season else rows


def asked(confirmation: AnnualConfirmation) -> list[tuple[Network, QuestionSet | None]]:
    """The networks that wait for an answer, each once, with the questions in force."""
    networks = {row.network_id: row.network for row in unconfirmed(confirmation)}
    sets = QuestionSet.objects.filter(network__in=networks).in_force()
    return [(network, sets.get(key)) for key, network in networks.items()]


def profile_is_confirmed(confirmation: AnnualConfirmation) -> bool:
    """Whether the hospital has confirmed its profile since the season opened."""
    season = season_now()
    rows = HospitalProfile.objects.filter(hospital=confirmation.hospital_id, confirmed_on__isnull=False)
    return season is not None and rows.filter(confirmed_on__gte=season.opens).exists()


def missing_parts(confirmation: AnnualConfirmation) -> list[str]:
    """What is still to do: the profile, and each network whose present questions are not answered."""
    missing = [] if profile_is_confirmed(confirmation) else [gettext("the hospital's profile, confirmed this season")]
    answered = dict(confirmation.answered.values_list("network", "question_set"))
    open_sets = [
        network
        for network, questions in asked(confirmation)
        if questions is not None and questions.questions and answered.get(network.pk) != questions.pk
    ]
    return missing + [gettext("the questions of %(network)s") % {"network": network} for network in open_sets]


def in_season(confirmation: AnnualConfirmation, actor=None) -> Refusal | None:
    """Only the present season is confirmed, and only for members there are."""
    season = season_now()
    if season is None or season.year != confirmation.year:
        return refusal(SEASON_OVER, year=str(confirmation.year))
    if not _MEMBERS(confirmation.hospital_id, clock.today(), season.opens):
        hospital = in_first_language(confirmation.hospital)
        return refusal(NOTHING_TO_CONFIRM, hospital=hospital, year=str(confirmation.year))
    return None


def complete(confirmation: AnnualConfirmation, actor=None) -> Refusal | None:
    """The profile is confirmed and every network's questions are answered."""
    missing = missing_parts(confirmation)
    return refusal(INCOMPLETE, missing=missing) if missing else None


def hospital_is_open(confirmation: AnnualConfirmation, actor=None) -> Refusal | None:
    """A closed hospital confirms nothing."""
    return policies.closed_hospital(confirmation.hospital)


def locked(confirmation: AnnualConfirmation) -> Refusal:
    """The sentence that it cannot be changed in its state."""
    return refusal(LOCKED, state=str(confirmation.get_state_display()))
