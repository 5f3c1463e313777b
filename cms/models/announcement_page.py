"""Announcements: notices, documents, news."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Orderable, Page

from cms.enums import AnnouncementColumn
from cms.models.blocks import BodyBlock
from cms.models.own_material_form import OwnMaterialForm
from cms.models.permission_testers import AnnouncementTester
from cms.models.safe_page_form import NumbersPanel, SafeCopyForm
from cms.models.site_document import SiteDocument
from cms.models.stream import BodyField
from cms.queries.announcements import AnnouncementManager
from tools import clock


class AnnouncementPage(Page):
    """One announcement. What its source does not state stays empty.

    ``published_on`` is the day on which the source brought it; ``republished`` says that the source was not the first
    to do so. ``import_code`` and ``import_digest`` tell a repeated import which page is its own and what it wrote.
    """

    column = models.CharField(
        _("column"), max_length=20, choices=AnnouncementColumn, default=AnnouncementColumn.NOTICE
    )
    summary = models.TextField(_("summary"), blank=True, max_length=400)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), default=clock.today)
    republished = models.BooleanField(
        _("republished"), default=False, help_text=_("The source reprinted a text that had appeared elsewhere before.")
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)
    body = BodyField(BodyBlock(), verbose_name=_("text"), blank=True)
    import_code = models.SlugField(max_length=80, blank=True, editable=False)
    import_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = AnnouncementManager()

    base_form_class = OwnMaterialForm
    copy_form_class = SafeCopyForm
    content_panels = [
        NumbersPanel(),
        *Page.content_panels,
        FieldPanel("column"),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("Attachments"), label=_("Attachment")),
        InlinePanel("related_entries", heading=_("Related documents"), label=_("Document")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("document_number"), FieldPanel("issued_on")]),
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("republished")]),
                FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
            ],
            heading=_("Particulars"),
        ),
    ]
    settings_panels = [PublishingPanel()]
    private_page_options = []
    exclude_fields_in_copy = ["import_code", "import_digest"]
    template = "cms/announcement_page.html"
    print_template = "cms/announcement_print.html"
    parent_page_types = ["cms.AnnouncementIndexPage"]
    subpage_types = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("issuer"),
        index.SearchField("document_number"),
        index.SearchField("source"),
        index.RelatedFields("related_entries", [index.SearchField("title"), index.SearchField("document_number")]),
        index.FilterField("column"),
        index.FilterField("published_on"),
    ]

    class Meta:
        verbose_name = _("announcement")
        indexes = [models.Index(fields=["-published_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["import_code"], condition=~models.Q(import_code=""), name="one_page_per_imported_document"
            )
        ]

    def permissions_for_user(self, user):
        """See cms.models.permission_testers."""
        return AnnouncementTester(user, self)

    def attached(self):
        """The files below the announcement, with what is told about them."""
        return self.attachments.select_related("document")

    def related(self):
        """The documents that it cites or belongs to, with their pages on this site."""
        return self.related_entries.select_related("linked_page")

    def get_template(self, request, *args, **kwargs) -> str:
        """The page, or with ``?print`` the bare document."""
        return self.print_template if "print" in request.GET else self.template


class AnnouncementAttachment(Orderable):
    """A file below an announcement."""

    page = ParentalKey(AnnouncementPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(SiteDocument, models.PROTECT, related_name="+", verbose_name=_("file"))
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("The file's own title is shown without one.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    def __str__(self) -> str:
        return self.title or self.document.title


class RelatedEntry(Orderable):
    """A document that the announcement cites or belongs to: on this site, or known by title and number only."""

    page = ParentalKey(AnnouncementPage, on_delete=models.CASCADE, related_name="related_entries")
    title = models.CharField(_("title"), max_length=300)
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    linked_page = models.ForeignKey(
        AnnouncementPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("Empty when this site has no text of it."),
    )

    panels = [FieldPanel("title"), FieldPanel("document_number"), FieldPanel("linked_page")]

    def __str__(self) -> str:
        return self.title
