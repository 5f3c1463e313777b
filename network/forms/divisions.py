"""Choosing a county-level division: grouped by reporting region, because names repeat within the province."""

from itertools import groupby

from django import forms
from django.forms.models import ModelChoiceIterator

from network.enums import COUNTY_LEVEL_KINDS
from network.models import Division


class GroupedDivisions(ModelChoiceIterator):
    """The choices under the names of their regions; asked of the database only when the form is shown."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        for region, rows in groupby(self.queryset.all(), key=lambda division: division.region):
            yield (str(region), [self.choice(row) for row in rows])


class DivisionField(forms.ModelChoiceField):
    """One district, county or county-level city."""

    iterator = GroupedDivisions

    def __init__(self, **options):
        rows = Division.objects.filter(kind__in=COUNTY_LEVEL_KINDS, valid_to__isnull=True)
        super().__init__(rows.select_related("region").order_by("region__position", "code"), **options)
