"""What the house does by the clock, one file a noun; importing registers the beats."""

from studies.tasks import startup

__all__ = ["startup"]
