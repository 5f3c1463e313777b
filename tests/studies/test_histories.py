"""Who reads what was done to a study, to its place in a network and to its reviews."""

import pytest
from django.urls import reverse

from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from studies.domain import filings, sites
from studies.models import TeamMember
from tests.factories import studies as make
from tests.factories.people import actor, person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_studies")]
# Who of the two sides reads each history.
OF_STUDIES = {
    "study": {HOSPITAL_ADMIN, CENTRE_ADMIN},
    "study-network": {HOSPITAL_ADMIN, CENTRE_ADMIN},
    "study-review": {HOSPITAL_ADMIN},
    "study-site": {HOSPITAL_ADMIN, CENTRE_ADMIN},
    "team-member": {HOSPITAL_ADMIN},
    "filing": {HOSPITAL_ADMIN, CENTRE_ADMIN},
}


def _thing(kind, cast, study):
    if kind in ("study-site", "team-member"):
        return _part(kind, cast, study)
    if kind == "filing":
        return filings.start(study, target="national", by=cast.actor(HOSPITAL_ADMIN))
    return {"study": study, "study-network": study.networks.get(), "study-review": make.held(cast, study)}[kind]


def _part(kind, cast, study):
    site = sites.invite(study, hospital=cast.hospital, by=cast.actor(HOSPITAL_COORDINATOR))
    if kind == "study-site":
        return site
    hospitals = {"hospital": cast.hospital, "lead_hospital": cast.hospital}
    place = {"person": person(), "function": "study_nurse", "tasks": ["data"], "valid_from": clock.today()}
    return TeamMember.objects.create(site=site, **hospitals, **place)


@pytest.mark.parametrize("kind", OF_STUDIES)
def test_both_sides_read_what_is_theirs_and_nobody_elsewhere(studied, client, kind):
    cast, study = studied["submitted"]
    url = reverse("access:history", args=[kind, _thing(kind, cast, study).uid])
    people = {role: cast.people[role] for role in (HOSPITAL_ADMIN, CENTRE_ADMIN)}
    people["elsewhere"] = actor(HOSPITAL_COORDINATOR, make.make.hospital()).user

    answers = {}
    for name, user in people.items():
        client.force_login(user)
        answers[name] = client.get(url).status_code

    assert {name for name, status in answers.items() if status == 200} == OF_STUDIES[kind]
    assert answers["elsewhere"] == 404


def test_what_the_team_does_among_itself_is_not_told_outside(studied, client):
    cast, study = studied["submitted"]
    url = reverse("access:history", args=["study", study.uid])

    client.force_login(cast.people[CENTRE_ADMIN])
    outside = client.get(url).content.decode()
    client.force_login(cast.people[HOSPITAL_ADMIN])
    inside = client.get(url).content.decode()

    assert ("保存了研究记录" in inside, "保存了研究记录" in outside) == (True, False)
