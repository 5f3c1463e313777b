"""Registrations of hospitals on their way, for tests: handed in by the public, decided by the real verbs."""

from access.actor import Actor
from network.domain import hospital_registrations
from network.domain.campuses import CampusFacts
from network.domain.hospital_registrations import Person, Request
from network.domain.hospitals import HospitalFacts
from network.models import HospitalRegistration
from tests.factories import membership as path
from tests.factories import network as make

ASKING = {
    "person_name": "宋医师",
    "job_title": "科研处",
    "email": "Song@hospital.example",
    "phone": "0311-1234567",
}


def person(**columns) -> Person:
    return Person(**ASKING | {"email": "song@hospital.example"} | columns)


def handed_in(*, hospital=None, centre=None, by=None, **columns) -> HospitalRegistration:
    request = Request(person(**columns), hospital=hospital or make.hospital(), centre=centre)
    return hospital_registrations.hand_in(request=request, uploads=[path.pdf()], by=by or Actor.anonymous())


def new(**facts) -> HospitalRegistration:
    given = {
        "name_zh": "新示范医院",
        "credit_code": make.credit_code_of(700),
        "level": "2A",
        "institution_type": "A100",
    }
    campus = CampusFacts(name_zh="本部", division=make.division(), is_main=True)
    request = Request(person(), facts=HospitalFacts(**given | facts), campus=campus)
    return hospital_registrations.hand_in(request=request, uploads=[path.pdf()], by=Actor.anonymous())


def decide(step, registration, by, **more) -> HospitalRegistration:
    return step(registration, expected=registration.version, by=by, **more)


def registration_of_h1(world) -> tuple:
    """Part of an address in the world of isolation: somebody of H1 asks to come in."""
    return (handed_in(hospital=world.places["H1"]).uid,)
