"""What comes out of taking a table in and is shown only once: the invitations' codes."""

from django.shortcuts import render
from django.urls import reverse

from access.roles import ROLES
from network.imports import KINDS
from tools.codes.qr import qr_svg


def shown_once(request, run, result):
    """The page with what the kind's verb returned."""
    slips = [_slip(request, invitation, secret) for invitation, secret in result]
    return render(request, KINDS[run.kind].shows_result, {"slips": slips, "run": run})


def _slip(request, invitation, secret: str) -> dict:
    link = request.build_absolute_uri(reverse("invitation", args=[secret]))
    role = ROLES[invitation.role]
    return {"invitation": invitation, "role": role, "secret": secret, "link": link, "qr": qr_svg(link)}
