"""The editor has no sign-in, no accounts and no people of its own, and tells those who do not edit why."""

import pytest
from django.contrib.auth import views as auth_views
from django.urls import get_resolver, reverse
from django.utils import translation
from wagtail.admin.menu import admin_menu

from access.models import RoleAssignment
from access.roles import CENTRE_ADMIN, CENTRE_EDITOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, ROLES
from cms.models import AnnouncementIndexPage
from tests.cms.conftest import announcement
from tests.factories import network as make
from tests.factories.people import holder, person
from tools import clock

pytestmark = pytest.mark.django_db

SIGN_IN_VIEWS = (
    auth_views.LoginView,
    auth_views.PasswordChangeView,
    auth_views.PasswordResetView,
    auth_views.PasswordResetDoneView,
    auth_views.PasswordResetConfirmView,
    auth_views.PasswordResetCompleteView,
)


CLOSED = (
    ["users/", "users/add/", "users/1/", "groups/", "groups/new/", "password_reset/", "snippets/", "redirects/"]
    + ["api/main/images/", "api/main/documents/", "reports/site-history/", "collections/", "workflows/list/"]
    + ["failwhale/", "test404/", "no-such-thing/"]
)


def _views(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


# Every sign-in of Django's own that some package brings along, and what a visitor gets there.
TO_OURS, GONE = 302, 404
KNOWN = {
    "editor/login/": TO_OURS,
    "_util/login/": TO_OURS,
    "editor/password_reset/": GONE,
    "editor/password_reset/done/": GONE,
    "editor/password_reset/confirm/<uidb64>/<token>/": GONE,
    "editor/password_reset/complete/": GONE,
}


def test_no_sign_in_but_the_products_own_is_reached(client):
    found = {
        route
        for route, view in _views(get_resolver().url_patterns)
        if issubclass(getattr(view, "view_class", object), SIGN_IN_VIEWS)
    }

    assert found == set(KNOWN)
    for route in found:
        answer = client.get("/" + route.replace("<uidb64>", "MQ").replace("<token>", "set-password"))
        assert answer.status_code == KNOWN[route], route
        assert KNOWN[route] == GONE or answer.url == reverse("account_login")


@pytest.mark.parametrize("path", ["/editor/login/", "/_util/login/", "/en/_util/login/"])
def test_posting_a_password_elsewhere_signs_nobody_in(client, own, path):
    own.editor.set_password("a good password")
    own.editor.save()

    answer = client.post(path, {"username": own.editor.username, "password": "a good password"})

    assert answer.status_code in (302, 405)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("who", ["visitor", "editor", "officer"])
def test_closed_parts_of_the_editor_are_not_there_for_anybody(client, own, who, subtests):
    if who != "visitor":
        client.force_login(own.editor if who == "editor" else holder(DEPARTMENT_OFFICER))

    for path in CLOSED:
        with subtests.test(path):
            assert client.get(f"/editor/{path}").status_code == 404


def test_account_page_leads_to_the_workspace(editor):
    answer = editor.get("/editor/account/")

    assert (answer.status_code, answer.url) == (302, reverse("workspace:inbox"))


@pytest.mark.parametrize("path", ["", "pages/", "images/", "documents/", "choose-page/", "api/main/pages/"])
def test_visitor_is_sent_to_the_products_sign_in(client, home, path):
    answer = client.get(f"/editor/{path}")

    assert answer.status_code in (302, 403)
    if answer.status_code == 302:
        assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [None, HOSPITAL_ADMIN, CENTRE_ADMIN])
def test_person_who_does_not_edit_gets_the_reason_and_no_loop(client, own, role):
    scope = own.centre if role == CENTRE_ADMIN else make.hospital()
    client.force_login(holder(role, scope) if role else person())

    answer = client.get("/editor/")

    with translation.override("zh-hans"):
        who_may = str(ROLES[CENTRE_EDITOR])
    assert answer.status_code == 403
    assert who_may in answer.content.decode()


def test_menu_holds_what_an_editor_needs_and_nothing_else(editor):
    request = editor.get("/editor/").wsgi_request

    assert {item.name for item in admin_menu.menu_items_for_request(request)} == {
        "explorer",
        "images",
        "documents",
        "workspace",
    }


def test_officer_edits_the_provinces_announcements(client, home):
    page = announcement(AnnouncementIndexPage.objects.child_of(home).get(), "全省公告")
    client.force_login(holder(DEPARTMENT_OFFICER))

    assert client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_rights_end_with_the_role(client, own):
    client.force_login(own.editor)
    address = reverse("wagtailadmin_pages:edit", args=[own.draft.pk])
    RoleAssignment.objects.filter(user=own.editor).update(valid_to=clock.today())
    on_the_last_day = client.get(address).status_code

    with clock.at(f"{clock.today().year + 1}-12-31 09:00"):
        after = client.get(address).status_code

    assert (on_the_last_day, after) == (200, 403)
