"""Mergers and splits for tests, by the real verbs."""

from datetime import date

from network.domain import reorganisations
from network.domain.hospitals import HospitalFacts
from network.domain.organisation_events import Basis
from network.domain.reorganisations import Reorganisation
from network.models import Hospital
from tests.factories import network as make
from tools import clock

BASIS = Basis("冀卫医〔2026〕7号", date(2026, 3, 1))


def decided(**choices) -> Reorganisation:
    """From today on, with one choice for each membership."""
    return Reorganisation(on=clock.today(), reason="省批复", basis=BASIS, choices=choices.get("choices", {}))


def merge(member, into, officer, *, choice="continue", **facts) -> Hospital:
    names = {member.campus_id: "北院区"} if choice == "continue" else {}
    given = {"campus_names": names, "decided": decided(choices={member.pk: choice})} | facts
    return reorganisations.merge(member.hospital, into=into, by=officer, **given)


def facts(**columns) -> HospitalFacts:
    given = {"name_zh": "示范东院", "credit_code": make.credit_code_of(900), "level": "2A", "institution_type": "A100"}
    return HospitalFacts(**given | columns)
