"""What may be done in the house, and by whom; one file for each noun. Importing registers the catalogue."""

from sites.permissions import feasibility, people, records, research_site

__all__ = ["feasibility", "people", "records", "research_site"]
