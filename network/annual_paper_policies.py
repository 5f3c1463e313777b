"""When a network's part of an annual confirmation can be entered from paper for a hospital, and answered."""

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import in_first_language, text
from network import confirmation_policies as confirmation
from network import proxy_policies
from network.confirmation_enums import ConfirmationState
from network.models import AnnualConfirmation, Hospital, Membership, Network, ProxyEntry
from network.proxy_enums import ProxyState
from network.seasons import Season

NOT_ASKED = text(
    "network.paper.not_asked",
    _(
        "%(hospital)s has no membership in this network that has to be confirmed in %(year)s: check hospital and "
        "network."
    ),
)
CONFIRMED_ALREADY = text(
    "network.paper.confirmed_already",
    _("%(hospital)s has confirmed %(year)s to this network: nothing is left to enter."),
)
ENTERED_ALREADY = text(
    "network.paper.entered_already",
    _("The paper of %(year)s is entered already as %(number)s: open it to print its letter or to see the answer."),
)
BEFORE_SEASON = text(
    "network.paper.before_season",
    _("The confirmation of %(year)s opened on %(day)s: a paper dated before confirms an earlier year."),
)
ONLY_APPLICATION = text(
    "network.paper.only_application", _("An annual confirmation is corrected by the hospital in its own confirmation.")
)
NOT_CONFIRMED = text(
    "network.paper.not_confirmed", _("Only the hospital's own confirmation of the year takes the place of its paper.")
)


def members_on_paper(hospital: Hospital, network: Network, season: Season):
    """The memberships of a hospital in a network for which its paper speaks: one for each of its campuses there."""
    return Membership.objects.to_confirm(season).filter(hospital=hospital, network=network)


def can_be_entered(hospital: Hospital, network: Network) -> Refusal | None:
    """A season is open, the hospital has to confirm to the network, has not yet, and no other paper is entered."""
    season = confirmation.season_now()
    if season is None:
        return refusal(confirmation.NO_SEASON)
    facts = {"hospital": in_first_language(hospital), "year": str(season.year)}
    rows = members_on_paper(hospital, network, season)
    if not rows.exists():
        return refusal(NOT_ASKED, **facts)
    if not rows.unconfirmed(season).exists():
        return refusal(CONFIRMED_ALREADY, **facts)
    return _entered_already(hospital, network, season)


def _entered_already(hospital: Hospital, network: Network, season: Season) -> Refusal | None:
    rows = ProxyEntry.objects.filter(annual__hospital=hospital, annual__year=season.year, network=network)
    found = rows.exclude(state=ProxyState.CONTESTED).first()
    return refusal(ENTERED_ALREADY, year=str(season.year), number=found.number) if found else None


def answerable(entry, actor) -> Refusal | None:
    """An entry is answered while the centre has the application, or while the year can be confirmed."""
    if not entry.is_annual:
        return proxy_policies.before_the_centre(entry, actor)
    annual = entry.annual
    closed = confirmation.hospital_is_open(annual) or confirmation.in_season(annual)
    if closed or confirmation.members_of(annual).filter(network=entry.network_id).exists():
        return closed
    return refusal(NOT_ASKED, hospital=in_first_language(annual.hospital), year=str(annual.year))


def of_application(entry, actor) -> Refusal | None:
    """What was contested is put right by a corrected application; an annual confirmation is given anew."""
    return refusal(ONLY_APPLICATION) if entry.is_annual else None


def hospital_has_confirmed(entry, actor) -> Refusal | None:
    """The hospital signed the whole year itself."""
    done = entry.is_annual and _state_of(entry.annual) == ConfirmationState.CONFIRMED
    return None if done else refusal(NOT_CONFIRMED)


def _state_of(annual: AnnualConfirmation) -> str:
    """As it is stored now: the row at hand was read before the hospital signed."""
    return AnnualConfirmation.objects.values_list("state", flat=True).get(pk=annual.pk)
