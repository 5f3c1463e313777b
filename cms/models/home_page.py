"""The first page of the province's public site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.bilingual_title import BilingualTitle
from cms.models.permission_testers import StandingPageTester
from cms.models.safe_page_form import NumbersPanel, SafeCopyForm, SafePageForm
from cms.models.section import Section
from network.models.bilingual import in_reader_language


class HomePage(BilingualTitle, Section, Page):
    """Counters, map, news and centres; only the words at the top are its own."""

    lead_zh = models.TextField(_("introduction in Chinese"), blank=True, max_length=400)
    lead_en = models.TextField(_("introduction in English"), blank=True, max_length=600)

    base_form_class = SafePageForm
    copy_form_class = SafeCopyForm
    content_panels = [
        NumbersPanel(),
        FieldPanel("title", classname="title"),
        FieldPanel("title_en"),
        FieldPanel("lead_zh"),
        FieldPanel("lead_en"),
    ]
    promote_panels = settings_panels = []
    private_page_options = []
    template = "cms/home_page.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CentreIndexPage", "cms.AnnouncementIndexPage"]

    class Meta:
        verbose_name = _("home page")

    @property
    def lead(self) -> str:
        """The introduction in the reader's language."""
        return in_reader_language(self.lead_zh, self.lead_en)

    def permissions_for_user(self, user):
        """See cms.models.permission_testers."""
        return StandingPageTester(user, self)
