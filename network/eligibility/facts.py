"""What can be known about a hospital when it asks to join: each fact by name, read from the hospital and its profile.

A fact that nobody has entered is unknown (None), which is not the same as not fulfilled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from network.enums import HospitalLevel, InstitutionType

YES_NO, NUMBER, CHOICE = "yes_no", "number", "choice"


@dataclass(frozen=True)
class Reading:
    """What is known: the value, or None. ``partial`` means that a number may be larger than ``value``."""

    value: object
    partial: bool = False


@dataclass(frozen=True)
class Fact:
    """One fact. ``sentences`` tells a condition over it by operator; ``fields`` are the profile's fields behind it."""

    name: str
    kind: str
    title: object
    read: Callable[[object, object | None], Reading]
    sentences: dict[str, object]
    fields: tuple[str, ...] = ()
    choices: type | None = None


FACTS: dict[str, Fact] = {}


def _fact(name, kind, title, read, *, fields=(), choices=None, **sentences) -> None:
    FACTS[name] = Fact(name, kind, title, read, sentences, tuple(fields), choices)


def _of_hospital(name: str):
    return lambda hospital, profile: Reading(getattr(hospital, name) or None)


def _legal_person(hospital, profile) -> Reading:
    return Reading(hospital.legal_person)


def _any_of(*names: str):
    """Yes when one field says yes, no when all say no, else unknown."""

    def read(hospital, profile) -> Reading:
        values = [getattr(profile, name, None) for name in names]
        if True in values:
            return Reading(True)
        return Reading(None if None in values else False)

    return read


def _sum_of(*names: str):
    """The sum of the fields that are known; partial when one is not, unknown when none is."""

    def read(hospital, profile) -> Reading:
        values = [getattr(profile, name, None) for name in names]
        known = [value for value in values if value is not None]
        return Reading(sum(known) if known else None, partial=len(known) < len(values))

    return read


_fact(
    "level",
    CHOICE,
    _("Level"),
    _of_hospital("level"),
    choices=HospitalLevel,
    at_least=_("The level is “%(value)s” or higher."),
    **{"in": _("The level is one of these: %(value)s.")},
)
_fact(
    "institution_type",
    CHOICE,
    _("Type of institution"),
    _of_hospital("institution_type"),
    choices=InstitutionType,
    **{"in": _("The type of institution is one of these: %(value)s.")},
)
_fact(
    "legal_person",
    YES_NO,
    _("Independent legal person"),
    _legal_person,
    yes=_("The institution is an independent legal person."),
    no=_("The institution is not an independent legal person."),
)
_fact(
    "gcp",
    YES_NO,
    _("Drug trial institution on record (GCP)"),
    _any_of("gcp_registered"),
    fields=["gcp_registered"],
    yes=_("The institution is on record for drug trials (GCP)."),
    no=_("The institution is not on record for drug trials (GCP)."),
)
_fact(
    "trial_institution",
    YES_NO,
    _("Drug or device trial institution on record"),
    _any_of("gcp_registered", "device_trial_registered"),
    fields=["gcp_registered", "device_trial_registered"],
    yes=_("The institution is on record for drug trials (GCP) or for device trials."),
    no=_("The institution is on record neither for drug trials nor for device trials."),
)
_fact(
    "ethics_committee",
    YES_NO,
    _("Ethics committee on record"),
    _any_of("ethics_committee"),
    fields=["ethics_committee"],
    yes=_("The institution has an ethics committee on record."),
    no=_("The institution has no ethics committee on record."),
)
_fact(
    "multicentre_studies",
    NUMBER,
    _("Multicentre studies led or joined in the last five years"),
    _sum_of("multicentre_led", "multicentre_joined"),
    fields=["multicentre_led", "multicentre_joined"],
    at_least=ngettext_lazy(
        "The institution has led or joined at least %(value)d multicentre study in the last five years.",
        "The institution has led or joined at least %(value)d multicentre studies in the last five years.",
        "value",
    ),
)
_fact(
    "multicentre_led",
    NUMBER,
    _("Multicentre studies led in the last five years"),
    _sum_of("multicentre_led"),
    fields=["multicentre_led"],
    at_least=ngettext_lazy(
        "The institution has led at least %(value)d multicentre study in the last five years.",
        "The institution has led at least %(value)d multicentre studies in the last five years.",
        "value",
    ),
)
_fact(
    "beds_open",
    NUMBER,
    _("Open beds"),
    _sum_of("beds_open"),
    fields=["beds_open"],
    at_least=ngettext_lazy(
        "The institution has at least %(value)d open bed.",
        "The institution has at least %(value)d open beds.",
        "value",
    ),
)
