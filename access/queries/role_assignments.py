"""Reads of role assignments."""

from collections.abc import Collection

from django.db.models import CharField, F, Value

from access.queries.scoped import DatedQuerySet


class RoleAssignmentQuerySet(DatedQuerySet):
    """Roles valid on a day."""

    def valid(self, on=None):
        """Roles valid on a day, today unless named; one stopped on its first day is valid on none."""
        return super().valid(on).filter(stopped_at__isnull=True)

    def held_by(self, user_ids: Collection[int], on=None):
        """What people hold on a day: their own roles, and those of others for whom they act; one query.

        Closed accounts hold nothing. Each row has ``holder_id``, and of a deputy ``acting_for`` (the name) and ``acting_kind``, else "". Nobody's
        deputy holds more than the person does on that day.
        """
        ids = list(user_ids)
        nobody = Value("", CharField())
        own = (
            self.filter(user__in=ids, user__is_active=True).valid(on).annotate(holder_id=F("user_id"), acting_for=nobody, acting_kind=nobody)
        )
        deputies = self.model.delegations.rel.related_model.objects.valid(on).filter(deputy__in=ids, deputy__is_active=True)
        acting = (
            self.filter(delegations__in=deputies, user__is_active=True)
            .valid(on)
            .annotate(
                holder_id=F("delegations__deputy_id"), acting_for=F("user__name"), acting_kind=F("delegations__kind")
            )
        )
        return own.order_by().union(acting.order_by(), all=True)
