"""The field for bodies of pages."""

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A stream of blocks whose definitions stay out of migrations: they are code, the column is JSON."""

    def deconstruct(self):
        """As StreamField, without blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
