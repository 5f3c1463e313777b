"""Reads of records of trial institutions and ethics committees, and of the recognition list."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from network.queries.structure import StandingQuerySet
from sites.enums.record import Audience
from tools import clock


class GcpRecordQuerySet(StandingQuerySet):
    """Records of trial institutions."""

    def covering(self, on: date | None = None):
        """The ids of the research sites that a record valid on a day covers."""
        specialties = self.model._meta.get_field("specialties").related_model.objects
        return specialties.filter(record__in=self.valid(on), research_site__isnull=False).values_list(
            "research_site", flat=True
        )


class RecognitionQuerySet(StandingQuerySet):
    """The recognition list."""

    def recognising(self, committee, *, by, on: date | None = None):
        """Entries by which the committee ``by`` recognises an opinion of ``committee`` on a day.

        An entry for everyone counts for a committee that is on the list itself that day; one for a region, for a
        committee whose hospital has a campus there. No committee recognises its own opinions.
        """
        day = on or clock.today()
        if committee.pk == by.pk:
            return self.none()
        regions = by.hospital.campuses.open(day).values("region")
        listed = self.model.objects.valid(day).filter(committee=by, audience=Audience.EVERYONE)
        rows = self.valid(day).filter(committee=committee)
        return rows.filter(
            Q(audience=Audience.COMMITTEE, by_committee=by)
            | Q(audience=Audience.REGION, by_region__in=regions)
            | Q(Exists(listed), audience=Audience.EVERYONE)
        )


class CertificateQuerySet(StandingQuerySet):
    """Certificates of people."""

    def live(self):
        """Certificates that no newer one has replaced and nobody has withdrawn."""
        newer = self.model.objects.filter(replaces=OuterRef("pk"))
        return self.filter(~Exists(newer), withdrawn_on__isnull=True)

    def ending_by(self, last: date):
        """Live certificates whose last valid day is not after a day."""
        return self.live().filter(valid_to__lte=last)
