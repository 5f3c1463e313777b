"""Inviting many people by a table: everybody is shown first, and it is all of them or nobody."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from access.domain import invitation_lists, invitations
from access.domain.invitation_lists import Invitee, invite_all
from access.door import Forbidden
from access.models import Invitation
from access.refusals import Refused
from access.roles import HOSPITAL_ADMIN, INVESTIGATOR, SECURITY_ADMIN, STEWARD
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person
from tools import clock, sheets
from tools.sheets import Column, read_table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"
    with override("en"):
        yield


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def admin(hospital):
    return holder(HOSPITAL_ADMIN, hospital)


@pytest.fixture
def browser(client, admin):
    client.force_login(admin)
    return client


def choose(client, content: str | bytes, name: str = "people.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(reverse("access:invite_list"), {"file": SimpleUploadedFile(name, content)})


def confirm(client, shown):
    return client.post(reverse("access:invite_list_confirm"), {"people": shown.context["token"]})


def problems(answer) -> list[str]:
    assert answer.status_code == 422
    assert not Invitation.objects.exists()
    return answer.context["problems"]


def header() -> str:
    return "Name of the person,Role,Organisation,E-mail,Role held until\n"


def test_a_good_table_is_shown_first_and_then_everybody_is_invited(browser, hospital, admin):
    with clock.at("2026-03-05"):
        shown = choose(
            browser,
            "Name of the person,Role,E-mail,Role held until\n张三,Investigator,z@example.org,2027年12月31日\n李四,steward,,\n",
        )
        assert shown.status_code == 200
        assert not Invitation.objects.exists()
        sent = confirm(browser, shown)

    rows = Invitation.objects.order_by("pk").values_list(
        "name", "role", "email", "role_valid_to", "scope_id", "invited_by"
    )
    assert list(rows) == [
        ("张三", INVESTIGATOR, "z@example.org", date(2027, 12, 31), hospital.pk, admin.pk),
        ("李四", STEWARD, "", None, hospital.pk, admin.pk),
    ]
    secrets = re.findall(r"\b[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b", sent.content.decode())
    assert {invitations.secret_hash(secret) for secret in secrets} == set(
        Invitation.objects.values_list("secret_hash", flat=True)
    )


def test_the_template_is_a_table_that_comes_back_as_it_went(browser):
    template = b"".join(browser.get(reverse("access:invite_list_template")))
    assert read_table(BytesIO(template)).header == tuple(header().strip().split(","))
    columns = [Column(str(place), title) for place, title in enumerate(header().strip().split(","))]
    filled = sheets.write_xlsx("x", columns, [["张三", "Investigator", "", "", date(2027, 12, 31)]])
    assert choose(browser, filled, "people.xlsx").context["rows"][0]["person"].role_valid_to == date(2027, 12, 31)


def test_every_problem_is_told_by_row_and_column_and_nobody_is_invited(browser):
    content = header() + (
        "张三,Investigator,,z@example.org,\n"
        ",Investigator,,,\n"
        "王五,Hospital administrator,,not an address,\n"
        "赵六,Investigator,某院,,2020-01-01\n"
        "张三,investigator,,,明天\n"
        "张三,investigator,,,\n"
    )
    with clock.at("2026-03-05"):
        found = problems(choose(browser, content))
    assert [re.sub(r": .*", "", problem) for problem in found] == [
        "Row 3, column “Name of the person”",
        "Row 4, column “E-mail”",
        "Row 4, column “Role”",
        "Row 5, column “Role held until”",
        "Row 5, column “Role”",
        "Row 6, column “Role held until”",
        "Row 7, column “Name of the person”",
    ]
    assert "You cannot give this role at this organisation." in found[4]
    assert "twice" in found[6]


TABLES = {
    "no such column": ("Name of the person,E-mail\n张三,\n", "The column “Role” is missing"),
    "nobody": (header(), "names nobody"),
    "no table": (bytes(range(256)), "cannot be looked through"),
    "too many": (header() + "张三,Investigator,,,\n" * 201, "more than 200 rows"),
    "a resident number": (header() + "张三,Investigator,,,11010519491231002X\n", "line 2 (110…2X)"),
}


@pytest.mark.parametrize(("content", "sentence"), TABLES.values(), ids=TABLES.keys())
def test_what_is_no_list_of_people_is_told_at_the_field(browser, content, sentence):
    answer = choose(browser, content)
    told = answer.context["problems"] + answer.context["form"].errors.get("file", [])
    assert answer.status_code == 422
    assert sentence in " ".join(told)


def test_sending_the_confirmation_twice_invites_nobody_twice(browser):
    shown = choose(browser, header() + "张三,Investigator,,,\n")
    assert confirm(browser, shown).status_code == 200
    again = confirm(browser, shown)
    assert again.status_code == 422
    assert "open invitation" in again.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("change", ["forged", "somebody else's", "too old"])
def test_a_confirmation_that_is_not_what_the_person_was_shown_is_refused(
    client, browser, hospital, change, monkeypatch
):
    token = choose(browser, header() + "张三,Investigator,,,\n").context["token"]
    if change == "forged":
        token = token[:-2]
    elif change == "somebody else's":
        client.force_login(holder(HOSPITAL_ADMIN, hospital))
    else:
        monkeypatch.setattr("access.forms.invitation_list.USABLE_SECONDS", -1)
    answer = client.post(reverse("access:invite_list_confirm"), {"people": token})
    assert "open too long" in " ".join(problems(answer))


def test_who_gives_a_role_at_several_organisations_names_one(client, hospital, admin):
    second = make.hospital(name_zh="第二医院", name_en="Second hospital")
    give(admin, HOSPITAL_ADMIN, second)
    client.force_login(admin)
    assert "name one" in problems(choose(client, header() + "张三,Investigator,,,\n"))[0]
    confirm(client, choose(client, header() + "张三,Investigator,Second hospital,,\n"))
    assert Invitation.objects.get().scope_id == second.pk


def test_the_security_administrator_names_the_organisation_and_a_second_person_confirms(client, hospital):
    client.force_login(holder(SECURITY_ADMIN))
    content = header() + f"张三,Hospital administrator,{hospital.name_zh},,\n李四,Hospital administrator,某院,,\n"
    assert "Row 3, column “Organisation”" in problems(choose(client, content))[0]
    confirm(client, choose(client, content.rsplit("李四", 1)[0]))
    assert Invitation.objects.get().needs_confirmation


def test_one_person_who_may_not_be_invited_keeps_everybody_out(hospital):
    by = actor(HOSPITAL_ADMIN, hospital)
    people = [Invitee("张三", STEWARD, hospital), Invitee("李四", STEWARD, make.hospital())]
    with pytest.raises((Refused, Forbidden)):
        invite_all(people=people, by=by)
    with pytest.raises(Refused):
        invite_all(people=[], by=by)
    with pytest.raises(Refused):
        invite_all(people=people[:1] * (invitation_lists.MOST + 1), by=by)
    assert not Invitation.objects.exists()


def test_who_may_not_invite_is_refused(client):
    client.force_login(person())
    for name in ("invite_list", "invite_list_template"):
        assert client.get(reverse(f"access:{name}")).status_code == 403
    assert client.post(reverse("access:invite_list_confirm"), {}).status_code == 403
