"""What the shell offers: every entry of the menu opens for whoever sees it; hats, matrix, search and language of pages."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from access.actor import Actor
from access.matrix import markdown, matrix
from access.models import RoleAssignment
from access.navigation import menu
from access.permissions import PERMISSIONS
from access.roles import HOSPITAL_COORDINATOR, ROLES, STEWARD
from cms.domain.site import build_site
from tests.factories import network as make
from tests.factories.people import give, holder

pytestmark = pytest.mark.django_db


def _entries(actor, path="/workspace/") -> list[dict]:
    return [entry for section in menu(actor, path) for entry in section["items"]]


def test_every_entry_of_the_menu_opens_for_whoever_sees_it(world, client):
    build_site(None, by=Actor.as_system("test"))
    closed = []
    for label in world.people:
        if label.endswith(("H2", "H3", "C2", "R2")):
            continue  # the same roles at another place
        client.force_login(world.people[label])
        for entry in _entries(world.actor(label)):
            status = client.get(entry["url"], follow=True).status_code
            closed += [(label, entry["url"], status)] * (status != 200)

    assert closed == []


def test_entries_that_need_a_right_are_shown_to_its_holders_only(world):
    logbook = reverse("access:logbook")
    seers = {label for label in world.people if logbook in {entry["url"] for entry in _entries(world.actor(label))}}

    assert seers == {"auditor"}


def test_the_entry_of_the_page_is_the_only_current_one(world):
    actor = world.actor("hospital_admin@H1")

    for path in (reverse("workspace:inbox"), reverse("access:invite"), reverse("network:applications")):
        current = [entry["url"] for entry in _entries(actor, path) if entry["active"]]
        assert len(current) == 1 and path.startswith(current[0])


def test_each_hat_is_offered_with_its_place_and_one_is_worn(client):
    hospital = make.hospital()
    user = holder(HOSPITAL_COORDINATOR, hospital)
    second = give(user, STEWARD, hospital)
    client.force_login(user)

    page = client.get(reverse("workspace:inbox"))
    assert [hat["current"] for hat in page.context["hats"]] == [True, False]
    assert page.context["hat"]["scope_label"] == hospital.name_zh

    client.post(reverse("workspace:switch_hat"), {"hat": second.pk})
    page = client.get(reverse("workspace:inbox"))
    assert page.context["hat"]["id"] == second.pk


def test_a_hat_whose_role_has_ended_is_taken_off(client):
    user = holder(HOSPITAL_COORDINATOR, make.hospital())
    second = give(user, STEWARD, make.hospital())
    client.force_login(user)
    client.post(reverse("workspace:switch_hat"), {"hat": second.pk})

    RoleAssignment.objects.filter(pk=second.pk).update(valid_to=second.valid_from)

    assert client.get(reverse("workspace:inbox")).context["hat"]["id"] != second.pk


def test_the_matrix_holds_every_permission_and_every_role_that_holds_one():
    table = matrix()

    assert [line.permission.code for line in table.lines] == sorted(PERMISSIONS)
    for line in table.lines:
        held = {role.code for role, has in zip(table.roles, line.held, strict=True) if has}
        assert held == PERMISSIONS[line.permission.code].roles
    assert {role.code for role in table.roles} == set().union(*(entry.roles for entry in PERMISSIONS.values()))


def test_the_matrix_under_help_is_the_one_of_the_documents(client):
    client.force_login(holder(STEWARD, make.hospital()))

    page = client.get(reverse("access:permissions"))

    assert page.context["matrix"] == matrix()
    with translation.override("zh-hans"):
        lines = markdown().splitlines()
    assert [code for code in PERMISSIONS if not any(f"`{code}`" in line for line in lines)] == []
    assert any(str(ROLES[STEWARD]) in line for line in lines)


@pytest.mark.parametrize(("language", "words"), [("zh-hans", 'lang="zh-hans"'), ("en", 'lang="en"')])
def test_pages_speak_the_readers_language(client, language, words):
    client.force_login(holder(STEWARD, make.hospital()))
    client.cookies["django_language"] = language

    assert words in client.get(reverse("workspace:inbox")).content.decode()


def test_there_are_templates_for_every_refusal():
    for name in ("403.html", "404.html", "500.html", "workspace/refused.html"):
        assert get_template(name)
