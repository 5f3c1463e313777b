"""Days as people enter them."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tools import clock

EARLIEST = date(1949, 10, 1)
YEARS_AHEAD = 50


class DayField(forms.DateField):
    """A day that a hospital, a role or a figure can speak of: a slip such as the year 202 is told at the field."""

    widget = forms.DateInput(attrs={"type": "date"})

    def validate(self, value) -> None:
        """Raise ValidationError outside of 1949-10-01 to fifty years from now."""
        super().validate(value)
        if value and not EARLIEST <= value <= clock.today() + timedelta(days=366 * YEARS_AHEAD):
            raise ValidationError(_("Check the year: this day cannot be meant."), code="unlikely")
