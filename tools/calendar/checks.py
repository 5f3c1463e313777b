"""Tells whoever runs the system when the holidays of a year are missing or a file of a year is wrong."""

from datetime import date

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

from tools import clock
from tools.calendar.notices import CalendarError, year_of

# The State Council publishes a year's notice in October or November of the year before.
PUBLISHED_BY = (12, 1)


@register
def check_years(**_kwargs) -> list[CheckMessage]:
    """Tell while this year is missing, and from 1 December on while the next one is; a wrong file is an error.

    A missing year is told and fails nothing: no release may turn bad because a day has come.
    """
    today = clock.today()
    needed = [today.year]
    if today >= date(today.year, *PUBLISHED_BY):
        needed.append(today.year + 1)
    return [message for year in needed for message in _check(year)]


def _check(year: int) -> list[CheckMessage]:
    try:
        known = year_of(year)
    except CalendarError as wrong:
        return [Error(str(wrong), id="tools.E001")]
    if known is not None:
        return []
    return [
        Info(
            f"The public holidays of {year} are not known: working days are counted by weekends only.",
            hint=f"Put the State Council's notice as {year}.json into {settings.CALENDAR_DIR} (docs/calendar.md).",
            id="tools.I001",
        )
    ]
