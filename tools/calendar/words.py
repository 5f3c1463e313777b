"""Periods as they stand in a text."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tools.calendar.notices import missing_years
from tools.calendar.periods import Kind
from tools.chinese.dates import date_text


def period_text(days: int, kind: Kind | str, last_day: date) -> str:
    """Return '10 个工作日 (至 2026年3月5日 24:00)' or '10 working days (until 5 March 2026, 24:00)'."""
    if Kind(kind) is Kind.WORKING:
        words = ngettext(
            "%(count)d working day (until %(day)s, 24:00)", "%(count)d working days (until %(day)s, 24:00)", days
        )
    else:
        words = ngettext(
            "%(count)d natural day (until %(day)s, 24:00)", "%(count)d natural days (until %(day)s, 24:00)", days
        )
    return words % {"count": days, "day": date_text(last_day)}


def note(first: date, last: date) -> str:
    """Return the sentence that a reader of working days needs while a year in between is not known, else ""."""
    years = missing_years(first, last)
    if not years:
        return ""
    return _("The public holidays of %(years)s are not known yet: this day was counted by weekends only.") % {
        "years": ", ".join(str(year) for year in years)
    }
