"""What editors change on the public site begins a new generation of its pages.

Wagtail says so by its own signals; the houses below say so by their logbook (access.logbook.record).
"""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from access import generation
from cms.models import Picture, SiteDocument

OF_PAGES = (page_published, page_unpublished, page_slug_changed, post_page_move)
# What stands on pages without being one.
SHOWN_ON_PAGES = (Picture, SiteDocument, PageViewRestriction, Site)


def watch() -> None:
    """Listen from now on; called once when the product starts."""
    for signal in OF_PAGES:
        signal.connect(_touch, dispatch_uid="cms_freshness")
    for model in SHOWN_ON_PAGES:
        post_save.connect(_touch, sender=model, dispatch_uid="cms_freshness")
    for model in (*SHOWN_ON_PAGES, Page):
        post_delete.connect(_touch, sender=model, dispatch_uid="cms_freshness")


def _touch(sender, **details) -> None:
    generation.touch()
