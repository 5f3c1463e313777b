"""The pages of the public site and what lies beside them."""

from cms.models.announcement_index_page import AnnouncementIndexPage
from cms.models.announcement_page import AnnouncementAttachment, AnnouncementPage, RelatedEntry
from cms.models.centre_index_page import CentreIndexPage
from cms.models.centre_page import CentrePage
from cms.models.home_page import HomePage
from cms.models.page_view import PageView
from cms.models.picture import Picture, Rendition
from cms.models.site_document import SiteDocument

__all__ = [
    "AnnouncementAttachment",
    "AnnouncementIndexPage",
    "AnnouncementPage",
    "CentreIndexPage",
    "CentrePage",
    "SiteDocument",
    "HomePage",
    "PageView",
    "Picture",
    "RelatedEntry",
    "Rendition",
]
