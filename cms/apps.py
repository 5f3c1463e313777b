"""What the public reads: pages of words around live data, search, feeds, the centres' own sections."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The public site on Wagtail; it shows the data of the houses below and copies none of it."""

    name = "cms"
    label = "cms"
    verbose_name = _("Public site")
