"""The whole history of one thing."""

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from access import door
from access.histories import HISTORIES
from access.models import SealedEntry
from access.presenters import entries
from access.views.pages import page

PER_PAGE = 50


@page(open_because="what was done to a thing, for those who see it; its house says who may read that")
def history(request, kind, uid):
    """Every entry about a thing that the reader may see, newest first, with its seal."""
    readable = HISTORIES.get(kind)
    if readable is None:
        raise Http404
    thing = door.get_visible_or_404(readable.model._default_manager.all(), request.actor, uid=uid)
    seal = SealedEntry.objects.filter(entry_id=OuterRef("pk")).values("seal")[:1]
    rows = readable.rows(thing, request.actor).annotate(seal_number=Subquery(seal))
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [{"title": thing, "url": thing.get_absolute_url()}, {"title": _("History")}]
    context = {"thing": thing, "page": found, "history": entries(found), "crumbs": crumbs}
    return render(request, "access/history.html", context)
