"""Certificates and plaques: list, page, paper, and issuing one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.forms.refusals import carried_out
from access.views.lists import ListPage
from access.views.pages import page
from network import certificate_permissions as permissions
from network.certificate_enums import CertificateKind, CertificateStanding
from network.certificate_policies import THERE_ALREADY, issuable
from network.certificate_text import engraving, sheet, verification_url
from network.domain import certificates
from network.forms.certificate import IssueForm
from network.models import Certificate
from network.tables.certificates import CertificateFilter, CertificateTable, shown
from network.views.memberships import found as found_membership
from tools.codes.qr import qr_svg
from tools.sheets import content_disposition

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Certificates(ListPage):
    """What was issued: the hospital's own, the centre's, the region's, the province's."""

    model = Certificate
    table_class = CertificateTable
    filterset_class = CertificateFilter
    permission = permissions.VIEW_CERTIFICATE
    title = gettext_lazy("Certificates and plaques")
    lead = gettext_lazy("Whether one holds is asked of the membership each time: nobody sets it by hand.")
    create_url = "network:issue_certificates"
    create_title = gettext_lazy("Issue certificates")
    create_permission = permissions.ISSUE_CERTIFICATE

    def get_queryset(self):
        """The newest first."""
        return super().get_queryset().with_names().with_held().order_by("-issued_on", "-pk")


def found(request, uid) -> Certificate:
    """The certificate in the address, or 404."""
    return door.get_visible_or_404(Certificate.objects.with_names(), request.actor, uid=uid)


@page(permissions.VIEW_CERTIFICATE)
def certificate(request, uid):
    """One certificate: what stands on it, what it says today, and its paper."""
    thing = found(request, uid)
    standing = thing.standing()
    address = verification_url(thing)
    context = {
        "certificate": thing,
        "state": shown(standing),
        "holds": standing == CertificateStanding.VALID,
        "is_plaque": thing.kind == CertificateKind.PLAQUE,
        "address": address,
        "qr": qr_svg(address, _("QR code that opens the verification of this certificate")),
        "newer": Certificate.objects.visible_to(request.actor).filter(replaces=thing).first(),
        "actions": lifecycle.actions(thing, request.actor),
        "token": form_tokens.fresh(),
        **histories.newest(thing, request.actor),
    }
    return render(request, "network/certificate.html", context)


@page(permissions.VIEW_CERTIFICATE)
def printed(request, uid):
    """The certificate, or the plaque's text, as a PDF."""
    from tools.documents.certificate import render_certificates

    thing = found(request, uid)
    return _download(render_certificates([sheet(thing)]), "application/pdf", f"{thing.number}.pdf")


@page(permissions.VIEW_CERTIFICATE)
def engraved(request, uid):
    """The words of the plaque for the engraver, as a Word file."""
    from tools.documents.docx import render_docx

    thing = found(request, uid)
    return _download(render_docx(engraving(thing)), DOCX, f"{thing.number}.docx")


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition(name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page(permissions.WITHDRAW_CERTIFICATE)
@require_POST
def withdraw(request, uid):
    """Withdraw it, with a reason."""
    thing = found(request, uid)
    reason = form_tokens.words(request, "reason")
    certificates.withdraw(thing, reason=reason, **form_tokens.posted(request, thing), by=request.actor)
    messages.success(request, _("The certificate is withdrawn: whoever checks it learns so from now on."))
    return redirect(thing)


@page(permissions.ISSUE_CERTIFICATE)
def issue(request, uid):
    """Issue a certificate or plaque to one member."""
    member = found_membership(request, uid)
    door.require(request.actor, permissions.ISSUE_CERTIFICATE, member)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = carried_out(
            form, lambda: certificates.issue(member, **form.cleaned_data, by=request.actor), field=_field_of
        )
        if made:
            messages.success(request, _("%(number)s is issued.") % {"number": made.number})
            return redirect(made)
    context = {
        "membership": member,
        "form": form,
        "refusal": issuable(member),
        "held": Certificate.objects.issued().of_member(member).order_by("pk"),
    }
    return render(request, "network/certificate_issue.html", context, status=422 if form.errors else 200)


def _field_of(reason) -> str | None:
    return "reason" if reason.code == THERE_ALREADY else None
