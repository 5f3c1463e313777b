"""Who we are to one another: regions, hospitals, centres, disease networks, memberships."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """The house of hospitals, centres and their networks."""

    name = "network"
    label = "network"
    verbose_name = _("Network")

    def ready(self):
        """Register scopes, expansions, permissions, figures and the menu."""
        from network.registration import register_all

        register_all()
