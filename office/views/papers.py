"""Downloads through the door, and receipts."""

from urllib.parse import quote

from django.http import FileResponse
from django.shortcuts import render

from access import door
from access.views.pages import page
from office.models import Attachment, Receipt


@page(open_because="a file is visible through its owner")
def attachment(request, uid):
    """Stream a file to whoever sees it on its owner's page; never shown inside the page's own origin."""
    found = door.get_visible_or_404(Attachment.objects.all(), request.actor, uid=uid)
    response = FileResponse(found.file.open("rb"), content_type=found.content_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page(open_because="a receipt is visible exactly when what was submitted is")
def receipt(request, uid):
    """A receipt, made for printing."""
    found = door.get_visible_or_404(Receipt.objects.select_related("issued_to"), request.actor, uid=uid)
    return render(request, "office/receipt.html", {"receipt": found})
