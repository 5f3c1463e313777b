"""Texts of agreements: versions, what is in force on a day, and writing a new one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from access import door, form_tokens
from access.refusals import Refused
from access.views.pages import page
from network import version_permissions as permissions
from network.agreement_text import FIELDS, document, merge, sample_values
from network.domain import published_versions, version_proposals
from network.forms.agreement_template import TemplateForms
from network.models import AgreementTemplate, Network, SigningCampaign, Tier, VersionProposal
from network.version_enums import ProposalKind
from network.version_text import agreement_lines, differences
from tools import clock
from tools.sheets import content_disposition


def day_of(request):
    """The day in the address, today unless there is one."""
    typed = request.GET.get("on", "")
    try:
        return parse_date(typed) or clock.today()
    except ValueError:
        return clock.today()


@page(permissions.VIEW_TEMPLATE)
def templates(request):
    """Every version of every text, those in force on the chosen day marked, and where one may write a new one."""
    day = day_of(request)
    rows = list(AgreementTemplate.objects.select_related("network").order_by("network__sort_key", "code", "-version"))
    in_force = set(AgreementTemplate.objects.valid(day).values_list("pk", flat=True))
    context = {
        "rows": [{"template": row, "in_force": row.pk in in_force} for row in rows],
        "day": day,
        "networks": own_networks(request.actor),
        "common": door.can(request.actor, permissions.PROPOSE, VersionProposal()),
    }
    return render(request, "network/agreement_templates.html", context)


def own_networks(actor) -> list[Network]:
    """The networks for which the actor may write new versions: those of the own centre."""
    ids = actor.scope_ids(permissions.PROPOSE, "centre")
    return list(Network.objects.filter(centre__in=ids).open().order_by("sort_key"))


def _found(name: str) -> AgreementTemplate:
    code, _dash, number = name.rpartition("-")
    rows = AgreementTemplate.objects.select_related("network", "proposal__proposed_by")
    row = rows.filter(code=code, version=int(number)).first() if number.isascii() and number.isdigit() else None
    if row is None:
        raise Http404
    return row


@page(permissions.VIEW_TEMPLATE)
def template(request, name):
    """One version: its text with the fields, and what it changed."""
    thing = _found(name)
    former = AgreementTemplate.objects.filter(code=thing.code, version__lt=thing.version).order_by("-version").first()
    if former is None and thing.network_id:
        former = AgreementTemplate.objects.of(None).valid(thing.valid_from).order_by("-version").first()
    context = {
        "template": thing,
        "former": former,
        "differences": differences(lines_of(former), lines_of(thing)) if former else [],
        "campaigns": SigningCampaign.objects.visible_to(request.actor).with_names().filter(template=thing),
        "may_sign": request.actor.holds(permissions.RUN_CAMPAIGN),
    }
    return render(request, "network/agreement_template.html", context)


def lines_of(template_: AgreementTemplate) -> list[str]:
    """The lines of a version."""
    return agreement_lines({"title": template_.title, **template_.body})


@page(permissions.VIEW_TEMPLATE)
def printed(request, name):
    """A version as it would be printed for a hospital that does not exist."""
    thing = _found(name)
    network = thing.network or Network.objects.open().select_related("centre__host").order_by("sort_key").first()
    if network is None:
        raise Http404
    content = {"title": thing.title, **thing.body}
    return _pdf(_sample(network, content, str(thing)), thing.name)


def _sample(network: Network, content: dict, name: str) -> dict:
    """The text filled in for a hospital that does not exist."""
    values = sample_values(network, Tier.objects.order_by("rank").first(), clock.today())
    return merge(name, content["title"], content, values)


def _pdf(content: dict, name: str) -> HttpResponse:
    from tools.documents.pdf import render_pdf

    response = HttpResponse(render_pdf(document(content)), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"{name}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page(permissions.PROPOSE)
def new_own(request, network):
    """Write a new version for a network of the own centre; the first one begins from the common text."""
    rows = Network.objects.select_related("centre__host")
    return _new(request, door.get_visible_or_404(rows, request.actor, uid=network))


@page(permissions.PROPOSE)
def new_common(request):
    """Write a new version of the text for all networks that have none of their own."""
    return _new(request, None)


def _new(request, network: Network | None):
    draft = VersionProposal(kind=ProposalKind.AGREEMENT, network=network)
    door.require(request.actor, permissions.PROPOSE, draft)
    newest = published_versions.newest(ProposalKind.AGREEMENT, network)
    source = newest or AgreementTemplate.objects.in_force(network)
    forms = TemplateForms(request.POST if request.method == "POST" else None, source=source)
    checked = request.method == "POST" and forms.is_valid()
    shown = network or Network.objects.open().select_related("centre__host").order_by("sort_key").first()
    sample = _sample(shown, forms.content, _("Preview")) if checked and shown else None
    if sample and "print" in request.POST:
        return _pdf(sample, _("Preview"))
    if checked and "save" in request.POST and _proposed(request, draft, forms):
        return redirect(draft)
    context = {
        "network": network,
        "source": source,
        "forms": forms,
        "fields": [{"label": f"{{{name}}}", "value": title} for name, title in FIELDS.items()],
        "preview": sample,
        "newest": request.POST.get("version", newest.version if newest else 0),
        "differences": differences(lines_of(source), agreement_lines(forms.content)) if checked and source else [],
    }
    wrong = request.method == "POST" and not (checked and "preview" in request.POST)
    return render(request, "network/agreement_template_form.html", context, status=422 if wrong else 200)


def _proposed(request, draft: VersionProposal, forms: TemplateForms) -> bool:
    draft.content, draft.valid_from = forms.content, forms.head.cleaned_data["valid_from"]
    draft.based_on = min(form_tokens.version(request.POST.get("version", ""), draft.network), 32767)
    try:
        version_proposals.propose(draft, by=request.actor)
    except Refused as refused:
        forms.head.add_error(None, str(refused.reason))
        return False
    messages.success(request, _("The new version waits for a second person."))
    return True
