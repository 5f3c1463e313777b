"""Where research can be done and how ready it is: research sites, records, people, feasibility."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SitesConfig(AppConfig):
    """The house of research sites. Its label stands in every table name (ADR 1)."""

    name = "sites"
    label = "research_sites"
    verbose_name = _("Research sites")

    def ready(self):
        """Register scopes, acts, tasks and the menu."""
        from sites.registration import register_all

        register_all()
