"""Lists of announcements: the province's, and one in each centre's section."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.bilingual_title import BilingualTitle
from cms.models.permission_testers import StandingPageTester
from cms.models.safe_page_form import NumbersPanel, SafeCopyForm, SafePageForm


class AnnouncementIndexPage(BilingualTitle, Page):
    """Announcements, newest first, by column; the province's list also shows those of the centres."""

    base_form_class = SafePageForm
    copy_form_class = SafeCopyForm
    content_panels = [NumbersPanel(), FieldPanel("title", classname="title"), FieldPanel("title_en")]
    promote_panels = settings_panels = []
    private_page_options = []
    template = "cms/announcement_index_page.html"
    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage", "cms.CentrePage"]
    subpage_types = ["cms.AnnouncementPage"]

    class Meta:
        verbose_name = _("list of announcements")

    def permissions_for_user(self, user):
        """See cms.models.permission_testers."""
        return StandingPageTester(user, self)
