"""Steps between admission and membership, for tests."""

from datetime import timedelta

import pytest

from access.actor import Actor
from access.refusals import Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import agreements, applications, reviews
from network.models import Agreement
from office.domain.attachments import attach
from tests.factories import membership as path
from tools import clock


def refused(call) -> str:
    """The code of the sentence with which a call is refused."""
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.reason.code


def seal(agreement, cast, side: str, by: Actor | None = None) -> Agreement:
    role, verb = {
        "hospital": (HOSPITAL_COORDINATOR, agreements.seal_for_hospital),
        "centre": (CENTRE_ADMIN, agreements.seal_for_centre),
    }[side]
    attach(agreement, path.pdf(), kind=f"{side}_copy", by=cast.actor(role))
    return verb(agreement, expected=agreement.version, by=by or cast.actor(role))


def to_last_step(agreement, cast) -> Agreement:
    """Everything but the hospital's comparison of the centre's copy."""
    return sealed_by_centre(seal(agreement, cast, "hospital"), cast)


def sealed_by_centre(agreement, cast) -> Agreement:
    """From the hospital's seal to the centre's."""
    agreements.confirm_hospital_copy(
        agreement, code=agreement.check_code, expected=agreement.version, by=cast.actor(CENTRE_DIRECTOR)
    )
    return seal(agreement, cast, "centre")


def complete(agreement, cast) -> Agreement:
    return agreements.complete(
        agreement, code=agreement.check_code, expected=agreement.version, by=cast.actor(HOSPITAL_ADMIN)
    )


def admit(application, cast, *, days=(0, 400), **facts):
    today = clock.today()
    term = {"term_from": today + timedelta(days=days[0]), "term_to": today + timedelta(days=days[1])}
    facts = {"tier": cast.tier, **term, "expected": application.version, "by": cast.actor(CENTRE_DIRECTOR)} | facts
    return reviews.admit(application, **facts)


def withdraw(application, by: Actor, verb=applications.withdraw_submitted):
    return verb(application, expected=application.version, reason="暂缓", by=by)
