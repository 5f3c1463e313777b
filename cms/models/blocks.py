"""What the body of a page can be made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.enums import HeadingLevel

# Headings are blocks of their own, and nothing may bring foreign styles along.
TEXT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the page."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(label=_("Level"), choices=HeadingLevel.choices, default=HeadingLevel.SECTION)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class AttachmentBlock(blocks.StructBlock):
    """A file at the place where the text speaks of it."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=200, help_text=_("The file's own title is shown without one.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Attachment")
        template = "cms/blocks/attachment.html"


class LinkedEntryBlock(blocks.StructBlock):
    """Another document at the place where the text speaks of it: on this site, or known by its number only."""

    title = blocks.CharBlock(label=_("Title"), max_length=300)
    document_number = blocks.CharBlock(label=_("Document number"), required=False, max_length=100)
    page = blocks.PageChooserBlock(
        label=_("Page"),
        required=False,
        page_type="cms.AnnouncementPage",
        help_text=_("Empty when this site has no text of it."),
    )

    class Meta:
        icon = "link"
        label = _("Linked document")
        template = "cms/blocks/linked_entry.html"


class PictureBlock(ImageBlock):
    """A picture with its description for those who do not see it."""

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an announcement or of a centre's page."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, template="cms/blocks/paragraph.html")
    table = TableBlock(label=_("Table"), template="cms/blocks/table.html")
    picture = PictureBlock()
    attachment = AttachmentBlock()
    linked_entry = LinkedEntryBlock()
