"""Signings: list, opening one, the page from which it is followed, reminded of and closed."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.forms.refusals import carried_out
from access.views.lists import ListPage
from access.views.pages import page
from network import version_permissions as permissions
from network.domain import signing_campaigns as campaigns
from network.forms.signing_campaign import OpenCampaignForm
from network.membership_enums import AgreementState
from network.models import Agreement, Membership, SigningCampaign
from network.queries.agreements import newest_text
from network.tables.agreements import (
    AgreementFilter,
    AgreementTable,
    CampaignFilter,
    CampaignTable,
    MemberTextFilter,
    MemberTextTable,
    text_name,
)
from network.version_enums import CampaignState
from tools import clock


class Campaigns(ListPage):
    """The campaigns that the actor may see, the newest first."""

    model = SigningCampaign
    table_class = CampaignTable
    filterset_class = CampaignFilter
    permission = permissions.VIEW_CAMPAIGN
    title = gettext_lazy("Signings")
    lead = gettext_lazy("Members sign again when the text of the agreement changes, or when their terms end.")
    create_url = "network:open_signing_campaign"
    create_title = gettext_lazy("Open a signing")
    create_permission = permissions.RUN_CAMPAIGN

    def get_queryset(self):
        """With how many agreements are out and how many are complete."""
        complete = Q(agreements__state=AgreementState.COMPLETE)
        rows = super().get_queryset().with_names()
        return rows.annotate(issued=Count("agreements"), signed=Count("agreements", filter=complete)).order_by(
            "-opened_at", "-pk"
        )


class Agreements(ListPage):
    """The agreements that the actor may see, the newest first."""

    model = Agreement
    table_class = AgreementTable
    filterset_class = AgreementFilter
    open_because = "agreements, visible through the door"
    title = gettext_lazy("Agreements")
    lead = gettext_lazy("What is issued, whose turn it is, and which text each has.")

    def get_queryset(self):
        """With names."""
        return super().get_queryset().with_names().order_by("-issued_at", "-pk")


class MemberTexts(ListPage):
    """Today's members with the text that they signed last."""

    model = Membership
    table_class = MemberTextTable
    filterset_class = MemberTextFilter
    permission = permissions.VIEW_CAMPAIGN
    title = gettext_lazy("Members by agreement text")
    lead = gettext_lazy("Which text each member of today signed last, and until when its term runs.")

    def get_queryset(self):
        """The members whose agreements the actor may see."""
        rows = Membership.objects.current().permitted(self.request.actor, permissions.VIEW_CAMPAIGN)
        rows = rows.exclude(state="exited").with_names()
        return by_text(rows).order_by("network__sort_key", "number", "pk")


def by_text(rows):
    """Annotated with the text signed last."""
    return rows.annotate(
        text_id=newest_text("template"),
        text_code=newest_text("template__code"),
        text_version=newest_text("template__version"),
    )


def found(request, uid) -> SigningCampaign:
    """The campaign in the address, or 404."""
    return door.get_visible_or_404(SigningCampaign.objects.with_names(), request.actor, uid=uid)


@page(permissions.RUN_CAMPAIGN)
def open_campaign(request):
    """Open a signing for a network."""
    form = OpenCampaignForm(request.POST or None, actor=request.actor, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        network = facts.pop("network")
        made = carried_out(form, lambda: campaigns.open_campaign(network, **facts, by=request.actor), field="network")
        if made:
            messages.success(request, _("The signing is open: the agreements are being issued."))
            return redirect(made)
    context = {"form": form, "cancel_url": reverse("network:signing_campaigns")}
    status = 200 if request.method == "GET" else 422
    return render(request, "network/signing_campaign_open.html", context, status=status)


def _initial(request) -> dict:
    """What a link to the form chooses beforehand."""
    return {name: request.GET[name] for name in ("network", "reason") if request.GET.get(name)}


@page(permissions.VIEW_CAMPAIGN)
def campaign(request, uid):
    """One signing: how far it is, who stands where, which texts the network's members have."""
    thing = found(request, uid)
    counts = dict(thing.agreements.order_by().values_list("state").annotate(rows=Count("pk")))
    complete, total = counts.get(AgreementState.COMPLETE, 0), sum(counts.values())
    context = {
        "campaign": thing,
        "complete": complete,
        "total": total,
        "share": round(100 * complete / total) if total else 0,
        "steps": _steps(thing, counts, total),
        "texts": _texts(thing, request.actor),
        "unsigned": _unsigned(request, thing),
        "is_open": thing.state == CampaignState.OPEN,
        "may_run": door.can(request.actor, permissions.RUN_CAMPAIGN, thing),
        "reminded_today": thing.reminded_on == clock.today(),
        "lagging": campaigns.lagging(thing).count(),
        "actions": lifecycle.actions(thing, request.actor),
        **histories.newest(thing, request.actor),
        "token": form_tokens.fresh(),
    }
    return render(request, "network/signing_campaign.html", context)


def _steps(thing, counts: dict, total: int) -> list[dict]:
    """How many agreements stand at each step; each figure opens to its rows."""
    address = f"{reverse('network:agreements')}?campaign={thing.uid}"
    return [
        {
            "label": state.label,
            "url": f"{address}&state={state}",
            "value": counts[state],
            "share": round(100 * counts[state] / total),
        }
        for state in AgreementState
        if counts.get(state)
    ]


def _texts(thing, actor) -> list[dict]:
    """How many of the network's members of today signed which text last."""
    rows = Membership.objects.current().filter(network=thing.network_id).exclude(state="exited")
    rows = by_text(rows.permitted(actor, permissions.VIEW_CAMPAIGN)).order_by()
    counted = list(rows.values("text_id", "text_code", "text_version").annotate(rows=Count("pk")))
    total = sum(row["rows"] for row in counted)
    address = f"{reverse('network:member_texts')}?network={thing.network_id}"
    ordered = sorted(counted, key=lambda row: (row["text_code"] or "", row["text_version"] or 0))
    return [
        {
            "label": text_name(row["text_code"], row["text_version"]),
            "url": f"{address}&template={row['text_id'] or 'null'}",
            "value": row["rows"],
            "share": round(100 * row["rows"] / total),
        }
        for row in ordered
    ]


def _unsigned(request, thing) -> list[Agreement]:
    """Who has not signed, by hospital."""
    rows = thing.agreements.all().visible_to(request.actor).exclude(state=AgreementState.COMPLETE)
    return list(rows.with_names().order_by("hospital__sort_key", "pk"))


@page(permissions.RUN_CAMPAIGN)
@require_POST
def step(request, uid):
    """Remind all who lag behind, or close the signing."""
    thing = found(request, uid)
    action = request.POST.get("action", "")
    if action == "remind":
        count = campaigns.remind(thing, by=request.actor)
        told = ngettext("%(count)d hospital is reminded.", "%(count)d hospitals are reminded.", count)
        messages.success(request, told % {"count": count})
    elif action == "close":
        posted = form_tokens.posted(request, thing)
        campaigns.close(thing, reason=form_tokens.words(request, "reason"), **posted, by=request.actor)
        messages.success(request, _("The signing is closed."))
    return redirect(thing)
