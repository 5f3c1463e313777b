"""Pictures on public pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField

from cms.models.storage import private_storage, storage_key


class Picture(AbstractImage):
    """A picture. Its renditions are public files, so what must not be public yet is uploaded as a document."""

    file = WagtailImageField(
        verbose_name=_("file"),
        upload_to=storage_key,
        storage=private_storage,
        width_field="width",
        height_field="height",
        help_text=_(
            "Pictures can be seen by anybody who knows their address. Upload what is not public yet as a document."
        ),
    )
    original_name = models.CharField(_("file name"), max_length=255, blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )


class Rendition(AbstractRendition):
    """One size of a picture, in the public storage."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
