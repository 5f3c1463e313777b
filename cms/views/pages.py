"""A page of the tree: found by its whole address at once, then served as Wagtail serves it."""

from django.http import HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from cms.queries.pages import of_its_kind, with_kinds


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at the address. Wagtail would walk down the tree with two queries a step; none of our kinds of pages
    answers for addresses below its own, so that the whole address names the page."""
    request._wagtail_route_for_request = _route(request, path)
    return views.serve(request, path)


def _route(request: HttpRequest, path: str) -> RouteResult | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    paths = {root.site_id: root.root_path for root in Site.get_site_root_paths()}
    page = with_kinds().live().filter(url_path=f"{paths[site.pk]}{path.lstrip('/')}").first()
    return RouteResult(of_its_kind(page)) if page else None
