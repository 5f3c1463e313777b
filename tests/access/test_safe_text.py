"""A resident number stays out, whichever door it is brought to; nothing is half-kept."""

from io import BytesIO

import openpyxl
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from access import drafts, lifecycle, safe_text
from access.actor import Actor
from access.domain import invitations
from access.forms.base import Form
from access.models import Draft, Invitation, LogEntry
from access.refusals import Refused
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, STEWARD
from network.domain import reviews
from office.domain.attachments import attach
from office.models import Attachment
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import actor, holder
from tools.codes import credit_code
from tools.identifiers import is_resident_number

NUMBER = "11010519491231002X"
SHOWN = "110…2X"
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def both_at_once() -> str:
    """A credit code of digits only that happens to be a resident number as well."""
    serials = (
        f"85{month:02d}{day:02d}{rest:02d}" for month in range(1, 13) for day in range(1, 29) for rest in range(99)
    )
    return next(code for serial in serials if is_resident_number(code := credit_code.build("110119", serial)))


HELD = {
    "a text": f"张三 {NUMBER}",
    "a list": ["无", NUMBER],
    "answers of a section": {"leader_name": "李", "remarks": [f"证件 {NUMBER}"]},
    "a key": {NUMBER: "x"},
    "the name of a file": SimpleUploadedFile(f"{NUMBER}.pdf", b"x"),
    "files": [SimpleUploadedFile(f"扫描_{NUMBER}.pdf", b"x")],
}


@pytest.mark.parametrize("value", HELD.values(), ids=HELD.keys())
def test_a_number_is_found_wherever_it_stands_in_an_argument(value):
    assert safe_text.problem(value).params == {"shown": SHOWN}


@pytest.mark.parametrize("value", ["", None, 110105194912310026, "12130000MB9D000171", {"a": [1, "中心"]}])
def test_anything_else_is_let_in(value):
    assert safe_text.problem(value) is None


CONTROLS = ["\x00", "\x07", "\x0b", "\x1b[31m", "\x7f", "\ud800", "\ufffd", "\uffff"]


@pytest.mark.parametrize("control", CONTROLS)
def test_a_character_that_cannot_be_shown_is_told_with_the_words_before_it(control):
    found = safe_text.problem({"remarks": ["第一行\n第二行\t", f"前面的话{control}后面"]})

    assert (found.code, found.params) == (safe_text.CONTROL, {"before": "前面的话"})


def test_a_form_says_so_at_the_field():
    class Words(Form):
        words = forms.CharField()

    assert list(Words({"words": "好\x0b的"}).errors) == ["words"]
    assert Words({"words": "好的 👩🏽‍🔬"}).is_valid()


def test_a_credit_code_is_known_by_its_field_and_its_own_checks():
    code = both_at_once()
    assert safe_text.problem(code, "credit_code") is None
    assert safe_text.problem(code, "name") is not None
    assert safe_text.problem(NUMBER, "credit_code") is not None


@pytest.mark.django_db
def test_a_verb_does_not_run_with_a_number_and_leaves_no_trace():
    hospital = make.hospital()
    by = actor(HOSPITAL_ADMIN, hospital)
    entries = LogEntry.objects.count()

    with pytest.raises(Refused) as refused:
        invitations.invite(hospital, name=f"张三{NUMBER}", role=STEWARD, by=by)

    assert str(refused.value.reason) == (
        f"Here stands a resident ID number ({SHOWN}). Such numbers are not kept in this system: take it out."
    )
    assert (Invitation.objects.count(), LogEntry.objects.count()) == (0, entries)


@pytest.mark.django_db
def test_the_reason_of_a_step_is_looked_through():
    cast = path.cast()
    application = path.submitted(cast)
    with pytest.raises(Refused) as refused:
        lifecycle.move(
            application,
            "returned",
            by=Actor.of(cast.people[CENTRE_ADMIN]),
            expected=application.version,
            reason=f"缺 {NUMBER} 的证明",
        )
    assert refused.value.reason.code == safe_text.IN_TEXT
    application.refresh_from_db()
    assert application.state == "submitted"


