"""Downloads through the door."""

import logging

from django.http import FileResponse
from django.shortcuts import render

from access import door
from access.views.pages import page
from office.files.kinds import PICTURES
from office.models import Attachment
from tools.sheets import content_disposition

logger = logging.getLogger(__name__)
# A file is shown as nothing but itself: no script, no form, no frame, an origin of its own, whatever it holds.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"


@page(open_because="a file is visible through its owner")
def attachment(request, uid):
    """Stream a file to whoever sees it on its owner's page; a picture opens in the browser with ``?view``.

    Everything else is handed over as a download: browsers show no PDF inside a sandbox, and outside of one it would
    run in the product's own origin.
    """
    found = door.get_visible_or_404(Attachment.objects.all(), request.actor, uid=uid)
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        logger.error("The file of attachment %s is not in the storage.", found.uid)
        return render(request, "office/file_missing.html", {"attachment": found}, status=404)
    response = FileResponse(content, content_type=found.content_type)
    response.headers["Content-Disposition"] = content_disposition(found.name)
    if "view" in request.GET and found.content_type in PICTURES:
        response.headers["Content-Disposition"] = content_disposition(found.name).replace("attachment", "inline", 1)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
