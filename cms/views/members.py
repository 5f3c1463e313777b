"""The roster of members: the rows behind the public figures."""

from django.core.paginator import Paginator
from django.shortcuts import render

from cms.domain import directory
from network.models import Network, Region, Tier
from tools import clock

PAGE_LENGTH = 25


def members(request):
    """All members that count today, narrowed down by region, network and tier."""
    rows = directory.members()
    chosen = {}
    for name, model, key, column in (
        ("region", Region, "code", "campus__region"),
        ("network", Network, "slug", "network"),
        ("tier", Tier, "code", "tier"),
    ):
        # PostgreSQL refuses the character zero in a text.
        asked = request.GET.get(name, "").replace("\0", "")
        chosen[name] = model.objects.filter(**{key: asked}).first()
        if chosen[name]:
            rows = rows.filter(**{column: chosen[name]})
    context = {
        "page": Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page")),
        "chosen": chosen,
        "regions": Region.objects.all(),
        "networks": Network.objects.public().open().alphabetical(),
        "tiers": Tier.objects.all(),
        "today": clock.today(),
    }
    return render(request, "cms/members.html", context)
