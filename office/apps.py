"""An organisation's papers and figures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    """The house of attachments, the shelf, receipts and indicators."""

    name = "office"
    label = "office"
    verbose_name = _("Office")

    def ready(self):
        """Register what other floors ask for by name."""
        from office.registration import register_all

        register_all()
