"""Working days and public holidays of the mainland, and periods that are counted in days.

A period says whether its days are natural days (自然日) or working days (工作日). Its first and its last day both
count, and it ends at 24:00 of its last day in Asia/Shanghai. A year whose holidays nobody has published yet is counted
by its weekends alone, and `note` says so to the reader.
"""

from tools.calendar.notices import CalendarError, Year, missing_years, year_of
from tools.calendar.periods import (
    Kind,
    count,
    deadline,
    due_after,
    ends_at,
    is_working_day,
    next_working_day,
)
from tools.calendar.words import note, period_text

__all__ = [
    "CalendarError",
    "Kind",
    "Year",
    "count",
    "deadline",
    "due_after",
    "ends_at",
    "is_working_day",
    "missing_years",
    "next_working_day",
    "note",
    "period_text",
    "year_of",
]
