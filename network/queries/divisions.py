"""Reads of administrative divisions."""

from django.db import models
from django.db.models import Q

from network.enums import COUNTY_LEVEL_KINDS, RURAL_COUNTY_KINDS
from tools import clock


class DivisionQuerySet(models.QuerySet):
    """Divisions by kind and day."""

    def valid(self, on=None):
        """Divisions that exist on a day, today unless named; both days counted, empty ones open."""
        day = on or clock.today()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def county_level(self):
        """Districts, counties, autonomous counties and county-level cities."""
        return self.filter(kind__in=COUNTY_LEVEL_KINDS)

    def rural(self):
        """Counties, autonomous counties and county-level cities: county level without the districts of cities."""
        return self.filter(kind__in=RURAL_COUNTY_KINDS)
