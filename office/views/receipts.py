"""Receipts: on the page, on paper, and comparing the two."""

from django.http import HttpResponse
from django.shortcuts import render

from access import door
from access.views.pages import page
from office.forms.receipt import CheckForm
from office.models import Receipt
from office.receipt_text import document
from tools.sheets import content_disposition


def _found(request, uid) -> Receipt:
    return door.get_visible_or_404(Receipt.objects.select_related("issued_to"), request.actor, uid=uid)


@page(open_because="a receipt is visible exactly when what was submitted is")
def receipt(request, uid):
    """A receipt with its number, time, hash and check code."""
    return render(request, "office/receipt.html", {"receipt": _found(request, uid)})


@page(open_because="a receipt is visible exactly when what was submitted is")
def printed(request, uid):
    """The receipt as a PDF."""
    from tools.documents.pdf import render_pdf

    found = _found(request, uid)
    response = HttpResponse(render_pdf(document(found)), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"{found.number}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page(open_because="only receipts that the person sees anyway are found")
def check(request):
    """Compare a printed receipt with what is kept."""
    form = CheckForm(request.POST or None, actor=request.actor)
    matches = request.method == "POST" and form.is_valid()
    context = {"form": form, "receipt": form.receipt if matches else None}
    return render(request, "office/receipt_check.html", context, status=422 if form.errors else 200)
