"""Certificates for several members: choosing, and what was issued together."""

from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render

from access import door
from access.forms.refusals import carried_out
from access.views.pages import page
from network import certificate_permissions as permissions
from network.certificate_enums import CertificateKind
from network.domain import certificate_batches as batches
from network.forms.certificate import IssueManyForm
from network.models import Centre, Certificate, CertificateBatch, Membership
from tools.sheets import content_disposition


def _issuable(actor):
    """Members that count today to whom the actor may issue, with which kinds they hold."""
    rows = Membership.objects.permitted(actor, permissions.ISSUE_CERTIFICATE).active().with_names()
    held = Certificate.objects.issued().filter(network=OuterRef("network"), member_number=OuterRef("number"))
    kinds = {f"has_{kind}": Exists(held.filter(kind=kind)) for kind in CertificateKind.values}
    return rows.annotate(**kinds).order_by("network__sort_key", "hospital__sort_key", "pk")


def _centre(request) -> Centre:
    """The centre that issues: the one that the address names, or the first at which the actor may."""
    rows = Centre.objects.permitted(request.actor, permissions.ISSUE_CERTIFICATE).order_by("sort_key")
    asked = request.GET.get("centre", "").replace("\0", "")
    chosen = (rows.filter(slug=asked).first() if asked else None) or rows.first()
    if chosen is None:
        raise Http404
    return chosen


@page(permissions.ISSUE_CERTIFICATE)
def issue_many(request):
    """Choose members and a kind; a job does the rest."""
    centre = _centre(request)
    rows = _issuable(request.actor).filter(network__centre=centre)
    form = IssueManyForm(request.POST or None, members=rows)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        made = carried_out(
            form,
            lambda: batches.start(centre, kind=chosen["kind"], members=list(chosen["members"]), by=request.actor),
            field="members",
        )
        if made:
            return redirect(batches.job_of(made) or made)
    context = {
        "form": form,
        "centre": centre,
        "centres": Centre.objects.permitted(request.actor, permissions.ISSUE_CERTIFICATE).order_by("sort_key"),
        "rows": rows,
        "chosen": request.POST.getlist("members"),
    }
    return render(request, "network/certificates_issue.html", context, status=422 if form.errors else 200)


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
