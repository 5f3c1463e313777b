"""The demonstration: a province of invented hospitals, built through the verbs of every house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Installed with config.demo and config.test only."""

    name = "demo"
    label = "demo"
    verbose_name = _("Demonstration")