@pytest.mark.django_db
def test_a_form_tells_it_at_the_field_and_keeps_what_was_typed(client):
    client.force_login(holder(HOSPITAL_ADMIN, make.hospital()))
    form = client.get(reverse("access:invite")).context["form"]
    gift = next(key for key, _label in form.fields["gift"].choices)

    answer = client.post(reverse("access:invite"), {"name": f"张三 {NUMBER}", "gift": gift})

    assert list(answer.context["form"].errors) == ["name"]
    assert SHOWN in answer.content.decode()
    assert answer.context["form"]["name"].value() == f"张三 {NUMBER}"
    assert not Invitation.objects.exists()


class Everything(Form):
    text = forms.CharField(required=False)
    long = forms.CharField(required=False, widget=forms.Textarea)
    pattern = forms.RegexField(r".*", required=False)
    email = forms.EmailField(required=False)
    link = forms.URLField(required=False, assume_scheme="https")
    several = forms.TypedMultipleChoiceField(required=False, choices=[(NUMBER, "x")])
    file = forms.FileField(required=False)


TYPED = {
    "text": NUMBER,
    "long": f"第一行\n{NUMBER}",
    "pattern": "１１０１０５ 19491231 002x",
    "email": f"{NUMBER}@example.org",
    "link": f"https://example.org/{NUMBER}",
    "several": [NUMBER],
}


@pytest.mark.parametrize("name", TYPED)
def test_every_kind_of_field_refuses_it(name):
    assert Everything({name: TYPED[name]}).errors.as_data()[name][0].code == "unsafe_text"
    assert Everything({name: "x"}).errors.get(name, [""])[0].find(SHOWN) == -1


def test_the_name_of_a_chosen_file_is_looked_through():
    form = Everything({}, {"file": SimpleUploadedFile(f"{NUMBER}.txt", b"x")})
    assert list(form.errors) == ["file"]


@pytest.mark.django_db
def test_typing_is_not_kept_with_a_number_and_goes_on_without_it(client):
    cast = path.cast()
    application = path.started(cast)
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    address = reverse("network:autosave_application_section", args=[application.uid, "leader"])

    refused = client.post(address, {"leader_name": f"李 {NUMBER}", "draft_version": "0"}, headers=JSON)
    assert (refused.status_code, SHOWN in refused.json()["message"]) == (422, True)
    assert not Draft.objects.exists()

    assert client.post(address, {"leader_name": "李", "draft_version": "0"}, headers=JSON).json()["version"] == 1
    with pytest.raises(Refused):
        drafts.save(cast.people[HOSPITAL_COORDINATOR], "f", application, _posted(NUMBER), expected=0)


def _posted(value: str):
    from django.http import QueryDict

    posted = QueryDict(mutable=True)
    posted["leader_name"] = value
    return posted


def _workbook(text: str) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active["B3"] = text
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("名单.xlsx", content.getvalue())


@pytest.mark.django_db
def test_an_attachment_with_a_number_is_refused_with_its_place_and_not_stored():
    cast = path.cast()
    application = path.started(cast)
    by = Actor.of(cast.people[HOSPITAL_COORDINATOR])

    with pytest.raises(Refused) as refused:
        attach(application, _workbook(f"张三 {NUMBER}"), kind="other", by=by)
    assert f"sheet “名单”, cell B3 ({SHOWN})" in str(refused.value.reason)
    assert not Attachment.objects.exists()

    assert attach(application, _workbook("张三"), kind="other", by=by).name == "名单.xlsx"


@pytest.mark.django_db
def test_a_remark_of_a_reviewer_is_refused_over_http_before_anything_is_returned(client):
    cast = path.cast()
    application = path.submitted(cast)
    assert reviews.__name__ == "network.domain.reviews"
    client.force_login(cast.people[CENTRE_ADMIN])
    address = reverse("network:return_application", args=[application.uid])

    answer = client.post(address, {"version": application.version, "unit": f"请删 {NUMBER}"})

    assert SHOWN in answer.content.decode()
    application.refresh_from_db()
    assert application.state == "submitted"
