"""Reads of hospitals."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from modelsearch.queryset import SearchableQuerySetMixin

from network.enums import HospitalLevel
from network.queries.dated import ClosableQuerySet
from network.queries.organisation_events import level_held


class HospitalQuerySet(SearchableQuerySetMixin, ClosableQuerySet):
    """Hospitals by name, by place, in the order of a Chinese list."""

    def alphabetical(self):
        """In pinyin order."""
        return self.order_by("sort_key", "pk")

    def with_level_rank(self):
        """Annotate ``level_rank``, 1 for the highest level: the codes themselves do not sort."""
        ranks = [When(level=level.value, then=Value(level.rank)) for level in HospitalLevel]
        return self.annotate(level_rank=Case(*ranks, output_field=IntegerField()))

    def with_level_on(self, day):
        """Annotate ``level_held`` with the level that each held on a day; the twin of ``Hospital.level_on()``."""
        return self.annotate(level_held=Coalesce(level_held(day), F("level")))

    def in_region(self, region):
        """Hospitals with an open campus in the region; no row twice."""
        campuses = self.model._meta.get_field("campuses").related_model
        return self.filter(
            Exists(campuses.objects.filter(hospital=OuterRef("pk"), region=region, closed_on__isnull=True))
        )

    def named(self, text: str):
        """Hospitals of which a name or its pinyin initials contain ``text``, or whose credit code it is."""
        wanted = text.strip()
        if not wanted:
            return self
        other = self.model._meta.get_field("other_names").related_model
        further = other.objects.filter(hospital=OuterRef("pk")).filter(
            Q(name__icontains=wanted) | Q(initials__contains=wanted.lower())
        )
        return self.filter(
            Q(name_zh__icontains=wanted)
            | Q(name_en__icontains=wanted)
            | Q(initials__contains=wanted.lower())
            | Q(credit_code=wanted.upper())
            | Exists(further)
        )
