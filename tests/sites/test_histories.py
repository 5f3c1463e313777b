"""The history of research sites and what belongs to them: for those whose business it is."""

import pytest
from django.urls import reverse

from access.roles import CENTRE_ADMIN, HOSPITAL_COORDINATOR
from tests.factories import network as make
from tests.factories import research
from tests.factories.people import holder

pytestmark = pytest.mark.django_db

# Each kind: what makes one for a hospital that is asked, and whether everybody sees the thing itself.
KINDS = {
    "research-site": (research.site, False),
    "gcp-record": (research.gcp_record, False),
    "ethics-committee": (research.committee, True),
    "person-certificate": (research.certificate, False),
    "feasibility-invitation": (lambda hospital: research.invitation(asked=hospital), False),
    "feasibility-round": (lambda hospital: _round(hospital), False),
}


def _round(hospital):
    return research.feasibility_round(hospital, by=research.keeper(hospital))


@pytest.mark.parametrize("kind", KINDS)
def test_a_history_is_read_by_the_own_hospital(client, kind):
    hospital = make.hospital(with_profile=False)
    make_thing, is_public = KINDS[kind]
    thing = make_thing(hospital)
    address = reverse("access:history", args=[kind, thing.uid])

    own = holder(HOSPITAL_COORDINATOR, hospital)
    client.force_login(own)
    assert client.get(address).status_code == 200
    assert address in client.get(thing.get_absolute_url()).content.decode()
    for stranger in (
        holder(HOSPITAL_COORDINATOR, make.hospital(with_profile=False)),
        holder(CENTRE_ADMIN, make.centre()),
    ):
        client.force_login(stranger)
        assert client.get(address).status_code == (403 if is_public else 404)
