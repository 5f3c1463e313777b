"""Papers and receipts are seen by whoever sees the thing they belong to."""

from django.apps import apps
from django.db.models import Q

from access.queries.scoped import ScopedQuerySet


class OwnedQuerySet(ScopedQuerySet):
    """Rows with ``owner_type`` and ``owner_id``: visible exactly when the owner is visible to the same actor."""

    def visible_to(self, actor):
        """Ask the door about the owners of each registered kind."""
        from office.owners import OWNERS

        condition = Q(pk__in=[])
        for label in OWNERS:
            owners = apps.get_model(label)._default_manager.visible_to(actor)
            of_visible = Q(owner_type=label, owner_id__in=owners.order_by().values("pk"))
            condition |= of_visible & self._shown(OWNERS[label], actor)
        return self.filter(condition)

    def _shown(self, kind, actor) -> Q:
        """Which rows of a visible owner are shown: all of them."""
        return Q()

    def of(self, owner):
        """The rows that belong to one thing."""
        return self.filter(owner_type=owner._meta.label_lower, owner_id=owner.pk)

    def current(self):
        """Rows that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class PaperQuerySet(OwnedQuerySet):
    """Papers: the owner's kind says which of them its readers see, in lists and in downloads alike."""

    def _shown(self, kind, actor) -> Q:
        return kind.shown(actor)
