"""The annual confirmation in the calendar of the year: each reader's members, by where they stand in the season."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.actor import Actor
from access.roles import DEPARTMENT_OFFICER
from network import confirmation_permissions as permissions
from network.confirmation_enums import Standing
from network.domain import season_opening
from network.models import Hospital, Membership, Network
from network.queries import seasons as kept
from network.seasons import Season, season_of
from network.year_calendar import Entry
from tools import clock

SEASON = gettext_lazy("Annual confirmation")
TONES = {Standing.CONFIRMED: "ok", Standing.DUE: "info", Standing.GRACE: "warn", Standing.LAPSED: "danger"}


def entries(actor: Actor, year: int) -> Iterator[Entry]:
    """The season of a year: for a hospital's people by own hospital, for a centre's office by network."""
    season = season_of(year, kept.rules())
    if season is None or season.opens > clock.today():
        return
    yield from _of_hospitals(actor, season)
    yield from _of_networks(actor, season)
    if any(held.role == DEPARTMENT_OFFICER for held in actor.assignments):
        yield _opening(season)


def _opening(season: Season) -> Entry:
    """How far the opening of a season has come in the province."""
    done, all_asked = season_opening.opened(season).count(), season_opening.asked(season).count()
    return Entry(
        season=SEASON,
        title=_("Opening of %(year)s") % {"year": season.year},
        about=_("all hospitals"),
        first=season.opens,
        last=season.due,
        state=_("open at %(done)s of %(all)s hospitals") % {"done": done, "all": all_asked},
        tone="ok" if done == all_asked else "info",
        url=f"{reverse('network:confirmations')}?year={season.year}",
    )


def _counts(rows, season: Season, by: str) -> dict[int, dict[str, int]]:
    """How many members stand where: {id of the group: {standing: members}}; one query."""
    grouped = rows.to_confirm(season).with_standing(season).order_by().values_list(by, "standing")
    found: dict[int, dict[str, int]] = {}
    for group, standing, number in grouped.annotate(number=Count("pk")):
        found.setdefault(group, {})[standing] = number
    return found


def _of_hospitals(actor: Actor, season: Season) -> Iterator[Entry]:
    rows = Membership.objects.permitted(actor, permissions.FILL)
    counts = _counts(rows, season, "hospital")
    for hospital in Hospital.objects.filter(pk__in=counts).order_by("sort_key"):
        yield _entry(season, hospital, counts[hospital.pk], reverse("network:start_confirmation"))


def _of_networks(actor: Actor, season: Season) -> Iterator[Entry]:
    rows = Membership.objects.permitted(actor, permissions.CHANGE_QUESTIONS)
    counts = _counts(rows, season, "network")
    url = f"{reverse('network:confirmations')}?year={season.year}"
    for network in Network.objects.filter(pk__in=counts).alphabetical():
        yield _entry(season, network, counts[network.pk], url)


def _entry(season: Season, about, counts: dict[str, int], url: str) -> Entry:
    """The least good standing gives the tone; the sentence gives all of them."""
    worst = next(standing for standing in reversed(Standing) if standing in counts)
    parts = [f"{Standing(code).label} {counts[code]}" for code in Standing if code in counts]
    return Entry(
        season=SEASON,
        title=_("Confirmation of %(year)s") % {"year": season.year},
        about=about,
        first=season.opens,
        last=season.due,
        state=_(", ").join(parts),
        tone=TONES[worst],
        url=url,
    )
