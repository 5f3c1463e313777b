"""The public search page."""

from django.core.paginator import Paginator
from django.shortcuts import render

from cms.search import KINDS, cleaned

SHOWN_OF_EACH = 5
PAGE_LENGTH = 20


def search(request):
    """A few of each kind; with ``kind`` one kind page by page."""
    query = cleaned(request.GET.get("q", ""))
    chosen = KINDS.get(request.GET.get("kind", ""))
    groups = [_group(kind, query) for kind in KINDS.values()] if query else []
    context = {
        "query": query,
        "chosen": chosen,
        "groups": [group for group in groups if group["total"]],
        "total": sum(group["total"] for group in groups),
    }
    if chosen and query:
        page = Paginator(chosen.rows(query), PAGE_LENGTH).get_page(request.GET.get("page"))
        context |= {"page": page, "found": [chosen.show(row, query) for row in page.object_list]}
    return render(request, "cms/search.html", context)


def _group(kind, query: str) -> dict:
    rows = kind.rows(query)
    return {
        "kind": kind,
        "total": rows.count(),
        "found": [kind.show(row, query) for row in rows[:SHOWN_OF_EACH]],
    }
