"""People of a study across hospitals: what is asked of them, who answers, and how long the study is open to them."""

from datetime import date, timedelta

import pytest

from access import beats, door
from access.refusals import Refused
from access.roles import HOSPITAL_COORDINATOR
from studies.domain import reviews, team
from studies.models import TeamMember
from tests.factories import studies as studying
from tests.factories import study_sites as way
from tests.factories.people import person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_study_sites", "in_english")]


def asked(part, who, **facts) -> TeamMember:
    place = {"function": "study_nurse", "tasks": ("data", "consent"), "valid_from": clock.today()} | facts
    return team.invite(part.site, person=who, place=team.Place(**place), by=part.actor())


def reads(who, study) -> bool:
    return door.can(way.Actor.of(who), "studies.read_study", study)


def test_a_person_of_any_hospital_reads_the_study_from_the_confirmation_to_the_end(starting):
    part, study, who = starting["opened"], starting["study"], person()
    member = asked(part, who)
    assert (member.tasks, reads(who, study)) == (["consent", "data"], False)

    team.confirm(member, expected=member.version, by=way.Actor.of(who))
    assert reads(who, study)
    team.end(member, reason="调离", expected=member.version, by=part.actor())

    assert not reads(who, study)
    assert (member.state, member.valid_to) == ("ended", clock.today())


def test_a_delegation_ends_by_itself_after_its_last_day(starting):
    part, study, who = starting["opened"], starting["study"], person()
    member = asked(part, who, valid_to=clock.today() + timedelta(days=5))
    team.confirm(member, expected=member.version, by=way.Actor.of(who))

    with clock.at(clock.today() + timedelta(days=6)):
        beats.BEATS["studies.team"].function()

    member.refresh_from_db()
    assert (member.state, reads(who, study)) == ("ended", False)


def test_one_of_two_delegations_ends_and_the_study_stays_open(starting):
    part, study, who = starting["opened"], starting["study"], person()
    first, second = asked(part, who), asked(part, who, function="data_manager")
    for member in (first, second):
        team.confirm(member, expected=member.version, by=way.Actor.of(who))

    team.end(first, reason="换岗", expected=first.version, by=part.actor())

    assert reads(who, study)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"function": "forged"}, "no_such_choice"),
        ({"tasks": ()}, "no_such_choice"),
        ({"tasks": ("forged",)}, "no_such_choice"),
        ({"valid_to": date(2001, 1, 1)}, "ends_before"),
        ({}, "there_already"),
    ],
)
def test_a_place_with_something_wrong_is_told(starting, facts, code):
    part, who = starting["opened"], person()
    asked(part, who)

    with pytest.raises(Refused, match=code):
        asked(part, who, **facts)

    assert TeamMember.objects.filter(person=who).count() == 1


def test_only_the_asked_person_answers_and_a_reviewer_is_not_asked(starting):
    part = starting["opened"]
    member = asked(part, person())
    with pytest.raises(Refused, match="team.not_yours"):
        team.confirm(member, expected=member.version, by=part.actor())

    cast = studying.cast()
    study = studying.submitted(cast)
    review = studying.held(cast, study)
    seat = reviews.invite(study, review=review, reviewer=person(), by=cast.actor(HOSPITAL_COORDINATOR))
    own = way.confirmed(cast, study)
    with pytest.raises(Refused, match="team.reviews"):
        asked(own, seat.reviewer)
