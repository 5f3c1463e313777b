"""Starting a real province: the command on an empty, migrated database, and the checklist behind it."""

import re
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from access import generation, readiness
from access.actor import Actor
from access.domain import invitations, privacy
from access.models import Invitation, LogEntry, PrivacyNotice, User
from access.roles import AUDITOR, DEPARTMENT_OFFICER, SECURITY_ADMIN, SYSTEM_ADMIN
from cms.domain import starting
from cms.queries.site_identity import footer_lines, identity
from demo.models import DemoProvince
from network.models import Region
from tests.factories.people import give, holder

pytestmark = pytest.mark.django_db

NAMES = {SECURITY_ADMIN: "安小丽", SYSTEM_ADMIN: "习大伟", AUDITOR: "沈计言", DEPARTMENT_OFFICER: "韩处长"}
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture(autouse=True)
def _real(settings, db):
    # The addresses of the tests' settings stay: they are read once for the process.
    import_module("config.urls")
    settings.DEMO = False
    # Nothing is committed here, so that nothing ends what this process remembers.
    generation.bump()


def start(**options) -> str:
    out = StringIO()
    call_command("start_province", **(NAMES | options), stdout=out)
    return out.getvalue()


@pytest.mark.both
def test_an_empty_database_becomes_a_province_with_four_codes(client):
    said = start(host_zh="某省平台办公室", telephone="010-12345678", icp_record="京ICP备12345678号-1")

    assert Region.objects.exists()
    assert len(CODE.findall(said)) == 4
    assert {(row.role, row.name) for row in Invitation.objects.all()} == set(NAMES.items())
    generation.bump()
    assert "某省平台办公室" in client.get("/").content.decode()


def test_a_printed_code_lets_the_person_in_who_then_sees_the_checklist(client):
    said = start()
    line = next(line for line in said.splitlines() if NAMES[SYSTEM_ADMIN] in line)
    invitations.accept(CODE.search(line)[0], by=Actor.anonymous(), username="xidawei", password="Long-enough-92-words")
    user = User.objects.get(username="xidawei")
    privacy.accept(PrivacyNotice.objects.in_force().first(), by=Actor.of(user))
    client.force_login(user)

    assert client.get(reverse("start_province")).status_code == 200


def test_doing_it_again_changes_nothing_and_renewing_prints_new_codes():
    first = start()
    again = start()
    renewed = start(renew=True)

    assert CODE.findall(again) == []
    assert len(CODE.findall(renewed)) == 4 and not set(CODE.findall(renewed)) & set(CODE.findall(first))
    assert Invitation.objects.filter(revoked_at__isnull=True).count() == 4


def test_an_office_that_is_held_is_left_alone():
    holder(AUDITOR)

    assert len(CODE.findall(start())) == 3


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({AUDITOR: "安小丽"}, "安小丽"),
        ({AUDITOR: ""}, "--auditor"),
        ({"telephone": "call us", "host_zh": "某办"}, "--telephone"),
        ({"telephone": "010-12345678"}, "--host-zh"),
        ({"host_zh": "某办", "telephone": "010-12345678", "site_code": "12"}, "--site-code"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_invited(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        start(**options)

    assert not Invitation.objects.exists()
    assert identity() == {}


def test_a_demonstration_is_refused(settings):
    settings.DEMO = True
    with pytest.raises(CommandError):
        start()

    assert not Invitation.objects.exists()


@pytest.mark.both
def test_a_database_that_a_demonstration_filled_is_refused():
    DemoProvince.objects.create(as_of="2025-06-30", seed=1, scale="small")
    with pytest.raises(CommandError):
        start()


WORDS = {"host_zh": "新主办单位", "telephone": "0311-12345678", "icp_record": "冀ICP备12345678号", "version": 0}


@pytest.mark.parametrize(("role", "status"), [(SYSTEM_ADMIN, 302), (DEPARTMENT_OFFICER, 403), (AUDITOR, 403)])
def test_only_the_system_administrator_says_who_runs_the_site(client, role, status):
    start()
    client.force_login(holder(role))

    assert client.post(reverse("site_identity"), WORDS).status_code == status
    assert (identity().get("host_zh") == "新主办单位") == (status == 302)
    assert LogEntry.objects.filter(verb="site.identity_changed").count() == (status == 302)


def test_a_stale_version_is_told_and_nothing_is_overwritten(client):
    start(host_zh="某省平台办公室", telephone="010-12345678")
    client.force_login(holder(SYSTEM_ADMIN))

    answer = client.post(reverse("site_identity"), WORDS)

    assert answer.status_code == 422
    assert "新主办单位" in answer.content.decode()
    assert identity()["host_zh"] == "某省平台办公室"


def test_every_line_of_the_checklist_changes_with_what_it_asks_about():
    before = {check.code: check.ask().holds for check in readiness.in_order()}
    start(host_zh="某办", telephone="010-12345678", icp_record="京ICP备12345678号-1")
    for role in NAMES:
        holder(role)
    after = {check.code: check.ask().holds for check in readiness.in_order()}

    turned = {code for code in after if after[code] and not before[code]}
    assert turned >= {"regions", "identity", "offices", "officer"}
    assert not after["centre"] and not after["announcement"]


def test_two_offices_in_one_hand_are_found():
    give(holder(AUDITOR), SYSTEM_ADMIN)
    holder(SECURITY_ADMIN)

    assert not readiness.CHECKS["offices"].ask().holds


def test_the_lines_of_who_runs_the_site_are_in_the_readers_language(in_english):
    start()
    values = dict.fromkeys(["host_en", "address_zh", "address_en", "email", "police_record", "site_code"], "")
    values |= {"host_zh": "某办", "telephone": "010-12345678", "icp_record": "京ICP备12345678号-1"}
    starting.set_identity(None, values=values, expected=0, by=Actor.as_system("test"))
    generation.bump()

    assert footer_lines() == ["Operated by: 某办", "Telephone: 010-12345678", "ICP record: 京ICP备12345678号-1"]
