"""The applications that wait for a centre's decision, with their facts and buttons, made for a phone."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, form_tokens
from access.actor import Actor
from network import membership_permissions as permissions
from network.domain.application_tasks import REVIEW
from network.eligibility import rules_of
from network.eligibility.candidates import meets
from network.forms.review import AdmitForm
from network.indicators.waiting import at_the_centre
from network.membership_enums import Verdict
from network.models import Centre, MembershipApplication
from office.indicators import Period, Scope
from tools import clock

SHOWN = 10
# Steps beside admitting that have a page of their own.
FURTHER = (
    (permissions.CHECK_APPLICATION, "network:return_application", gettext_lazy("Return for completion")),
    (permissions.DECIDE_APPLICATION, "network:decline_application", gettext_lazy("Decline")),
)


def waiting_decisions(centre: Centre, actor: Actor) -> list[dict]:
    """The oldest applications on which the actor may decide; the same rows as the figure “Under review”."""
    rows = at_the_centre(REVIEW)(Scope.of("centre", centre), Period.today())
    rows = rows.permitted(actor, permissions.DECIDE_APPLICATION).with_names().select_related("hospital__profile")
    counted = {verdict.value: Count("opinions", filter=Q(opinions__verdict=verdict)) for verdict in Verdict}
    found = list(rows.annotate(**counted).order_by("submitted_at", "pk")[:SHOWN])
    rules = {network: rules_of(network, clock.today()) for network in {row.network for row in found}}
    return [_decision(row, rules[row.network], actor) for row in found]


def _decision(application: MembershipApplication, rules: list, actor: Actor) -> dict:
    rule = next((rule for rule in rules if rule.tier.pk == application.tier_id), None)
    return {
        "application": application,
        "facts": _facts(application, rule),
        "token": form_tokens.fresh(),
        "admit": AdmitForm(application=application).initial,
        "admit_url": reverse("network:decide_application", args=[application.uid]),
        "further": [
            {"title": title, "url": reverse(name, args=[application.uid])}
            for permission, name, title in FURTHER
            if door.can(actor, permission, application)
        ],
    }


def _facts(application: MembershipApplication, rule) -> list[dict]:
    hospital = application.hospital
    opinions = [f"{verdict.label} {getattr(application, verdict.value)}" for verdict in Verdict]
    opinions = [told for told in opinions if not told.endswith(" 0")]
    return [
        {"label": _("Level"), "value": hospital.get_level_display()},
        {"label": _("Region"), "value": str(application.campus.region)},
        {"label": _("Conditions of the tier"), "value": _told(rule, hospital)},
        {"label": _("Submitted"), "value": clock.local(application.submitted_at).date().isoformat()},
        {"label": _("Opinions"), "value": _(", ").join(opinions) or _("none yet")},
    ]


def _told(rule, hospital) -> str:
    if rule is None:
        return _("no rule for this tier")
    return _("met in full") if meets(rule, hospital) else _("not met in full")
