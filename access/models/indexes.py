"""An index for columns whose values grow as rows are added."""

from django.contrib.postgres.indexes import BrinIndex
from django.db.models import Index


class GrowingIndex(BrinIndex):
    """A block range index on PostgreSQL, which costs writers next to nothing; an ordinary index elsewhere."""

    def create_sql(self, model, schema_editor, using="", **kwargs):
        """The statement for the vendor at hand."""
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor, using=using, **kwargs)
        return Index.create_sql(self, model, schema_editor, **kwargs)
