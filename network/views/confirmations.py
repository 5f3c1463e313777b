"""The year's confirmations as centres, regions and the province follow them, and one member's answers."""

from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door
from access.views.lists import ListPage
from access.views.pages import page
from network import confirmation_permissions as permissions
from network import questions as rules
from network.models import Membership, MembershipConfirmation, ProxyEntry
from network.proxy_enums import COUNTING, ProxyState
from network.queries import seasons as kept
from network.seasons import Season, open_on, season_of
from network.tables.confirmations import ConfirmationFilter, ConfirmationTable
from tools import clock


class Confirmations(ListPage):
    """Members that have to confirm a year, the present one unless another is asked for."""

    model = Membership
    table_class = ConfirmationTable
    filterset_class = ConfirmationFilter
    permission = permissions.VIEW_CONFIRMATION
    title = gettext_lazy("Annual confirmation")
    create_url = "network:start_confirmation"
    create_title = gettext_lazy("Confirm our hospital")
    create_permission = permissions.FILL

    def get_queryset(self):
        """With the standing on the day, by network and hospital: only members of whom the reader may know it."""
        season = self.season
        if season is None:
            return Membership.objects.none()
        rows = Membership.objects.permitted(self.request.actor, permissions.VIEW_CONFIRMATION)
        day = self.day_of(season)
        answers = MembershipConfirmation.objects.filter(
            network=OuterRef("network"), number=OuterRef("number"), year=season.year
        )
        rows = rows.to_confirm(season, day).with_standing(season, day).with_names()
        rows = rows.annotate(answers_uid=Subquery(answers.values("uid")[:1]), paper=self._paper(season))
        return rows.order_by("network__sort_key", "hospital__sort_key", "pk")

    def _paper(self, season: Season) -> Subquery:
        """The state of the paper that a centre entered for the member and the year, where the reader may see it."""
        places = {"annual__hospital": OuterRef("hospital"), "network": OuterRef("network")}
        rows = ProxyEntry.objects.visible_to(self.request.actor).filter(annual__year=season.year, **places)
        shown = rows.filter(state__in=(ProxyState.ENTERED, *COUNTING)).with_state()
        return Subquery(shown.values("state_on")[:1])

    @property
    def season(self) -> Season | None:
        """The season that is asked for; the present one when the address names none, or one that there is not."""
        present = open_on(clock.today(), kept.rules())
        asked = self.request.GET.get("year", "")
        if present is None or not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:5]) <= present.year:
            return present
        return season_of(int(asked), kept.rules()) or present

    def day_of(self, season: Season) -> date:
        """Today, or for a former season the last day before the next one opened."""
        following = season_of(season.year + 1, kept.rules())
        last = following.opens - timedelta(days=1) if following else clock.today()
        return min(clock.today(), last)

    @property
    def lead(self) -> str:
        """The days of the season."""
        season = self.season
        if season is None:
            return _("There is no annual confirmation yet.")
        days = {name: getattr(season, name).isoformat() for name in ("opens", "due", "grace_end")}
        said = _("%(year)d: open from %(opens)s, due on %(due)s, in grace until %(grace_end)s; then a member lapses.")
        return said % (days | {"year": season.year})


def _paper_of(thing: MembershipConfirmation, actor) -> dict:
    """The paper from which the answers were entered, if they were; who may not open it learns of it all the same."""
    rows = ProxyEntry.objects.filter(annual=thing.annual_id, network=thing.network_id, state__in=COUNTING)
    paper = rows.select_related("entered_by").first()
    return {"paper": paper, "paper_linked": bool(paper and rows.visible_to(actor).exists())}


@page(permissions.VIEW_CONFIRMATION)
def answers(request, uid):
    """What a member answered to its network in a year, as its hospital signed it."""
    rows = MembershipConfirmation.objects.select_related("hospital", "network", "membership", "question_set", "annual")
    thing = door.get_visible_or_404(rows, request.actor, uid=uid)
    asked = thing.question_set.questions if thing.question_set else []
    context = {
        "confirmation": thing,
        "items": rules.shown(asked, thing.answers),
        **_paper_of(thing, request.actor),
        "annual": thing.annual if door.can(request.actor, permissions.VIEW_ANNUAL, thing.annual) else None,
    }
    return render(request, "network/membership_confirmation.html", context)
