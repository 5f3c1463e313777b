"""Installed only so that Django finds the management commands and the checks."""

from django.apps import AppConfig


class ToolsConfig(AppConfig):
    name = "tools"
    label = "tools"

    def ready(self):
        """Register the system checks."""
        from tools.calendar import checks  # noqa: F401 - registers itself when imported
