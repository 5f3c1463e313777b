"""The calendar of the year: what the seasons ask of the reader's hospitals and networks."""

from datetime import date
from itertools import groupby

from django import forms
from django.shortcuts import render

from access.forms.base import Form
from access.views.pages import page
from network import year_calendar
from tools import clock

FIRST, LAST = 2000, 2999


class YearForm(Form):
    """The year in the address."""

    year = forms.IntegerField(min_value=FIRST, max_value=LAST)


@page(open_because="each source gives only what the actor may see")
def year_page(request):
    """Every dated entry of one year by month; another year than asked for sensibly is this one."""
    form = YearForm(request.GET)
    year = form.cleaned_data["year"] if form.is_valid() else clock.today().year
    found = year_calendar.entries(request.actor, year)
    months = [{"first": date(*month, 1), "entries": list(items)} for month, items in groupby(found, _month)]
    context = {
        "year": year,
        "months": months,
        "today": clock.today(),
        "before": year - 1 if year > FIRST else None,
        "after": year + 1 if year < LAST else None,
    }
    return render(request, "network/year.html", context)


def _month(entry) -> tuple[int, int]:
    return entry.first.year, entry.first.month
