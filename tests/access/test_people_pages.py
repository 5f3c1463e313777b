"""The roster and the page of one role: who holds what, since when, given by whom; ending it."""

from datetime import date

import pytest
from django.urls import reverse

from access.roles import HOSPITAL_ADMIN, INVESTIGATOR, STEWARD
from tests.factories import network as make
from tests.factories.people import give, holder, person
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def admin(client, hospital):
    user = holder(HOSPITAL_ADMIN, hospital)
    client.force_login(user)
    return user


def _shown(client, query="") -> list:
    return [row.record for row in client.get(reverse("access:people") + query).context["table"].rows]


def test_the_roster_shows_roles_held_today_and_ended_ones_when_asked(client, admin, hospital):
    current = give(person(name="王现任"), STEWARD, hospital, granted_by=admin)
    ended = give(person(name="赵离任"), STEWARD, hospital, valid_to=date(2026, 3, 4))
    coming = give(person(name="钱将任"), STEWARD, hospital, valid_from=date(2027, 1, 1))
    give(person(), STEWARD, make.hospital())

    with clock.at("2026-03-05"):
        own = admin.assignments.get()
        assert set(_shown(client)) == {own, current}
        assert set(_shown(client, "?ended=true")) == {own, current, ended, coming}
        assert _shown(client, "?q=现任") == [current]
        assert _shown(client, f"?role={HOSPITAL_ADMIN}") == [own]


def test_the_sheet_says_role_place_and_giver_in_words(client, admin, hospital):
    give(person(name="王现任"), STEWARD, hospital, granted_by=admin)

    sheet = b"".join(client.get(reverse("access:people") + "?export=csv").streaming_content).decode("utf-8-sig")

    line = next(line for line in sheet.splitlines() if "王现任" in line)
    assert hospital.name_zh in line and admin.name in line
    assert STEWARD not in line


def test_a_role_is_ended_on_a_day_with_a_reason(client, admin, hospital):
    role = give(person(), STEWARD, hospital, valid_from=date(2026, 1, 1))
    url = role.get_absolute_url()

    with clock.at("2026-03-05"):
        answer = client.post(url, {"last_day": "2026-03-31", "reason": "调离"}, follow=True)

    role.refresh_from_db()
    assert role.valid_to == date(2026, 3, 31)
    assert "调离" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"last_day": "2025-12-31", "reason": "x"}, "last_day"),
        ({"last_day": "31.3.2026", "reason": "x"}, "last_day"),
        ({"last_day": "2026-03-31", "reason": ""}, "reason"),
        ({"last_day": "2026-03-31", "reason": "x" * 201}, "reason"),
        ({"last_day": "2026-03-31", "reason": "x\0"}, "reason"),
    ],
)
def test_an_end_that_cannot_be_is_told_at_the_field(client, admin, hospital, data, field):
    role = give(person(), STEWARD, hospital, valid_from=date(2026, 1, 1))

    answer = client.post(role.get_absolute_url(), data)

    assert answer.context["form"].errors[field]
    role.refresh_from_db()
    assert role.valid_to is None


def test_a_role_that_has_ended_says_so(client, admin, hospital):
    role = give(person(), STEWARD, hospital, valid_from=date(2026, 1, 1), valid_to=date(2026, 2, 1))

    answer = client.post(role.get_absolute_url(), {"last_day": "2026-03-31", "reason": "x"}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 2 and "x" in said[1]  # the sentence, and the reason that was typed
    role.refresh_from_db()
    assert role.valid_to == date(2026, 2, 1)


def test_everybody_reads_the_own_role_and_why_it_cannot_be_ended_by_oneself(client):
    user = holder(INVESTIGATOR, make.hospital())
    client.force_login(user)
    role = user.assignments.get()

    page = client.get(role.get_absolute_url())
    assert page.context["refusal"].code == "access.no_role"
    assert str(page.context["refusal"]) in page.content.decode()
    assert client.post(role.get_absolute_url(), {"last_day": "2026-03-31", "reason": "x"}).status_code == 403
    role.refresh_from_db()
    assert role.valid_to is None
