"""The queryset of every model that the door guards."""

from django.db import models

from access import door


class ScopedQuerySet(models.QuerySet):
    """Reads that ask the door; houses add their adjectives by subclassing."""

    def visible_to(self, actor):
        """The rows that the actor may see: the one queryset for list, detail, count, search, export and download."""
        return door.narrow(self, actor)

    def permitted(self, actor, permission: str):
        """The rows on which the actor holds another permission than that of seeing them."""
        return door.narrow(self, actor, permission)

    def public(self):
        """The rows that anybody may see."""
        return self.none() if self.model.public is None else self.filter(self.model.public)


class DatedQuerySet(ScopedQuerySet):
    """Rows with ``valid_from`` and ``valid_to``, both days counted."""

    def valid(self, on=None):
        """Rows valid on a day, today unless named."""
        from tools import clock

        day = on or clock.today()
        return self.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day), valid_from__lte=day)
