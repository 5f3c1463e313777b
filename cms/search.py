"""The public search: centres, hospitals and announcements, by words inside their names and texts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from cms.domain.public_addresses import centre_url, hospital_url
from cms.models import AnnouncementPage
from network.models import Centre, Hospital
from tools.chinese import normalise

LONGEST_QUERY = 100
EXCERPT = 110
LEAD = 30
_BREAK = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Segment:
    """A piece of text; ``hit`` when it is what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Found:
    """One thing found."""

    title: list[Segment]
    url: str
    note: str
    text: list[Segment]
    lang: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of things that the public finds; ``rows`` takes the words, ``show`` a row and the words."""

    code: str
    title: object
    rows: Callable
    show: Callable


def cleaned(query: str) -> str:
    """The words that are looked for: at most 100 characters, without characters that no text has."""
    return " ".join(query.replace("\0", " ").split())[:LONGEST_QUERY]


def _centres(query: str):
    return Centre.objects.public().open().select_related("field", "host", "page").search(query)


def _show_centre(centre: Centre, query: str) -> Found:
    note = f"{centre.field} · {centre.host}"
    return Found(marked(str(centre), query), centre_url(centre), note, excerpt(centre.summary, query))


def _hospitals(query: str):
    return Hospital.objects.public().open().prefetch_related("campuses__region", "campuses__division").search(query)


def _show_hospital(hospital: Hospital, query: str) -> Found:
    places = dict.fromkeys(str(campus.division) for campus in hospital.campuses.all())
    note = " · ".join([str(hospital.get_level_display()), *places])
    return Found(marked(str(hospital), query), hospital_url(hospital), note, [])


def _announcements(query: str):
    return AnnouncementPage.objects.live().search(query)


def _show_announcement(page: AnnouncementPage, query: str) -> Found:
    note = " · ".join([page.get_column_display(), page.published_on.isoformat(), *filter(None, [page.source])])
    text = excerpt(" ".join([page.summary, plain_text(page)]).strip(), query)
    return Found(marked(page.title, query), page.get_url() or "", note, text, lang="zh-Hans")


KINDS = {
    kind.code: kind
    for kind in (
        Kind("centres", _("Centres"), _centres, _show_centre),
        Kind("hospitals", _("Hospitals"), _hospitals, _show_hospital),
        Kind("announcements", _("Announcements"), _announcements, _show_announcement),
    )
}


def reindex(sender, instance, **kwargs) -> None:
    """Index a page once more when it is published: on saving it, what hangs on it had not been saved yet."""
    index.insert_or_update_object(instance)


def plain_text(page: AnnouncementPage) -> str:
    """The words of a page's body, without markup."""
    words = page._meta.get_field("body").get_searchable_content(page.body)
    return " ".join(strip_tags(part) for part in words)


def excerpt(text: str, query: str) -> list[Segment]:
    """The part of the text around the first hit, with the hits marked; its beginning when there is none."""
    spots = _spots(text, query)
    start = max(0, spots[0][0] - LEAD) if spots else 0
    cut = text[start : start + EXCERPT]
    segments = marked(cut, query)
    before, after = "…" if start else "", "…" if start + EXCERPT < len(text) else ""
    return [Segment(before), *segments, Segment(after)] if text else []


def marked(text: str, query: str) -> list[Segment]:
    """The text in pieces, hits and the rest."""
    pieces, place = [], 0
    for start, end in _spots(text, query):
        if start >= place:
            pieces += [Segment(text[place:start]), Segment(text[start:end], hit=True)]
            place = end
    return [piece for piece in [*pieces, Segment(text[place:])] if piece.text]


def _spots(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words stand in the text, whatever script they were asked in."""
    plain = normalise(text)
    if len(plain) != len(text):  # a sign that becomes several: places would be off
        return []
    words = sorted(filter(None, _BREAK.split(normalise(query))), key=len, reverse=True)
    pattern = "|".join(map(re.escape, words))
    return [match.span() for match in re.finditer(pattern, plain)] if pattern else []
