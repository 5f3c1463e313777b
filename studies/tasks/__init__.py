"""What the house does by the clock, one file a noun; importing registers the beats."""

from studies.tasks import filings, startup

__all__ = ["filings", "startup"]
