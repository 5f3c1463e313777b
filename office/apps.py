"""An organisation's papers and figures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    """The house of attachments, receipts and indicators."""

    name = "office"
    label = "office"
    verbose_name = _("Office")

    def ready(self):
        """Register the menu."""
        from access.navigation import NavItem, register

        register(NavItem("figures", _("Figures"), "office:figures", "chart-column", order=20))
