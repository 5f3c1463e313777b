"""What is studied together: registration, review, study sites, enrolment."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StudiesConfig(AppConfig):
    """The house of collaborative studies."""

    name = "studies"
    label = "studies"
    verbose_name = _("Studies")

    def ready(self):
        """Register scopes, permissions, lifecycles, papers, figures and the menu."""
        from studies.registration import register_all

        register_all()
