"""Public pages are made once per generation and process, and then answered from memory.

Only for visitors without any cookie: nothing that depends on a person, a session or a choice is ever kept. The key is
the generation (access.generation), host and address; the language is a part of the address. A page that sets a cookie
is not kept. Browsers ask again each time and are told when nothing has changed (304).
"""

import hashlib

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified

from access import generation
from cms.domain.page_views import count_later
from config.middleware import PERSONAL_PREFIXES
from tools.page_store import KeptPage, PageStore

NEVER_KEPT = (*PERSONAL_PREFIXES, settings.STATIC_URL, settings.MEDIA_URL, "/documents/", "/health", "/metrics")
# The address as people pass it on, and its print view; lists narrowed down and searches are made each time.
KEPT_QUERIES = ("", "print")
# Headers that belong to one answer; the rest is the page's.
OF_ONE_ANSWER = ("X-Request-ID",)

store = PageStore(settings.PUBLIC_CACHE_BYTES, settings.PUBLIC_CACHE_SECONDS)


class PublicCache:
    """Middleware: answers a kept page, or keeps the one that is made. Stands outside of sessions."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _may_be_kept(request):
            return self.get_response(request)
        # The generation is read before the page is made: a change in between makes the page's key an old one.
        key = (generation.current(), request.is_secure(), request.get_host(), request.get_full_path())
        page = store.get(key)
        if page is not None:
            count_later(page.visits)
            return _answer(request, page)
        response = self.get_response(request)
        if _is_the_same_for_all(response):
            page = _page_of(request, response)
            store.put(key, page)
            return _answer(request, page)
        return response


def _may_be_kept(request) -> bool:
    return (
        store.most_bytes > 0
        and request.method == "GET"
        and not request.headers.get("Cookie")
        and not request.headers.get("Authorization")
        and request.META.get("QUERY_STRING", "") in KEPT_QUERIES
        and not request.path_info.startswith(NEVER_KEPT)
    )


def _is_the_same_for_all(response) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "private" not in response.get("Cache-Control", "")
        and "no-store" not in response.get("Cache-Control", "")
    )


def _page_of(request, response) -> KeptPage:
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers = {name: value for name, value in response.items() if name not in OF_ONE_ANSWER}
    headers |= {"ETag": tag, "Cache-Control": "no-cache"}
    return KeptPage(response.content, headers, tag, getattr(request, "visits_page", None))


def _answer(request, page: KeptPage) -> HttpResponse:
    if page.tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": page.tag, "Cache-Control": "no-cache"})
    return HttpResponse(page.body, headers=page.headers)
