"""Who runs the site, as every public page says it at its foot."""

from django.conf import settings
from django.utils.translation import gettext as _

from access import generation
from network.models.bilingual import in_reader_language
from network.province import province


def identity() -> dict[str, str]:
    """What is written down now, by field (cms.forms.site_identity), with its version; empty until it was."""
    return generation.standing_now().get("identity", {})


def footer_lines() -> list[str]:
    """The lines at the foot of public pages: a demonstration shows those of the province's files."""
    known = generation.standing().get("identity", {})
    if not known:
        return province().footer_lines if settings.DEMO else []
    told = (
        (_("Operated by"), in_reader_language(known["host_zh"], known["host_en"])),
        (_("Address"), in_reader_language(known["address_zh"], known["address_en"])),
        (_("Telephone"), known["telephone"]),
        (_("E-mail"), known["email"]),
        (_("ICP record"), known["icp_record"]),
        (_("Public security record"), known["police_record"]),
        (_("Government website code"), known["site_code"]),
    )
    return [_("%(label)s: %(value)s") % {"label": label, "value": value} for label, value in told if value]
