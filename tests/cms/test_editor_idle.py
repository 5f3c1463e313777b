"""The page editor keeps no session alive by itself."""

import pytest
from django.urls import reverse
from wagtail.admin.models import EditingSession

from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_own")]


def test_an_open_editor_that_nobody_uses_ends_with_its_session(client, settings, own):
    settings.SESSION_IDLE_MINUTES = settings.SESSION_IDLE_MINUTES_ADMIN = 30
    client.force_login(own.editor)
    page = ["wagtailcore", "page", str(own.draft.pk)]
    with clock.at(clock.now()):
        client.get(reverse("wagtailadmin_pages:edit", args=[own.draft.pk]))
        address = reverse("wagtailadmin_editing_sessions:ping", args=[*page, EditingSession.objects.get().pk])
        answers = []
        for _ in range(4):
            clock.advance(minutes=10)
            answers.append(client.post(address, headers={"Accept": "application/json"}).status_code)

    assert answers[:3] == [200] * 3 and answers[3] != 200
    assert own.editor.sessions.live().count() == 0
