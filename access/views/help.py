"""What the product says about itself: the permission matrix and the gallery of components."""

import json
from pathlib import Path

from django.conf import settings
from django.shortcuts import render

from access.matrix import matrix
from access.search import search as search_all
from access.views.pages import page


@page(open_because="the same for everybody: what each role may do")
def permission_matrix(request):
    """Role × permission, generated from the catalogue."""
    return render(request, "access/permissions.html", {"matrix": matrix()})


@page(open_because="sample content only")
def gallery(request):
    """Every component once with sample content."""
    path = Path(settings.BASE_DIR) / "templates" / "components" / "gallery.json"
    return render(request, "workspace/gallery.html", {"entries": json.loads(path.read_text(encoding="utf-8"))})


@page(open_because="every source finds only what the actor may see")
def search(request):
    """Search everything that the actor may see."""
    query = request.GET.get("q", "")
    return render(request, "workspace/search.html", {"query": query, "groups": search_all(request.actor, query)})
