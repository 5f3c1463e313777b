"""Pages of the tree with what their own kind adds, in one query instead of one for each kind."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from wagtail.models import Page

# The kinds of pages of this site, by the name of their row beside Wagtail's.
KINDS = ("homepage", "announcementindexpage", "announcementpage", "centreindexpage", "centrepage")


def with_kinds() -> QuerySet:
    """Wagtail's pages, joined with every kind's own row."""
    return Page.objects.select_related(*KINDS, "centrepage__centre")


def of_its_kind(page: Page) -> Page:
    """The page as its kind; one of no known kind as Wagtail knows it."""
    for kind in KINDS:
        try:
            return getattr(page, kind)
        except ObjectDoesNotExist:
            continue
    return page


def ancestors(page: Page) -> list[Page]:
    """The pages above, from the home page down, each as its kind."""
    steplen = page.steplen
    paths = [page.path[:end] for end in range(2 * steplen, len(page.path), steplen)]
    return [of_its_kind(above) for above in with_kinds().filter(path__in=paths).order_by("path")]
