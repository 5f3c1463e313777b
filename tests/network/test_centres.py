"""Establishing centres with their networks; a centre's contact."""

from datetime import date

import pytest

from access import roles
from access.models import LogEntry
from access.refusals import Forbidden, Refused, Stale
from network.domain import centres
from network.domain.centres import CentreFacts, NetworkFacts
from network.models import Centre, Network
from tests.factories import network as make
from tests.factories import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = date(2020, 8, 4)


@pytest.fixture
def officer():
    return people.actor(roles.DEPARTMENT_OFFICER)


def establish(by, *, host=None, networks=None, **columns) -> Centre:
    facts = CentreFacts(
        **{"slug": "stroke", "name_zh": "脑血管病中心", "established_on": DAY, "field": make.disease_field()}
        | columns
        | {"host": host or make.hospital()}
    )
    default = [NetworkFacts(slug="stroke", code="NXG", name_zh="脑血管病网络", opened_on=DAY)]
    return centres.establish(facts=facts, networks=default if networks is None else networks, by=by)


def test_a_centre_is_established_with_its_network(officer):
    centre = establish(officer)
    assert centre.sort_key.startswith("nao")
    network = Network.objects.get()
    assert (network.centre, network.term_years) == (centre, 3)
    assert network.sort_key.startswith("nao")
    assert LogEntry.objects.get(verb="centre.established").centre_id == centre.pk
    assert LogEntry.objects.get(verb="network.opened").network_id == network.pk


@pytest.mark.parametrize("role", [roles.CENTRE_DIRECTOR, roles.HOSPITAL_ADMIN, roles.SECURITY_ADMIN])
def test_only_the_department_establishes(role):
    with pytest.raises(Forbidden):
        establish(people.actor(role, make.hospital()))


def test_a_name_in_addresses_belongs_to_one(officer):
    first = establish(officer)
    with pytest.raises(Refused) as error:
        establish(officer)
    assert first.name_zh in str(error.value.reason)
    with pytest.raises(Refused):
        centres.open_network(
            first, facts=NetworkFacts(slug="stroke2", code="NXG", name_zh="二网", opened_on=DAY), by=officer
        )
    assert (Centre.objects.count(), Network.objects.count()) == (1, 1)


def test_the_host_must_exist_on_the_day(officer):
    with pytest.raises(Refused):
        establish(officer, host=make.hospital(closed_on=DAY))


def test_the_secretary_edits_the_contact_and_nobody_elses():
    centre, other = make.centre(), make.centre()
    secretary = people.actor(roles.CENTRE_ADMIN, centre)
    row = centres.update_contact(
        centre, changes={"phone": "0311-00000000", "summary_zh": "简介"}, expected=1, by=secretary
    )
    assert (row.phone, row.version) == ("0311-00000000", 2)
    assert LogEntry.objects.get(verb="centre.contact_updated").changes["summary_zh"] == "changed"
    with pytest.raises(Stale):
        centres.update_contact(centre, changes={"phone": "1"}, expected=1, by=secretary)
    with pytest.raises(Forbidden):
        centres.update_contact(other, changes={"phone": "1"}, by=secretary)
    with pytest.raises(ValueError, match="level"):
        centres.update_contact(centre, changes={"level": "national"}, by=secretary)
    assert centres.update_contact(centre, changes={"phone": "0311-00000000"}, by=secretary).version == 2
