"""Hostile files at every form that takes one: a sentence at the field, nothing kept, nothing brought down."""

import re
from dataclasses import dataclass
from functools import cache

import pytest
from django.core.management import call_command
from django.urls import reverse

from access.roles import CENTRE_EDITOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from cms.models import Picture, SiteDocument
from office.models import Attachment
from tests.factories import membership as path
from tests.factories.papers import PDF, standing
from tests.factories.people import holder
from tests.faults import corpus, hostile_files
from tests.faults.corpus import multipart
from tests.faults.watching import Walker, changed, digest

pytestmark = [pytest.mark.faults, pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]
FACTS = {"kind": "licence", "number": "A-1", "issuer": "卫生健康委员会", "valid_from": "2020-01-01", "valid_to": ""}
PLACES = {
    "paper": "network:application_paper",
    "sealed copy": "network:agreement_copies",
    "shelf": "office:add_standing_document",
    "renewal": "office:renew_standing_document",
    "shelf of an application": "network:application_to_shelf",
    "people": "access:invite_list",
    "picture": "wagtailimages:add",
    "pictures": "wagtailimages:add_multiple",
    "document": "wagtaildocs:add",
}
OF_THE_EDITOR = ("picture", "pictures", "document")
# Taken there, and harmless: texts of any length, what begins as an old table, and a picture of the web.
TAKEN = {
    "document": {"old.xls", "one-cell.csv", "wide.csv", "long.csv", "picture.webp"},
    "picture": {"picture.webp"},
    "pictures": {"picture.webp"},
}


@dataclass
class Form:
    """One form: its address, who sends it, and what else stands in it."""

    url: str
    user: object
    data: dict
    field: str = "file"


def _form(place: str) -> Form:
    if place in OF_THE_EDITOR:
        return _form_of_the_editor(place)
    cast = path.cast()
    coordinator, admin = cast.people[HOSPITAL_COORDINATOR], cast.people[HOSPITAL_ADMIN]
    name, args, data = PLACES[place], [], dict(FACTS)
    if place == "paper":
        args, data = [path.started(cast).uid], {"kind": "other"}
    elif place == "sealed copy":
        args, data = [path.admitted(cast).uid], {}
    elif place == "renewal":
        document = standing(cast.hospital, by=cast.actor(HOSPITAL_ADMIN))
        args, data = [document.uid], FACTS | {"version": document.version, "number": "A-2", "valid_from": "2024-01-01"}
    elif place == "shelf of an application":
        args = [path.started(cast).uid, "licence"]
    elif place == "people":
        data = {}
    return Form(reverse(name, args=args), admin if place == "people" else coordinator, data)


def _form_of_the_editor(place: str) -> Form:
    centre = path.cast().network.centre
    call_command("build_site")
    field = "files[]" if place == "pictures" else "file"
    return Form(reverse(PLACES[place]), holder(CENTRE_EDITOR, centre), {"title": "材料", "collection": ""}, field)


@cache
def _content(name: str) -> bytes:
    return hostile_files.FILES[name]()


def _sent(walker: Walker, form: Form, name: str, content: bytes):
    body = multipart(form.data, form.field, name, content)
    what = {"data": body, "content_type": corpus.MULTIPART, "headers": {"x-requested-with": "XMLHttpRequest"}}
    return walker.send("POST", form.url, f"file {name!r}"[:200], **what)


# What is in a file is looked at before a database sees anything; but the cells of a table are kept as rows.
@pytest.mark.parametrize(
    "place", [pytest.param(place, marks=[pytest.mark.both] * (place == "people")) for place in PLACES]
)
def test_no_hostile_file_is_kept(place):
    form, walker, kept = _form(place), Walker(), {}
    walker.become(place, form.user)
    before = digest()

    for name in hostile_files.FILES:
        answer = _sent(walker, form, name, _content(name))
        if moved := changed(before):
            kept[name] = (moved, answer.status_code)
            before = digest()

    assert walker.crashes == []
    assert {name: what for name, what in kept.items() if name not in TAKEN.get(place, ())} == {}


@pytest.mark.parametrize("place", ["paper", "sealed copy", "shelf"])
def test_a_page_that_unpacks_without_end_brings_nothing_down(place):
    form, walker = _form(place), Walker()
    walker.become(place, form.user)

    _sent(walker, form, "blown.pdf", hostile_files.BLOWN_PDF())

    assert walker.crashes == []


@pytest.mark.both
@pytest.mark.parametrize("place", [place for place in PLACES if place not in ("people", "picture", "pictures")])
def test_names_of_files_are_only_names(place):
    form, walker = _form(place), Walker()
    walker.become(place, form.user)
    before = set(Attachment.objects.values_list("pk", flat=True))

    for number, name in enumerate(hostile_files.NAMES):
        form.data |= {"number": f"A-{number}"} if "number" in form.data else {}
        _sent(walker, form, name, PDF)
        for page in (form.url, reverse("workspace:inbox")):
            walker.send("GET", page, f"after {name!r}"[:100])

    assert walker.crashes == []
    for attachment in Attachment.objects.exclude(pk__in=before):
        assert re.fullmatch(r"[^/\\\x00-\x1f]{1,200}", attachment.name)
        assert re.fullmatch(r"\w+/\d{4}/[0-9a-f-]{36}", attachment.file.name)
    for thing in [*SiteDocument.objects.all(), *Picture.objects.all()]:
        assert ".." not in thing.file.name and not thing.file.name.startswith("/")


@pytest.mark.both
def test_what_was_kept_is_handed_out_as_a_download():
    form, walker = _form("paper"), Walker()
    walker.become("coordinator", form.user)
    for name in hostile_files.NAMES:
        _sent(walker, form, name, PDF)

    assert Attachment.objects.exists()
    for attachment in Attachment.objects.all():
        answer = walker.send("GET", attachment.get_absolute_url(), attachment.name)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert "\n" not in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert walker.crashes == []
