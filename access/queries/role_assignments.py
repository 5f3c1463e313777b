"""Reads of role assignments."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import CharField, F, Q, Value

from access.queries.scoped import DatedQuerySet
from access.roles import ROLES
from tools import clock

EXPIRING_DAYS, UNUSED_DAYS = 30, 60


class RoleAssignmentQuerySet(DatedQuerySet):
    """Roles valid on a day."""

    def valid(self, on=None):
        """Roles valid on a day, today unless named; one stopped on its first day is valid on none."""
        return super().valid(on).filter(stopped_at__isnull=True)

    def standing(self, code: str):
        """Roles that need a look: "expiring" within 30 days, "unused" for 60 days or never, "privileged", "closed"."""
        soon, since = clock.today() + timedelta(days=EXPIRING_DAYS), clock.now() - timedelta(days=UNUSED_DAYS)
        privileged = [role.code for role in ROLES.values() if role.privileged]
        conditions = {
            "expiring": Q(valid_to__isnull=False, valid_to__lte=soon),
            "unused": Q(user__last_login__isnull=True) | Q(user__last_login__lt=since),
            "privileged": Q(role__in=privileged),
            "closed": Q(user__is_active=False),
        }
        return self.filter(conditions[code]) if code in conditions else self.none()

    def held_by(self, user_ids: Collection[int], on=None):
        """What people hold on a day: their own roles, and those of others for whom they act; one query.

        Closed accounts hold nothing. Each row has ``holder_id``, and of a deputy ``acting_for`` (the name) and
        ``acting_kind``, else "". Nobody's deputy holds more than the person does on that day.
        """
        ids = list(user_ids)
        nobody = Value("", CharField())
        own = (
            self.filter(user__in=ids, user__is_active=True)
            .valid(on)
            .annotate(holder_id=F("user_id"), acting_for=nobody, acting_kind=nobody)
        )
        deputies = self.model.delegations.rel.related_model.objects.valid(on).filter(
            deputy__in=ids, deputy__is_active=True
        )
        acting = (
            self.filter(delegations__in=deputies, user__is_active=True)
            .valid(on)
            .annotate(
                holder_id=F("delegations__deputy_id"), acting_for=F("user__name"), acting_kind=F("delegations__kind")
            )
        )
        return own.order_by().union(acting.order_by(), all=True)
