"""Reads of announcements."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.enums import AnnouncementColumn


class AnnouncementQuerySet(PageQuerySet):
    """Announcements as visitors get them."""

    def listed(self):
        """Published ones, newest first."""
        return self.live().order_by("-published_on", "-first_published_at", "-pk")

    def in_column(self, column: str):
        """Those of one column; all of them for an empty or unknown one."""
        return self.filter(column=column) if column in AnnouncementColumn.values else self

    def below(self, page):
        """Those in the subtree of a page: a centre's section, or the whole site."""
        return self.descendant_of(page)


AnnouncementManager = PageManager.from_queryset(AnnouncementQuerySet)
