"""The list of the province's centres."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.bilingual_title import BilingualTitle
from cms.models.permission_testers import StandingPageTester
from cms.models.safe_page_form import NumbersPanel, SafeCopyForm, SafePageForm


class CentreIndexPage(BilingualTitle, Page):
    """All centres by field of disease, from the network's data."""

    base_form_class = SafePageForm
    copy_form_class = SafeCopyForm
    content_panels = [NumbersPanel(), FieldPanel("title", classname="title"), FieldPanel("title_en")]
    promote_panels = settings_panels = []
    private_page_options = []
    template = "cms/centre_index_page.html"
    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CentrePage"]

    class Meta:
        verbose_name = _("list of centres")

    def permissions_for_user(self, user):
        """See cms.models.permission_testers."""
        return StandingPageTester(user, self)
