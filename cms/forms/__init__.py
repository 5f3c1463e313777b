"""Forms of the editor that are no pages."""
