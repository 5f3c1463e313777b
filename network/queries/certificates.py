"""Reads of certificates."""

from datetime import date

from django.apps import apps
from django.db.models import OuterRef, Subquery

from access.queries.scoped import ScopedQuerySet
from network.certificate_enums import CertificateState
from network.queries.named import NamedQuerySetMixin


class CertificateQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of certificates."""

    def issued(self):
        """Those that were neither withdrawn nor replaced; whether they hold today, the membership says."""
        return self.filter(state=CertificateState.ISSUED)

    def of_member(self, membership):
        """Those of the same member, whatever its tier was when they were issued."""
        return self.filter(network=membership.network_id, member_number=membership.number)

    def with_names(self):
        """With everything that lists, pages and paper name."""
        return self.select_related("membership", "hospital", "campus__region", "network__centre", "tier")

    def with_held(self, on: date | None = None):
        """Annotate ``held_on`` with the effective state of the membership on a day: what ``standing_of`` asks for."""
        members = apps.get_model("network.Membership").objects.filter(pk=OuterRef("membership"))
        return self.annotate(held_on=Subquery(members.with_effective_state(on).values("state_on")[:1]))
