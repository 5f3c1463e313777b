"""Strangers check a certificate: by its QR code, or by typing number and code. Public facts only, never kept."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access import visitor_limits
from cms.domain import verification
from cms.forms.verification import VerificationForm
from network.certificate_enums import CertificateStanding
from tools import clock

# The sign of each answer; its words are in the template.
TONES = {
    CertificateStanding.VALID: "success",
    CertificateStanding.UPCOMING: "info",
    CertificateStanding.INTERRUPTED: "warning",
    CertificateStanding.ENDED: "warning",
    CertificateStanding.REPLACED: "warning",
    CertificateStanding.WITHDRAWN: "error",
}


@require_safe
@never_cache
def verify(request):
    """Typing number and code; the form asks by GET, so that no cookie is needed and nothing is changed."""
    asked = "number" in request.GET or "code" in request.GET
    form = VerificationForm(request.GET if asked else None)
    if not asked:
        return _page(request, form)
    if visitor_limits.exceeded(request, "verify"):
        return visitor_limits.too_many(request)
    if not form.is_valid():
        return _page(request, form, status=422)
    found = verification.by_number(form.cleaned_data["number"], form.cleaned_data["code"])
    return _page(request, form, found=found, was_asked=True)


@require_safe
@never_cache
def verify_code(request, code: str):
    """What the QR code opens."""
    if visitor_limits.exceeded(request, "verify"):
        return visitor_limits.too_many(request)
    return _page(request, VerificationForm(), found=verification.by_code(code), was_asked=True)


def _page(request, form, *, found=None, was_asked: bool = False, status: int = 200):
    standing = found.standing() if found else None
    context = {
        "form": form,
        "certificate": found,
        "standing": standing,
        "tone": TONES.get(standing, "error"),
        "was_asked": was_asked,
        "today": clock.today(),
    }
    if was_asked and found is None:
        status = 404
    return render(request, "cms/verify.html", context, status=status)
