"""Reads of feasibility rounds and invitations."""

from django.apps import apps
from django.db.models import Count, Q

from access.queries.scoped import ScopedQuerySet
from sites.enums.feasibility import InvitationState


class RoundQuerySet(ScopedQuerySet):
    """Adjectives of rounds."""

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "network__centre")

    def with_counts(self):
        """Annotate how many sites were asked, and how many have answered or declined."""
        answered = Q(invitations__state__in=(InvitationState.ANSWERED, InvitationState.DECLINED))
        return self.annotate(asked=Count("invitations"), answered=Count("invitations", filter=answered))


class InvitationQuerySet(ScopedQuerySet):
    """Adjectives of invitations."""

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("round__hospital", "round__network__centre", "site", "hospital")


def reach_of(asker_hospital: int | None, network: int | None):
    """Hospitals among whose sites a round may choose: the members of the asking network, or those that share a
    network with the asking hospital, itself included."""
    memberships = apps.get_model("network", "Membership").objects.not_over()
    if network is None:
        shared = memberships.filter(hospital=asker_hospital).values("network")
        others = memberships.filter(network__in=shared).values("hospital")
        return Q(hospital__in=others) | Q(hospital=asker_hospital)
    return Q(hospital__in=memberships.filter(network=network).values("hospital"))
