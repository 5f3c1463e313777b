"""A rule in lines, for comparing versions and for lists."""

from __future__ import annotations

from django.utils.translation import gettext as _

from network.eligibility.conditions import Condition
from network.models import EligibilityRule
from network.province.records import in_reader_language


def content_of(rule: EligibilityRule) -> dict:
    """What a rule says, as a proposed version keeps it."""
    return {name: getattr(rule, name) for name in ("alternatives", "quota", "note_zh", "note_en")}


def lines_of(rule: EligibilityRule) -> list[str]:
    """The lines of a version."""
    return lines(content_of(rule))


def lines(content: dict) -> list[str]:
    """Each alternative with its conditions, the quota, the note: in the reader's language."""
    found = []
    for alternative in content["alternatives"]:
        title = in_reader_language(alternative.get("title_zh", ""), alternative.get("title_en", ""))
        found += [f"{title}：{_told(Condition.of(condition))}" for condition in alternative["conditions"]]
    if content.get("quota") is not None:
        found.append(_("No more than %(quota)d members at this tier.") % {"quota": content["quota"]})
    note = in_reader_language(content.get("note_zh", ""), content.get("note_en", ""))
    return [*found, note] if note else found


def _told(condition: Condition) -> str:
    return f"{condition.sentence} {_('(may be waived)')}" if condition.waivable else condition.sentence
