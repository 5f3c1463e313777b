"""The privacy notice: public, agreed to before anything else, and again when a new version takes effect."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from access import privacy
from access.actor import Actor
from access.domain.privacy import VersionChanged, accept, publish
from access.models import LogEntry, PrivacyAcceptance, PrivacyNotice
from access.refusals import Refused
from tests.factories.people import person
from tools import clock

pytestmark = pytest.mark.django_db

SECTION = {"title": "收集哪些信息", "paragraphs": ["姓名。"], "rows": [["姓名", "署名", "长期"]]}
BODY = {"zh-hans": [SECTION], "en": [SECTION | {"title": "What is collected"}]}
SYSTEM = Actor.as_system("test")


def published(version: int, day: date = date(2020, 1, 1)) -> PrivacyNotice:
    return publish(None, version=version, effective_on=day, body=BODY, by=SYSTEM)


@pytest.mark.parametrize("forged", ["__class__", "'; DROP TABLE access_user; --", "https://elsewhere.example/", "//x"])
def test_a_forged_way_on_leads_to_the_own_page(client, forged):
    client.force_login(person())

    assert client.get(reverse("accept_privacy"), {"next": forged}).url == reverse("workspace:inbox")


def test_first_sign_in_leads_to_the_notice_and_on_to_where_the_way_was(client):
    someone = person()
    notice = published(1)
    client.force_login(someone)

    led = client.get("/workspace/search/?q=a")
    page = client.get(led.url)
    unticked = client.post(reverse("accept_privacy"), {"next": "/workspace/search/?q=a"})
    done = client.post(reverse("accept_privacy"), {"next": "/workspace/search/?q=a", "agreed": "on"})

    assert led.url.startswith(reverse("accept_privacy") + "?next=")
    assert "收集哪些信息" in page.content.decode()
    assert unticked.context["form"].errors["agreed"]
    assert done.url == "/workspace/search/?q=a"
    assert client.get(done.url).status_code == 200
    assert PrivacyAcceptance.objects.get().notice == notice
    assert LogEntry.objects.filter(verb="privacy_notice.accepted", actor_id=someone.pk).count() == 1


def test_a_new_version_is_asked_for_from_its_day_on(client):
    published(1)
    someone = person()
    later = clock.today() + timedelta(days=10)
    published(2, later)
    client.force_login(someone)

    assert client.get("/workspace/").status_code == 200
    with clock.at(f"{later} 08:00"):
        assert privacy.pending(someone).version == 2
        accept(PrivacyNotice.objects.get(version=2), by=Actor.of(someone))
        assert privacy.pending(someone) is None


def test_way_on_never_leads_to_another_site(client):
    someone = person()
    published(1)
    client.force_login(someone)

    for target in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        page = client.get(reverse("accept_privacy"), {"next": target})
        assert page.context["next"] == reverse("workspace:inbox")


def test_agreeing_twice_is_one_agreement():
    notice = published(1)
    someone = person()

    accept(notice, by=Actor.of(someone))

    assert PrivacyAcceptance.objects.filter(user=someone).count() == 1
    assert LogEntry.objects.filter(verb="privacy_notice.accepted").count() == 1


def test_only_the_version_in_force_is_agreed_to():
    someone = person()
    old = published(1)
    published(2)

    with pytest.raises(Refused):
        accept(old, by=Actor.of(someone))
    assert not PrivacyAcceptance.objects.exists()


def test_published_version_keeps_its_text():
    published(1)

    assert published(1) is None
    with pytest.raises(VersionChanged):
        publish(None, version=1, effective_on=date(2020, 1, 1), body={"zh-hans": []}, by=SYSTEM)
    assert PrivacyNotice.objects.get().body == BODY


@pytest.mark.both
def test_agreement_is_never_changed_nor_removed():
    published(1)
    person()
    for statement in ("UPDATE access_privacyacceptance SET at = at", "DELETE FROM access_privacyacceptance"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert PrivacyAcceptance.objects.count() == 1


def test_notice_is_public_in_both_languages_and_by_version(client):
    assert client.get("/privacy/").status_code == 404
    published(1)
    published(2)

    assert client.get("/privacy/").context["notice"].version == 2
    assert client.get("/privacy/", {"version": "1"}).context["notice"].version == 1
    assert client.get("/privacy/", {"version": "x"}).context["notice"].version == 2
    assert client.get("/privacy/", {"version": "9"}).status_code == 404
    assert "What is collected" in client.get("/en/privacy/").content.decode()
    assert not client.get("/privacy/").cookies


def test_visitor_at_the_page_of_agreement_is_sent_on(client):
    published(1)

    assert client.get(reverse("accept_privacy")).status_code == 302
