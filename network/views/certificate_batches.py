"""Certificates for several members: choosing, and what was issued together."""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door
from access.forms.refusals import carried_out
from access.refusals import Refused, refusal
from access.selection import Selection
from access.views.lists import NO_FILTERS, ListPage
from access.views.pages import page
from network import certificate_permissions as permissions
from network.certificate_enums import CertificateKind
from network.domain import certificate_batches as batches
from network.forms.certificate import IssueManyForm
from network.models import Certificate, CertificateBatch, Membership
from network.tables.certificates import IssuableFilter, IssuableTable
from tools.sheets import content_disposition


def _issuable(actor):
    """Members that count today to whom the actor may issue, with which kinds they hold."""
    rows = Membership.objects.permitted(actor, permissions.ISSUE_CERTIFICATE).active().with_names()
    held = Certificate.objects.issued().filter(network=OuterRef("network"), member_number=OuterRef("number"))
    kinds = {f"has_{kind}": Exists(held.filter(kind=kind)) for kind in CertificateKind.values}
    return rows.annotate(**kinds).order_by("network__sort_key", "hospital__sort_key", "pk")


class IssuableMembers(ListPage):
    """The members among whom one chooses; what is done with them is the next page."""

    model = Membership
    table_class = IssuableTable
    filterset_class = IssuableFilter
    permission = permissions.ISSUE_CERTIFICATE
    title = gettext_lazy("Issue certificates")
    lead = gettext_lazy(
        "Choose members that count today. Who holds one that says the same is left out by itself; all others get a "
        "number, a code and a page of one PDF, and are told."
    )

    def get_queryset(self):
        """Those to whom the actor may issue."""
        return _issuable(self.request.actor)

    def get_context_data(self, **kwargs) -> dict:
        """The chosen rows go on to the page of the act."""
        context = super().get_context_data(**kwargs)
        parameters = {name: value for name, value in self.request.GET.items() if name not in NO_FILTERS}
        selection = {
            "action": reverse("network:issue_to_chosen"),
            "text": _("Issue to them"),
            "icon": "stamp",
            "total": context["table"].paginator.count,
            "filter": urlencode(parameters),
        }
        return context | {"selection": selection}


@page(permissions.ISSUE_CERTIFICATE)
def issue_to_chosen(request):
    """Choose a kind for the chosen members of one centre; a job does the rest."""
    selection = Selection.of(request.GET)
    members = list(selection.rows(_issuable(request.actor), IssuableFilter, request)[: batches.MOST + 1])
    form = IssueManyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, lambda: _start(members, form.cleaned_data["kind"], request.actor), field="kind")
        if made:
            return redirect(batches.job_of(made) or made)
    context = {"form": form, "members": members, "query": selection.query}
    return render(request, "network/certificates_issue.html", context, status=422 if form.errors else 200)


def _start(members: list[Membership], kind: str, actor):
    if not members:
        raise Refused(refusal(batches.NOBODY))
    return batches.start(members[0].network.centre, kind=kind, members=members, by=actor)


def found(request, uid) -> CertificateBatch:
    """The batch in the address, or 404."""
    return door.get_visible_or_404(CertificateBatch.objects.select_related("centre"), request.actor, uid=uid)


@page(permissions.ISSUE_CERTIFICATE)
def batch(request, uid):
    """What was issued together, and the file for the printer."""
    thing = found(request, uid)
    rows = Certificate.objects.visible_to(request.actor).filter(batch=thing).with_names().with_held()
    context = {
        "batch": thing,
        "job": batches.job_of(thing),
        "certificates": rows.order_by("hospital__sort_key", "pk"),
    }
    return render(request, "network/certificate_batch.html", context)


@page(permissions.ISSUE_CERTIFICATE)
def batch_file(request, uid):
    """All of them in one PDF."""
    thing = found(request, uid)
    if not thing.file:
        raise Http404
    response = FileResponse(thing.file.open("rb"), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"{thing}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response
