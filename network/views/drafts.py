"""Agreements and applications as Word files, for hospitals that circulate a draft before anybody seals or signs."""

from django.http import HttpResponse

from access import traces
from access.views.pages import page
from network.agreement_text import draft
from network.forms.application_document import application_draft
from network.views import agreements, applications
from tools.documents import Document
from tools.sheets import content_disposition

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(open_because="one agreement, visible through the door")
def agreement(request, uid):
    """The agreement's text, marked as not for sealing and without its check code."""
    thing = agreements.found(request, uid)
    return _file(request, thing, draft(thing.content))


@page(open_because="one application, visible through the door")
def application(request, uid):
    """What the reader sees of an application, marked as not for sealing."""
    thing = applications.found(request, uid)
    return _file(request, thing, application_draft(thing, request.actor))


def _file(request, thing, document: Document) -> HttpResponse:
    from tools.documents.docx import render_docx

    traces.exported(request.actor, thing._meta.verbose_name, rows=1, form="docx", filters={"number": thing.number})
    response = HttpResponse(render_docx(document, is_draft=True), content_type=DOCX)
    response.headers["Content-Disposition"] = content_disposition(f"{thing.number}.docx")
    response.headers["Cache-Control"] = "private, no-store"
    return response
