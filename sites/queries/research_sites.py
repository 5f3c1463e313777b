"""Reads of research sites."""

from datetime import date

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q

from access.queries.scoped import ScopedQuerySet
from tools import clock


def _rows(model: str):
    return apps.get_model("research_sites", model).objects


class ResearchSiteQuerySet(ScopedQuerySet):
    """Adjectives of research sites."""

    def open(self, on: date | None = None):
        """Sites that exist on a day, today unless named."""
        day = on or clock.today()
        return self.filter(Q(open_to__isnull=True) | Q(open_to__gte=day), open_from__lte=day)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "campus__region")

    def with_parts(self):
        """With what each has today: capacities with their fields, equipment."""
        capacities = _rows("SiteCapacity").filter(retired_on__isnull=True).select_related("field")
        equipment = _rows("SiteEquipment").filter(retired_on__isnull=True)
        return self.prefetch_related(
            Prefetch("capacities", capacities.order_by("field__position"), to_attr="capacities_now"),
            Prefetch("equipment", equipment.order_by("kind"), to_attr="equipment_now"),
        )

    def treating(self, field):
        """Sites that treat a disease field today."""
        rows = _rows("SiteCapacity").filter(site=OuterRef("pk"), field=field, retired_on__isnull=True)
        return self.filter(Exists(rows))

    def equipped_with(self, kind: str):
        """Sites with a kind of equipment today."""
        rows = _rows("SiteEquipment").filter(site=OuterRef("pk"), kind=kind, retired_on__isnull=True)
        return self.filter(Exists(rows))

    def in_region(self, region):
        """Sites on a campus in a region; those without a campus wherever their hospital has one. No row twice."""
        campuses = apps.get_model("network", "Campus").objects.filter(closed_on__isnull=True, region=region)
        return self.filter(
            Q(campus__region=region) | Q(Exists(campuses.filter(hospital=OuterRef("hospital"))), campus__isnull=True)
        )

    def named(self, words: str):
        """Sites of which every word stands in a name of theirs, of the hospital, or in its initials."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(name_zh__icontains=word)
                | Q(name_en__icontains=word)
                | Q(hospital__name_zh__icontains=word)
                | Q(hospital__name_en__icontains=word)
                | Q(hospital__initials__icontains=word)
            )
        return rows

    def unconfirmed_since(self, day: date):
        """Sites whose description nobody has confirmed, or entered, since a day."""
        return self.filter(Q(confirmed_on__lt=day) | Q(confirmed_on__isnull=True, entered_on__lt=day))
