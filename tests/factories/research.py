"""Research sites and what belongs to them, for tests."""

from datetime import date, timedelta

from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_COORDINATOR
from network.models import Membership
from sites.domain import certificates, ethics_committees, feasibility_rounds, people, records, research_sites
from sites.domain.capacities import CapacityRow, EquipmentRow
from sites.domain.certificates import CertificateFacts
from sites.domain.ethics_committees import CommitteeFacts, RecognitionFacts
from sites.domain.feasibility_rounds import RoundFacts
from sites.domain.records import GcpFacts
from sites.domain.research_sites import SiteFacts
from sites.feasibility import Criteria
from tests.factories import network as make
from tests.factories.numbers import Numbers
from tests.factories.people import actor, holder
from tools import clock

_numbers = Numbers()
SINCE = date(2022, 3, 1)
QUESTION = {"code": "cases", "label_zh": "近一年病例数", "label_en": "Cases", "kind": "number", "required": True}


def keeper(hospital):
    """A coordinator of a hospital."""
    return actor(HOSPITAL_COORDINATOR, hospital)


def site(hospital=None, *, fields=(), equipment=(), by=None, **facts):
    """A department with fields given as (field, cases), and kinds of equipment."""
    hospital = hospital or make.hospital(with_profile=False)
    given = {"name_zh": f"神经内科{next(_numbers)}", "kind": "department", "open_from": SINCE}
    rows = tuple(CapacityRow(field, 40, cases, 2025) for field, cases in fields)
    parts = {"capacities": rows, "equipment": tuple(EquipmentRow(kind) for kind in equipment)}
    return research_sites.enter(hospital, facts=SiteFacts(**given | parts | facts), by=by or keeper(hospital))


def gcp_record(hospital=None, *, covers=(), by=None, **facts):
    """A record for drug trials with one specialty, or one for each site that it covers."""
    hospital = hospital or make.hospital(with_profile=False)
    specialties = tuple((f"专业{site.pk}", site) for site in covers) or (("神经内科", None),)
    given = {"kind": "drug", "number": f"药临机构备{next(_numbers)}", "valid_from": SINCE, "specialties": specialties}
    return records.enter(hospital, facts=GcpFacts(**given | facts), by=by or keeper(hospital))


def committee(hospital=None, *, by=None, **facts):
    """An ethics committee that goes by recognised opinions."""
    hospital = hospital or make.hospital(with_profile=False)
    given = {"name_zh": "医学伦理委员会", "meets": "monthly", "acceptance": "recognises", "valid_from": SINCE}
    return ethics_committees.enter(hospital, facts=CommitteeFacts(**given | facts), by=by or keeper(hospital))


def recognition(of=None, *, audience="everyone", by=None, **facts):
    """An entry of the recognition list."""
    given = {"audience": audience, "valid_from": SINCE} | facts
    by = by or actor(DEPARTMENT_OFFICER)
    return ethics_committees.recognise(of or committee(), facts=RecognitionFacts(**given), by=by)


def person(of, user=None, *, by=None, **facts):
    """A coordinator of the hospital as investigator of one of its sites."""
    user = user or holder(HOSPITAL_COORDINATOR, of.hospital)
    given = {"function": "investigator", "valid_from": SINCE} | facts
    return people.appoint(of, user=user, **given, by=by or keeper(of.hospital))


def certificate(hospital=None, user=None, *, days=400, by=None, **facts):
    """A GCP certificate that is valid for so many days yet."""
    hospital = hospital or make.hospital(with_profile=False)
    user = user or holder(HOSPITAL_COORDINATOR, hospital)
    last = clock.today() + timedelta(days=days)
    given = {"kind": "gcp", "issuer": "示范培训机构", "valid_from": SINCE, "valid_to": last} | facts
    return certificates.enter_accepted(hospital, user=user, facts=CertificateFacts(**given), by=by or keeper(hospital))


def member(hospital, network, tier=None):
    """A hospital as a member of a network, without the way there."""
    campus = hospital.campuses.get()
    columns = {"number": f"M{next(_numbers)}", "tier": tier or make.tier(), "valid_from": SINCE}
    last = clock.today() + timedelta(days=600)
    return Membership.objects.create(hospital=hospital, campus=campus, network=network, valid_to=last, **columns)


def feasibility_round(asker=None, *, sites=(), sent=False, by=None, **criteria):
    """A round of a network with one question, to sites that it may choose."""
    asker = asker or make.network()
    by = by or actor(CENTRE_ADMIN, asker.centre)
    facts = RoundFacts("血压管理研究可行性调查", clock.today() + timedelta(days=10), Criteria(**criteria))
    thing = feasibility_rounds.prepare(asker, facts=facts, by=by)
    thing = feasibility_rounds.ask(thing, questions=[QUESTION], by=by)
    if sites:
        thing = feasibility_rounds.choose(thing, sites=sites, by=by)
    return feasibility_rounds.send(thing, expected=thing.version, by=by) if sent else thing


def invitation(*, by=None, asked=None, sent=True):
    """An invitation of a member's site."""
    network = make.network()
    place = asked or make.hospital(with_profile=False)
    member(place, network)
    thing = feasibility_round(network, sites=[site(place)], sent=sent, by=by)
    return thing.invitations.get()
