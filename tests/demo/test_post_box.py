"""The demonstration's post box: mail and messages land there, newest first, for one person or all, and not for ever."""

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from access import beats, inbox
from demo import post_box
from demo.models import PostItem
from tests.factories import network as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _box(settings):
    settings.EMAIL_BACKEND = "demo.post_box.EmailBackend"
    settings.MESSAGE_BACKEND = "demo.post_box.take_message"


def test_news_land_in_the_post_box_by_every_channel(client):
    wang = person(name="王敏", email="wang@example.org", mobile="13800001234")
    inbox.notify(
        [wang, person(name="李静", email="li@example.org")],
        "news.application.shared",
        make.hospital(),
        who="甲",
        about="申请乙",
    )

    beats.run("access.deliver")

    everything = client.get(reverse("demo:post")).context
    assert [(item.channel, item.address) for item in everything["items"]] == [
        ("email", "li@example.org"),
        ("message", "13800001234"),
        ("email", "wang@example.org"),
    ]
    assert set(everything["addresses"]) == {
        ("13800001234", "王敏"),
        ("wang@example.org", "王敏"),
        ("li@example.org", "李静"),
    }
    own = client.get(reverse("demo:post"), {"address": "13800001234"})
    assert [item.channel for item in own.context["items"]] == ["message"]
    assert "申请乙" in own.content.decode()


def test_other_mail_lands_there_too_and_cannot_bring_its_own_markup(client):
    EmailMessage(
        "<b>主题</b>", "<script>x</script>\nhttps://lianyan.example/a/", to=["a@example.org", "b@example.org"]
    ).send()

    shown = client.get(reverse("demo:post")).content.decode()

    assert PostItem.objects.count() == 2
    assert "&lt;script&gt;" in shown and "<script>x" not in shown
    assert 'href="https://lianyan.example/a/"' in shown


def test_only_the_newest_are_kept(monkeypatch):
    monkeypatch.setattr(PostItem, "MOST", 3)
    for number in range(5):
        post_box.keep("email", "a@example.org", f"第{number}封", "")
    assert [item.subject for item in post_box.items()] == ["第4封", "第3封", "第2封"]


def test_an_empty_box_says_what_to_do(client):
    assert 'class="empty"' in client.get(reverse("demo:post")).content.decode()


def test_outside_a_demonstration_there_is_no_post_box(client, settings):
    settings.DEMO = False
    assert client.get(reverse("demo:post")).status_code == 404
