"""The rule of the annual confirmation in lines, and the days that it makes of the years to come."""

from datetime import date

from django.utils.translation import gettext as _

from network.province.records import in_reader_language
from network.seasons import Rule, Season, season_of

SHOWN_YEARS = 3


def lines(content: dict) -> list[str]:
    """Opening, due day, grace and note: in the reader's language."""
    found = [
        _("Opens each year on: %(day)s") % {"day": _month_and_day(content["opens"])},
        _("Due each year on: %(day)s") % {"day": _month_and_day(content["due"])},
        _("Grace after the due day: %(days)d natural days") % {"days": content["grace_days"]},
    ]
    note = in_reader_language(content["note_zh"], content["note_en"])
    return [*found, note] if note else found


def _month_and_day(pair: list[int]) -> str:
    return f"{pair[0]:02d}-{pair[1]:02d}"


def told(season: Season) -> str:
    """One season in a sentence."""
    days = {name: getattr(season, name).isoformat() for name in ("opens", "due", "grace_end")}
    said = _("%(year)d: open from %(opens)s, due on %(due)s, in grace until %(grace_end)s; then a member lapses.")
    return said % (days | {"year": season.year})


def coming(rules: list[Rule], first_year: int) -> list[str]:
    """The seasons of some years by the rules, from ``first_year`` on; years without a rule are left out."""
    years = range(first_year, first_year + SHOWN_YEARS)
    return [told(season) for year in years if (season := season_of(year, rules)) is not None]


def first_year_of(valid_from: date) -> int:
    """The first year whose season a rule with this first day governs."""
    return valid_from.year if (valid_from.month, valid_from.day) == (1, 1) else valid_from.year + 1
