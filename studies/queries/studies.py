"""Reads of studies."""

from django.db.models import Exists, OuterRef, Q

from access.enums import ScopeKind
from access.queries.scoped import ScopedQuerySet
from studies.enums import ENDED, NetworkRole, NetworkState


class StudyQuerySet(ScopedQuerySet):
    """Adjectives of studies."""

    def readable_by(self, actor):
        """Those whose record the actor may read: the workspace's lists and pages; the register is wider."""
        return self.permitted(actor, "studies.read_study")

    def open(self):
        """Studies with which something can still happen."""
        return self.exclude(state__in=ENDED)

    def named(self, words: str):
        """Studies of which every word stands in the number, a title, the lead hospital or the investigator's name."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(number__icontains=word)
                | Q(public_title_zh__icontains=word)
                | Q(public_title_en__icontains=word)
                | Q(lead_hospital__name_zh__icontains=word)
                | Q(lead_hospital__name_en__icontains=word)
                | Q(principal_investigator__name__icontains=word)
            )
        return rows

    def in_network(self, network, role: str = ""):
        """Studies that a network leads or has joined, as proposed to it or taken up."""
        rows = self.model.networks.rel.related_model.objects.current().filter(network=network)
        return self.filter(pk__in=(rows.filter(role=role) if role else rows).order_by().values("study"))

    def by_centres(self, centres, role: str):
        """Studies that networks of these centres lead, or have joined without leading them."""
        rows = self.model.networks.rel.related_model.objects.current().filter(network__centre__in=centres)
        led = rows.filter(role=NetworkRole.LED).order_by().values("study")
        if role == NetworkRole.LED:
            return self.filter(pk__in=led)
        return self.filter(pk__in=rows.filter(role=NetworkRole.JOINED).order_by().values("study")).exclude(pk__in=led)

    def with_part_of(self, hospitals):
        """Studies in which these hospitals take part without leading them."""
        rows = self.model.sites.rel.related_model.objects.filter(hospital__in=hospitals)
        return self.filter(pk__in=rows.order_by().values("study")).exclude(lead_hospital__in=hospitals)

    def taken_up(self):
        """Network studies: a centre has taken them up."""
        rows = self.model.networks.rel.related_model.objects.filter(study=OuterRef("pk"), state=NetworkState.ACCEPTED)
        return self.filter(Exists(rows))

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("lead_hospital", "principal_investigator")


class StudyNetworkQuerySet(ScopedQuerySet):
    """Adjectives of a study's place in networks."""

    def current(self):
        """Rows that were not declined and have not ended."""
        return self.filter(state__in=(NetworkState.PROPOSED, NetworkState.ACCEPTED))

    def of_centres(self, actor, permission: str):
        """The rows of the actor's own centres."""
        return self.filter(network__centre__in=actor.scope_ids(permission, ScopeKind.CENTRE))

    def with_names(self):
        """With everything that pages name."""
        return self.select_related("network__centre", "study__lead_hospital", "decided_by")
