"""A centre's own section of the public site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models.blocks import BodyBlock
from cms.models.own_material_form import OwnMaterialForm
from cms.models.permission_testers import StandingPageTester
from cms.models.safe_page_form import NumbersPanel, SafeCopyForm
from cms.models.section import Section
from cms.models.stream import BodyField
from network.models import Centre


class CentrePage(Section, Page):
    """The words of a centre; names, networks, members and figures beside them are shown from its data."""

    centre = models.OneToOneField(Centre, models.PROTECT, related_name="page", verbose_name=_("centre"))
    body = BodyField(BodyBlock(), verbose_name=_("text"), blank=True)

    base_form_class = OwnMaterialForm
    copy_form_class = SafeCopyForm
    # The title follows the centre's name and the address its slug: neither is edited here.
    content_panels = [NumbersPanel(), FieldPanel("body")]
    promote_panels = settings_panels = []
    private_page_options = []
    template = "cms/centre_page.html"
    parent_page_types = ["cms.CentreIndexPage"]
    subpage_types = ["cms.AnnouncementIndexPage"]
    search_fields = [*Page.search_fields, index.SearchField("body"), index.FilterField("centre")]

    class Meta:
        verbose_name = _("centre's page")

    @property
    def heading(self) -> str:
        """The centre's name in the reader's language."""
        return self.centre.name

    @classmethod
    def can_create_at(cls, parent) -> bool:
        """Nobody adds one by hand: ``cms.domain.centre_sections`` builds it with its rights."""
        return False

    def permissions_for_user(self, user):
        """See cms.models.permission_testers."""
        return StandingPageTester(user, self)
