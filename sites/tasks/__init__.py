"""What the house does by the clock."""

from sites.tasks import reminders

__all__ = ["reminders"]
