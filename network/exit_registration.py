"""What visits, measures, idle applications and exits tell the ground floor when the product starts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import navigation, presenters
from access.delivery import kinds
from access.navigation import NavItem, holding
from network import exit_permissions as permissions
from network import exit_policies, exits

ACTS = {
    "exit.begun": _("began the exit"),
    "exit.settled": _("said what becomes of open matters"),
    "exit.block_lifted": _("lifted the block on new applications"),
    "visit.planned": _("planned a visit"),
    "visit.moved": _("moved a visit to another day"),
    "checklist.written": _("wrote a version of the checklist of visits"),
    "checklist.added": _("added a version of the checklist of visits"),
    "measure.taken": _("took a measure"),
    "measure.answered": _("answered a measure"),
    "measure.noted": _("read the answer; the measure stays"),
    "measure.lifted": _("lifted a measure"),
    "application.idle_warned": _("warned of closing an application that is left"),
}
FACTS = {
    "closes_on": (_("closes on"), None),
    "dispositions": (_("what becomes of open matters"), None),
    "checklist": (_("version of the checklist"), None),
}
NEWS_KINDS = (
    kinds.Kind("exit", _("Exits of members"), ("news.exit.",), pressing=True),
    kinds.Kind("visit", _("Site visits"), ("news.visit.",), pressing=True),
)


def register_exits() -> None:
    """Acts, news, sign-off, papers, menu, the sources of open matters, and what is done by the clock."""
    from network import tasks  # noqa: F401 - importing registers the beats

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    kinds.register(*NEWS_KINDS)
    _register_signoff()
    _register_papers()
    _register_sources()
    navigation.register(
        NavItem("members", _("Site visits"), "network:visits", "map-pin", holding(permissions.VIEW_VISIT), order=50),
        NavItem(
            "members", _("Exits of members"), "network:exits", "log-out", holding(permissions.VIEW_EXIT), order=55
        ),
    )


def _register_signoff() -> None:
    from network.domain import membership_exits, signoffs

    kind = signoffs.SignOffKind(
        title=_("exit from a network"),
        signed=membership_exits.signed,
        returned=membership_exits.sent_back,
        summary_template="network/exit_summary.html",
    )
    signoffs.register_kind(membership_exits.SIGNOFF_KIND, kind)


def _register_papers() -> None:
    from network.domain.measures import ANSWER_FILE
    from network.models import SiteVisit
    from office.files import SCANS
    from office.owners import register_owner

    def photographs_shown(actor) -> Q:
        """Photographs are read by those who read findings."""
        owners = SiteVisit.objects.permitted(actor, permissions.VIEW_FINDINGS).order_by().values("pk")
        return Q(withdrawn_at__isnull=True, owner_id__in=owners)

    photographs = {"photographs": (_("Photographs"), permissions.CHANGE_VISIT)}
    register_owner(
        "network.sitevisit", photographs, guard=exit_policies.visit_locked, shown=photographs_shown, types=SCANS
    )
    answers = {ANSWER_FILE: (_("Papers of the answer"), permissions.ANSWER_MEASURE)}
    register_owner("network.measure", answers, guard=exit_policies.answer_locked)


def _register_sources() -> None:
    from network.domain.exit_sources import SOURCES

    for source in SOURCES:
        exits.register(source)
