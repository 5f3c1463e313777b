"""What stands on certificates and plaques: the province's words, filled in once when one is issued."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from network.certificate_enums import CertificateKind
from network.models import Certificate, Membership
from network.province.files import ProvinceError, read_toml
from tools.chinese import date_text
from tools.documents import Document, Facts, Heading, Paragraph
from tools.documents.certificate import CertificateSheet

FILE = "certificate.toml"
PARTS = ("title", "lines", "facts", "issuer", "dated")
LANGUAGE = "zh-hans"


@lru_cache(maxsize=4)
def words(folder: Path) -> dict:
    """The province's words with their version. Raises ProvinceError for a file that is missing or lacks a part."""
    found = read_toml(folder / FILE)
    for kind in CertificateKind.values:
        missing = [part for part in PARTS if part not in found.get(kind, {})]
        if missing or "version" not in found:
            raise ProvinceError(f"{FILE}: [{kind}] lacks {', '.join(missing) or 'a version of the file'}.")
    return found


def merge(membership: Membership, kind: str, on: date) -> dict:
    """The frozen content of a certificate issued on a day: every merge field filled in, and the version of the words.

    Raises ProvinceError for words that are missing or name a field that does not exist.
    """
    said = words(Path(settings.PROVINCE_DIR))
    values = _values(membership, on)
    try:
        content = {part: _filled(said[kind][part], values) for part in PARTS}
    except KeyError as error:
        raise ProvinceError(f"{FILE}: there is no merge field {error}.") from None
    return content | {"version": said["version"]}


def _values(membership: Membership, on: date) -> dict[str, str]:
    return {
        "hospital": membership.hospital.name_zh,
        "campus": membership.campus.name_zh,
        "network": membership.network.name_zh,
        "centre": membership.network.centre.name_zh,
        "tier": membership.tier.chinese,
        "member_number": membership.number,
        "from": date_text(membership.valid_from, LANGUAGE),
        "to": date_text(membership.valid_to, LANGUAGE),
        "on": date_text(on, LANGUAGE),
    }


def _filled(part, values: dict[str, str]):
    return [_filled(each, values) for each in part] if isinstance(part, list) else part.format(**values)


def same_words(content: dict, other: dict) -> bool:
    """Whether two certificates say the same but for the day on which they were issued."""
    return {**content, "dated": ""} == {**other, "dated": ""}


def verification_url(certificate: Certificate) -> str:
    """What the QR code opens: the public page that says what holds today, in Chinese."""
    with override(settings.LANGUAGE_CODE):
        return settings.PUBLIC_URL.rstrip("/") + reverse("verify_code", args=[certificate.code])


def sheet(certificate: Certificate) -> CertificateSheet:
    """A certificate as it is printed, the same whenever it is printed again."""
    content = certificate.content
    with override(settings.LANGUAGE_CODE):
        page = settings.PUBLIC_URL.rstrip("/") + reverse("verify")
    return CertificateSheet(
        title=content["title"],
        lines=tuple(content["lines"]),
        facts=tuple((label, value) for label, value in content["facts"]),
        issuer=content["issuer"],
        dated=content["dated"],
        number=certificate.number,
        code=certificate.printed_code,
        address=verification_url(certificate),
        page=page,
        is_plaque=certificate.kind == CertificateKind.PLAQUE,
        language=LANGUAGE,
    )


def engraving(certificate: Certificate) -> Document:
    """The words of a plaque for the engraver, to copy into his own layout."""
    content = certificate.content
    with override(LANGUAGE):
        titles = {
            "title": _("Text for the engraver"),
            "words": _("Words, one line each"),
            "small": _("In small type"),
            "number": _("Number"),
            "code": _("Verification code"),
            "address": _("Address of the QR code"),
        }
    lines = "\n".join([content["title"], *content["lines"], content["issuer"], content["dated"]])
    small = (
        (titles["number"], certificate.number),
        (titles["code"], certificate.printed_code),
        (titles["address"], verification_url(certificate)),
    )
    blocks = (Heading(titles["words"]), Paragraph(lines), Heading(titles["small"]), Facts(small))
    return Document(title=titles["title"], blocks=blocks, code=certificate.number, language=LANGUAGE)
