"""The record of a study as data: its fields, their sections, and what each registry asks for in which words."""

from studies.record.catalogue import BY_CODE, FIELDS, SECTIONS, fields_of
from studies.record.field import Field, Kind, Section

__all__ = ["BY_CODE", "FIELDS", "SECTIONS", "Field", "Kind", "Section", "fields_of"]
