"""The directory of disease networks: list, page with the rules for joining."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories
from access.actor import Actor
from access.views.lists import ListPage
from access.views.pages import page
from network import exit_permissions, policies
from network import membership_permissions as permissions
from network import permissions as directory
from network.confirmation_permissions import CHANGE_QUESTIONS
from network.domain import closing
from network.domain import networks as network_verbs
from network.eligibility import Assessment, Finding, assess, rules_of
from network.models import Hospital, Network
from network.profile_sections import section_with
from network.tables.hospital_filters import NetworkFilter
from network.tables.hospitals import NetworkTable
from network.views.hospital_facts import closing_fact
from network.views.network_tree import levels_of
from network.views.offers import offer, steps_of
from tools import clock


class Networks(ListPage):
    """All networks."""

    model = Network
    table_class = NetworkTable
    filterset_class = NetworkFilter
    open_because = "the directory of networks is public"
    title = gettext_lazy("Disease networks")
    lead = gettext_lazy("Which networks there are, who leads them, and how many members they have today.")

    def get_queryset(self):
        """With centre, field and members, in pinyin order; closed networks only when the filter asks for them."""
        rows = super().get_queryset().with_members().select_related("centre__field").alphabetical()
        return rows if self.request.GET.get("closed") else rows.open()

    def get_table_kwargs(self) -> dict:
        """The day of closing only beside closed networks."""
        return {} if self.request.GET.get("closed") else {"exclude": ("closed_on",)}


STEPS = (
    (directory.CHANGE_NETWORK, "revise_network", gettext_lazy("Change the network's facts"), None),
    (CHANGE_QUESTIONS, "question_set", gettext_lazy("Questions of the annual confirmation"), None),
    (CHANGE_QUESTIONS, "application_questions", gettext_lazy("Questions to applicants"), None),
    (permissions.REVIEW_APPLICATION, "application_answers", gettext_lazy("Answers of applicants (XLSX)"), None),
    (directory.CHANGE_NETWORK, "close_network", gettext_lazy("Close the network"), network_verbs.applications_open),
    (exit_permissions.CHANGE_CHECKLIST, "visit_checklist", gettext_lazy("Checklist of visits"), None),
)


@page(open_because="networks and their rules are public")
def network(request, uid):
    """One network: facts, the rule of each tier, and how the own hospital stands against it."""
    found = door.get_visible_or_404(
        Network.objects.with_members().select_related("centre__field", "centre__host"), request.actor, uid=uid
    )
    own = _own_hospital(request.actor)
    tiers = [_tier(rule, found, own) for rule in rules_of(found, clock.today())]
    context = {
        "network": found,
        "facts": _facts(found),
        "tiers": tiers,
        "own_hospital": own,
        "apply": _apply(request.actor, found),
        "levels": levels_of(found, request.actor, clock.today()),
        **histories.newest(found, request.actor),
        "offers": steps_of(request.actor, found, STEPS, guard=closing.closed(found)),
    }
    return render(request, "network/network.html", context)


def _apply(actor: Actor, found: Network) -> dict | None:
    """The way to an application for those who may open one somewhere; why not while the network takes nobody."""
    return offer(
        actor,
        permissions.ADD_APPLICATION,
        None,
        name="apply",
        title=_("Apply to join"),
        url=reverse("network:start_application"),
        icon="plus",
        guard=policies.closed_network(found),
    )


def _own_hospital(actor: Actor) -> Hospital | None:
    """The hospital of the hat that is worn, else the first for which the actor may apply."""
    mine = Hospital.objects.permitted(actor, permissions.ADD_APPLICATION).open().select_related("profile")
    worn = actor.worn
    if worn and worn.scope_kind == "hospital":
        return mine.filter(pk=worn.scope_id).first() or mine.order_by("pk").first()
    return mine.order_by("pk").first()


def _facts(found: Network) -> list[dict]:
    return [
        {"label": _("Centre"), "value": str(found.centre), "url": found.centre.get_absolute_url()},
        {"label": _("Disease field"), "value": str(found.centre.field)},
        {"label": _("Code"), "value": found.code},
        {"label": _("Opened on"), "value": found.opened_on.isoformat()},
        *closing_fact(found),
        {"label": _("Term of a membership"), "value": _("%(years)d years") % {"years": found.term_years}},
        {"label": _("Active members"), "value": found.members},
    ]


def _tier(rule, found: Network, own: Hospital | None) -> dict:
    """What ``network/tier_rule.html`` shows: the plain rule, or the rule held against the own hospital."""
    assessment = assess(own, found, rule.tier, clock.today(), profile=getattr(own, "profile", None)) if own else None
    return {
        "rule": rule,
        "assessment": assessment,
        "alternatives": assessed_items(assessment, own) if assessment else [],
    }


def assessed_items(assessment: Assessment, hospital: Hospital) -> list[dict]:
    """The alternatives as lists for the rules component: ``{title, items: [{text, met, note, url}]}``."""
    return [
        {"title": alternative.title, "items": [_item(finding, hospital) for finding in alternative.findings]}
        for alternative in assessment.alternatives
    ]


def _item(finding: Finding, hospital: Hospital) -> dict:
    url = ""
    if finding.missing:
        code = section_with(finding.missing[0]).code
        url = reverse("network:profile_section", args=[hospital.uid, code])
    return {"text": finding.sentence, "met": finding.met, "note": finding.note, "url": url}
