"""The letter that asks a hospital to confirm what was entered for it, in the language of official papers."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from network import questions as rules
from network.domain.proxy_entries import TYPED
from network.forms.application_sections import shown_answers
from network.models import ProxyEntry
from network.sections import OWN, TITLES, questions_of
from tools.chinese import date_text
from tools.documents import Address, Document, Facts, Heading, Paragraph, Scan, Signatures

LANGUAGE = "zh-hans"


def letter(entry: ProxyEntry, *, link: str, secret: str) -> Document:
    """What was typed, how the hospital answers, and the code of the content, which it seals and sends back if it has
    nobody here yet. The link and the secret work one time, for the hospital's own people."""
    with override(LANGUAGE):
        return Document(
            title=_title(entry),
            code=entry.number,
            header=entry.number,
            footer=entry.network.centre.name_zh,
            language=LANGUAGE,
            dated=entry.expires_on,
            blocks=(
                Address(_address(_campus(entry))),
                Paragraph(_lead(entry)),
                _head(entry),
                Scan(link, _("Scan to confirm or contest"), _("Code of the letter: %(code)s") % {"code": secret}),
                Paragraph(_without_account()),
                *_sections(entry),
                Signatures((entry.hospital.name_zh,)),
            ),
        )


def _title(entry) -> str:
    if entry.is_annual:
        return _("Please confirm: annual confirmation entered from paper")
    return _("Please confirm: application entered from paper")


def _campus(entry):
    """Where the letter goes: the campus that applies, or the hospital's main one."""
    return entry.hospital.campuses.get(is_main=True) if entry.is_annual else entry.application.campus


def _address(campus) -> tuple[str, ...]:
    """The hospital and its campus as on an envelope, from the larger place to the smaller."""
    parts, division = [], campus.division
    while division is not None:
        parts.insert(0, division.name_zh)
        division = division.parent
    place = "".join(parts) + campus.address
    name = campus.hospital.name_zh
    names = name if campus.is_main or campus.name_zh == name else f"{name} {campus.name_zh}"
    return (place, _("To: %(hospital)s") % {"hospital": names})


def _lead(entry) -> str:
    facts = {
        "network": entry.network.name_zh,
        "signed": date_text(entry.signed_on, LANGUAGE),
        "day": date_text(entry.expires_on, LANGUAGE),
    }
    if entry.is_annual:
        said = _(
            "%(network)s entered your annual confirmation %(year)s of %(signed)s as printed below. Your membership is "
            "not confirmed until you say so: the hospital's administrator scans the square by %(day)s, signs in, and "
            "confirms or contests."
        )
        return said % (facts | {"year": entry.annual.year})
    return (
        _(
            "%(network)s entered your application of %(signed)s as printed below. It does not count until you confirm "
            "it: the hospital's administrator scans the square by %(day)s, signs in, and confirms or contests."
        )
        % facts
    )


def _without_account() -> str:
    return _(
        "If your hospital has nobody with an account yet, seal this letter and send it back; a second person of the "
        "centre compares the code of the content."
    )


def _head(entry) -> Facts:
    application, annual = entry.application, entry.annual
    rows = (
        (_("Hospital"), entry.hospital.name_zh),
        (_("Campus"), application and application.campus.name_zh),
        (_("Disease network"), entry.network.name_zh),
        (_("Tier applied for"), application and application.tier.chinese),
        (_("Year"), annual and str(annual.year)),
        (_("Code of the content"), entry.check_code),
    )
    return Facts(tuple(row for row in rows if row[1]))


def _sections(entry):
    if entry.is_annual:
        yield from _annual_section(entry)
        return
    asked = questions_of(entry.application)
    answers = {row.code: row.answers for row in entry.application.sections.filter(code__in=(*TYPED, OWN))}
    for code, said in answers.items():
        yield Heading(str(TITLES[code]))
        items = shown_answers(code, said, asked)
        yield Facts(tuple((str(item["label"]), str(item["value"]) or "—") for item in items))


def _annual_section(entry):
    if entry.question_set is None:
        yield Paragraph(_("This network asks nothing of its own: the paper says that the hospital stays a member."))
        return
    yield Heading(_("Answers to %(network)s") % {"network": entry.network.name_zh})
    items = rules.shown(entry.question_set.questions, entry.answers)
    yield Facts(tuple((item["label"], str(item["value"]) or "—") for item in items))
