"""Histories of what members do all year: both sides read them, a foreign hospital and a foreign centre do not."""

from datetime import date

import pytest
from django.urls import reverse

from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import certificates
from network.models import BulkMessage, ImportRun
from tests.factories import assessments, proxies, seasons, structure, versions
from tests.factories import exits as leave
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import holder
from tests.network.registering import handed_in

pytestmark = pytest.mark.django_db

OWN_HOSPITAL, OWN_CENTRE, PROVINCE = "own hospital", "own centre", "province"
# Who reads the history of each kind; everybody else of the four is answered 403 or 404.
READERS = {
    "assessment": {OWN_HOSPITAL, OWN_CENTRE, PROVINCE},
    "assessment-appeal": {OWN_HOSPITAL, OWN_CENTRE, PROVINCE},
    "assessment-round": {OWN_CENTRE, PROVINCE},
    # One for all networks: a centre reads the answers to its own questions only.
    "confirmation": {OWN_HOSPITAL, PROVINCE},
    "exit": {OWN_HOSPITAL, OWN_CENTRE, PROVINCE},
    "visit": {OWN_CENTRE, PROVINCE},
    "measure": {OWN_HOSPITAL, OWN_CENTRE, PROVINCE},
    "import": {OWN_CENTRE, PROVINCE},
    "message": {OWN_CENTRE},
    "registration": {PROVINCE},
    "certificate": {OWN_HOSPITAL, OWN_CENTRE, PROVINCE},
    "proxy_entry": {OWN_HOSPITAL, OWN_CENTRE},
    "centre-branch": {OWN_HOSPITAL, OWN_CENTRE, PROVINCE},
    "branch-centre": {OWN_HOSPITAL, PROVINCE},
    "committee": {OWN_CENTRE, PROVINCE},
    "partner": {OWN_CENTRE, PROVINCE},
    "alliance": {OWN_HOSPITAL, PROVINCE},
    "version": {OWN_CENTRE},
    "signing": {OWN_CENTRE, PROVINCE},
}
ALL_YEAR = set(READERS)


def _confirmation(cast, member):
    seasons.rule()
    by, signed_by = cast.actor(HOSPITAL_COORDINATOR), cast.actor(HOSPITAL_ADMIN)
    return seasons.confirmed(seasons.backdate(member, date(2020, 1, 1)).hospital, by=by, signed_by=signed_by)


def _appeal(cast, member):
    return assessments.appealed(cast, assessments.announced(cast, assessments.POOR))


def _message(cast, member):
    words = {"subject": "通知", "body": "x", "digest": "x"}
    return BulkMessage.objects.create(centre=cast.network.centre, sent_by=cast.people[CENTRE_ADMIN], **words)


MAKE = {
    "assessment": lambda cast, member: _appeal(cast, member).assessment,
    "assessment-appeal": _appeal,
    "assessment-round": lambda cast, member: _appeal(cast, member).assessment.round,
    "confirmation": _confirmation,
    "exit": lambda cast, member: leave.completed(cast, leave.begun(cast, member)),
    "visit": leave.reported,
    "measure": leave.warned,
    "import": lambda cast, member: ImportRun.objects.create(
        kind="members", network=cast.network, file_name="a.xlsx", created_by=cast.people[CENTRE_ADMIN]
    ),
    "message": _message,
    "registration": lambda cast, member: handed_in(),
    "certificate": lambda cast, member: certificates.issue(member, kind="plaque", by=cast.actor(CENTRE_ADMIN)),
    "proxy_entry": lambda cast, member: proxies.contested(_beside(cast)),
    "centre-branch": lambda cast, member: structure.branch(cast.network.centre, cast.hospital),
    "branch-centre": lambda cast, member: structure.national(hospital=cast.hospital),
    "committee": lambda cast, member: structure.committee(cast.network.centre),
    "partner": lambda cast, member: structure.partner(cast.network.centre),
    "alliance": lambda cast, member: structure.alliance(cast.hospital),
    "version": lambda cast, member: versions.proposed(cast),
    "signing": lambda cast, member: _signing(cast),
}


def _signing(cast):
    """Of a text that is newer than the member's agreement."""
    versions.published(cast)
    return versions.opened(cast)


def _beside(cast) -> path.Cast:
    """The same people and hospital before another network of the same centre."""
    return path.cast(network=make.network(centre=cast.network.centre), hospital=cast.hospital, people=cast.people)


def stage() -> tuple:
    """Both sides of a membership, the member, and who may ask for its histories."""
    cast = path.cast()
    return cast, path.joined(cast), _readers(cast)


def _readers(cast) -> dict:
    return {
        OWN_HOSPITAL: cast.people[HOSPITAL_ADMIN],
        OWN_CENTRE: cast.people[CENTRE_ADMIN],
        PROVINCE: holder(DEPARTMENT_OFFICER),
        "foreign hospital": holder(HOSPITAL_ADMIN, make.hospital()),
        "foreign centre": holder(CENTRE_ADMIN, make.centre()),
    }


@pytest.mark.parametrize("kind", sorted(READERS))
def test_a_history_is_read_by_both_sides_and_by_nobody_else(client, built, kind):
    cast, member, readers = built
    thing = MAKE[kind](cast, member)
    url = reverse("access:history", args=[kind, thing.uid])
    answers = {}
    for label, user in readers.items():
        client.force_login(user)
        answers[label] = client.get(url).status_code

    assert {label for label, status in answers.items() if status == 200} == READERS[kind]
    assert set(answers.values()) <= {200, 403, 404}
