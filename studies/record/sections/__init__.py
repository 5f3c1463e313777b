"""The sections of the record, as they stand beside each other in the pages."""
