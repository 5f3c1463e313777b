"""Announcements as a feed."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.utils.translation import gettext_lazy as _

from cms.domain.public_addresses import ANNOUNCEMENTS, page_url
from cms.models import AnnouncementPage
from cms.search import plain_text
from network.province import province
from tools import clock

LENGTH = 30
TEXT_LENGTH = 300


class AnnouncementFeed(Feed):
    """The latest announcements of the province and of all centres, as RSS."""

    description = _("Notices, documents and news of the province's clinical research centres.")

    def title(self) -> str:
        """The site's name."""
        return province().site_name

    def link(self) -> str:
        """The list of which this is the feed."""
        return page_url(ANNOUNCEMENTS)

    def items(self):
        """The latest ones."""
        return AnnouncementPage.objects.listed()[:LENGTH]

    def item_title(self, item: AnnouncementPage) -> str:
        """The announcement's title."""
        return item.title

    def item_description(self, item: AnnouncementPage) -> str:
        """The summary, or how the text begins."""
        return item.summary or plain_text(item)[:TEXT_LENGTH]

    def item_link(self, item: AnnouncementPage) -> str:
        """The announcement's page."""
        return item.get_url()

    def item_pubdate(self, item: AnnouncementPage) -> datetime:
        """The day of publication."""
        return clock.moment(item.published_on)

    def item_categories(self, item: AnnouncementPage) -> list[str]:
        """The column."""
        return [item.get_column_display()]

    def item_author_name(self, item: AnnouncementPage) -> str:
        """Who issued it, or where it was found."""
        return item.issuer or item.source
