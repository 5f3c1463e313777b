"""What every page shows around its content: names, languages, menu of the public site."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cms.navigation import public_navigation
from cms.queries.site_identity import footer_lines
from network.province import province

# Each language in its own words, whatever language the page is in.
OWN_NAMES = {"zh-hans": "中文", "en": "English"}


def site(request) -> dict:
    """Names and links that depend only on the address, so that public pages can be cached."""
    if request.path.startswith("/editor/"):
        return {}  # the content system's templates use some of these names for other things
    return {
        "site_name": SimpleLazyObject(lambda: province().site_name),
        "site_footer": SimpleLazyObject(footer_lines),
        "demo_mode": settings.DEMO,
        "language_links": SimpleLazyObject(lambda: language_links(request.path)),
        "public_navigation": SimpleLazyObject(lambda: public_navigation(request.path)),
        "search_url": SimpleLazyObject(lambda: reverse("search")),
    }


def language_links(path: str) -> list[dict]:
    """The same public page in each language."""
    bare = path.removeprefix("/en") if path.startswith("/en/") else path
    links = []
    for code, _name in settings.LANGUAGES:
        prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
        links.append(
            {"code": code, "label": OWN_NAMES[code], "url": f"{prefix}{bare}", "active": code == get_language()}
        )
    return links
