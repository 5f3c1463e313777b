"""A tier in lines, for comparing versions and for lists."""

from django.utils.translation import gettext as _

from network.models import Tier, TierVersion
from network.province.records import in_reader_language

CONTENT = ("name_zh", "name_en", "rank", "quota", "requirements_zh", "requirements_en")


def content_of(version: TierVersion | None, tier: Tier) -> dict:
    """What a version says, as a proposed version keeps it; of a tier without one what its own columns say."""
    if version is not None:
        day = version.valid_to.isoformat() if version.valid_to else ""
        return {name: getattr(version, name) for name in CONTENT} | {"valid_to": day}
    own = {"name_zh": tier.name_zh, "name_en": tier.name_en, "rank": tier.rank, "quota": None}
    return own | {"requirements_zh": "", "requirements_en": "", "valid_to": ""}


def lines(content: dict) -> list[str]:
    """Name, order, quota, requirements and last day: in the reader's language."""
    found = [
        _("Name: %(zh)s / %(en)s") % {"zh": content["name_zh"], "en": content["name_en"] or "—"},
        _("Place in the order: %(rank)d") % {"rank": content["rank"]},
    ]
    if content.get("quota") is not None:
        found.append(_("No more than %(quota)d members at this tier.") % {"quota": content["quota"]})
    asked = in_reader_language(content["requirements_zh"], content["requirements_en"])
    if asked:
        found.append(_("Requirements: %(text)s") % {"text": asked})
    if content.get("valid_to"):
        found.append(_("Last day: %(day)s; nobody joins at it afterwards.") % {"day": content["valid_to"]})
    return found
