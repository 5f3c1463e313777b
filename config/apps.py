"""The configuration as an app, so that its management commands are found."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds settings, URLs and the supervisor; no domain words."""

    name = "config"
