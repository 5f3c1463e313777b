"""Typing that is kept: per person, form and thing; two windows never overwrite one another."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from access import drafts
from access.models import Draft, LogEntry
from access.refusals import Refused, Stale
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import person
from tools import clock

pytestmark = pytest.mark.django_db

FORM = "application.leader"
JSON = {"Accept": "application/json"}


def _typed(**fields) -> QueryDict:
    posted = QueryDict(mutable=True)
    posted.update(fields | {"csrfmiddlewaretoken": "secret", "draft_version": "0", "version": "3", "token": "t"})
    return posted


@pytest.mark.both
def test_what_is_typed_is_kept_without_the_forms_own_fields_and_without_a_logbook_entry():
    user, thing = person(), make.hospital()

    with clock.at("2026-03-05 09:00"):
        draft = drafts.save(user, FORM, thing, _typed(leader_name="李"), expected=0)

    assert (draft.data, draft.version) == ({"leader_name": ["李"]}, 1)
    assert draft.saved_at == clock.moment("2026-03-05 09:00")
    assert drafts.find(user, FORM, thing) == draft
    assert not LogEntry.objects.exists()


@pytest.mark.both
def test_the_second_of_two_windows_is_told_and_overwrites_nothing():
    user, thing = person(), make.hospital()
    drafts.save(user, FORM, thing, _typed(leader_name="一"), expected=0)
    with clock.at("2026-03-05 09:41"):
        drafts.save(user, FORM, thing, _typed(leader_name="二"), expected=1)

    for seen in (0, 1, 9):
        with pytest.raises(Stale) as stale:
            drafts.save(user, FORM, thing, _typed(leader_name="三"), expected=seen)
        assert stale.value.reason.params == {"when": "09:41"}

    kept = drafts.find(user, FORM, thing)
    assert (kept.data, kept.version) == ({"leader_name": ["二"]}, 2)


def test_typing_after_the_form_was_saved_in_another_window_is_told_so():
    user, thing = person(), make.hospital()
    drafts.save(user, FORM, thing, _typed(leader_name="一"), expected=0)
    drafts.discard(user, FORM, thing)

    with pytest.raises(Stale) as stale:
        drafts.save(user, FORM, thing, _typed(leader_name="二"), expected=1)

    assert stale.value.reason.code == "access.draft.saved_elsewhere"
    assert not Draft.objects.exists()


def test_drafts_of_other_people_forms_and_things_stay_apart():
    one, other, thing, second = person(), person(), make.hospital(), make.hospital()
    for user, form, about in ((one, FORM, thing), (other, FORM, thing), (one, "else", thing), (one, FORM, second)):
        assert drafts.save(user, form, about, _typed(leader_name="李"), expected=0).version == 1

    drafts.discard(one, FORM, thing)

    assert Draft.objects.count() == 3
    assert drafts.find(one, FORM, thing) is None


def test_what_is_too_long_to_be_kept_is_refused_and_the_last_draft_stays():
    user, thing = person(), make.hospital()
    drafts.save(user, FORM, thing, _typed(leader_name="李"), expected=0)

    with pytest.raises(Refused) as refused:
        drafts.save(user, FORM, thing, _typed(leader_name="长" * (drafts.LARGEST + 1)), expected=1)

    assert refused.value.reason.code == "access.draft.too_long"
    assert drafts.find(user, FORM, thing).data == {"leader_name": ["李"]}


@pytest.mark.both
def test_the_character_that_postgresql_refuses_is_left_out():
    user, thing = person(), make.hospital()

    draft = drafts.save(user, FORM, thing, _typed(**{"leader_name": "李\0四", "na\0me": "x"}), expected=0)

    assert draft.data == {"leader_name": ["李四"]}


def _url(application, code="leader") -> str:
    return reverse("network:autosave_application_section", args=[application.uid, code])


def test_autosave_answers_with_version_and_time_and_the_form_opens_with_what_was_typed(client):
    cast = path.cast()
    application = path.started(cast)
    client.force_login(cast.people[HOSPITAL_COORDINATOR])

    with clock.at("2026-03-05 09:00"):
        answer = client.post(_url(application), {"leader_name": "李", "draft_version": "0"}, headers=JSON)

    assert answer.json() == {"version": 1, "saved_at": "09:00"}
    section = reverse("network:application_section", args=[application.uid, "leader"])
    assert client.get(section).context["form"]["leader_name"].value() == "李"
    client.force_login(cast.people[HOSPITAL_ADMIN])
    assert client.get(section).context["form"]["leader_name"].value() is None


@pytest.mark.parametrize("version", ["x", "-1", "²", "9" * 30, "1.5", "", "1\0"])
def test_a_forged_draft_version_gets_a_sentence(client, version):
    cast = path.cast()
    application = path.started(cast)
    client.force_login(cast.people[HOSPITAL_COORDINATOR])

    answer = client.post(_url(application), {"leader_name": "李", "draft_version": version}, headers=JSON)

    assert (answer.status_code, bool(answer.json()["message"])) == (409, True)
    assert not Draft.objects.exists()


def test_the_second_window_gets_the_sentence_as_json(client):
    cast = path.cast()
    application = path.started(cast)
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    client.post(_url(application), {"leader_name": "一", "draft_version": "0"}, headers=JSON)

    answer = client.post(_url(application), {"leader_name": "二", "draft_version": "0"}, headers=JSON)

    assert answer.status_code == 409
    assert Draft.objects.get().data == {"leader_name": ["一"]}


def test_only_who_may_fill_in_keeps_typing(client):
    cast = path.cast()
    application = path.submitted(cast)
    for user, status in ((cast.people[CENTRE_ADMIN], 403), (person(), 404)):
        client.force_login(user)
        assert client.post(_url(application), {"draft_version": "0"}, headers=JSON).status_code == status
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    assert client.post(_url(application, "no-such"), {"draft_version": "0"}, headers=JSON).status_code == 404
    assert not Draft.objects.exists()
