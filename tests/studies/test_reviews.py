"""Reviews: recorded or held here; reviewers read after their declaration and until the closing, and never their own."""

import pytest

from access.actor import Actor
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR
from studies.domain import comments, reviews, studies
from studies.models import ReviewSeat, Study, StudyReview
from tests.factories import studies as make
from tests.factories.people import person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_studies")]


def reads(user, study) -> bool:
    return Study.objects.readable_by(Actor.of(user)).filter(pk=study.pk).exists()


def declared(cast, study, conflict="none", words=""):
    review = make.held(cast, study)
    seat = make.seat(cast, study, review)
    own = Actor.of(seat.reviewer)
    reviews.declare(seat, conflict=conflict, words=words, expected=seat.version, by=own)
    return review, seat


def test_a_reviewer_reads_between_the_declaration_and_the_closing(studied):
    cast, study = studied["submitted"]
    review = make.held(cast, study)
    seat = make.seat(cast, study, review)
    assert not reads(seat.reviewer, study)

    reviews.declare(seat, conflict="none", expected=seat.version, by=Actor.of(seat.reviewer))
    assert reads(seat.reviewer, study)
    comments.comment(study, section="titles", text="题目过长", by=Actor.of(seat.reviewer))
    facts = {"verdict": "approved", "opinion": "同意", "expected": seat.version}
    reviews.give_opinion(seat, **facts, by=Actor.of(seat.reviewer))
    facts = {"decision": make.approval(), "uploads": [], "expected": review.version}
    reviews.close(review, **facts, by=cast.actor(HOSPITAL_COORDINATOR))

    assert not reads(seat.reviewer, study)
    with pytest.raises(Forbidden):
        comments.comment(study, section="titles", text="再说一句", by=Actor.of(seat.reviewer))
    assert not study.grants.filter(user=seat.reviewer).exists()


def test_a_reviewer_to_whom_the_study_is_closed_by_hand_reads_on_until_the_closing(studied):
    cast, study = studied["submitted"]
    _review, seat = declared(cast, study)

    studies.unshare(study, colleague=seat.reviewer, by=cast.actor(HOSPITAL_COORDINATOR))

    assert reads(seat.reviewer, study)


def test_who_has_an_interest_stands_aside_and_reads_nothing(studied):
    cast, study = studied["submitted"]

    _review, seat = declared(cast, study, "some", "与申办企业有合作")

    assert (seat.state, reads(seat.reviewer, study)) == ("recused", False)


@pytest.mark.parametrize("who", ["investigator", "twice"])
def test_who_cannot_be_invited(studied, who):
    cast, study = studied["submitted"]
    review, by = make.held(cast, study), cast.actor(HOSPITAL_COORDINATOR)
    reviewer = cast.people[INVESTIGATOR] if who == "investigator" else make.seat(cast, study, review).reviewer
    seats = ReviewSeat.objects.count()

    with pytest.raises(Refused):
        reviews.invite(study, review=review, reviewer=reviewer, by=by)

    assert ReviewSeat.objects.count() == seats


def test_nobody_declares_or_gives_an_opinion_for_another(studied):
    cast, study = studied["submitted"]
    review, seat = declared(cast, study)

    for by in (cast.actor(HOSPITAL_COORDINATOR), Actor.of(person())):
        with pytest.raises((Refused, Forbidden)):
            reviews.give_opinion(seat, verdict="approved", opinion="同意", expected=seat.version, by=by)

    assert ReviewSeat.objects.get(pk=seat.pk).state == "reading"


def test_a_review_without_an_opinion_is_not_closed(studied):
    cast, study = studied["submitted"]
    review, _seat = declared(cast, study)

    facts = {"decision": make.approval(), "uploads": [], "expected": review.version}
    with pytest.raises(Refused, match="no_opinion"):
        reviews.close(review, **facts, by=cast.actor(HOSPITAL_COORDINATOR))


def test_a_cancelled_review_takes_the_reach_of_its_reviewers_away(studied):
    cast, study = studied["submitted"]
    review, seat = declared(cast, study)

    reviews.cancel(review, reason="重新组织", expected=review.version, by=cast.actor(HOSPITAL_COORDINATOR))

    assert not reads(seat.reviewer, study)
    assert ReviewSeat.objects.get(pk=seat.pk).state == "over"


@pytest.mark.parametrize(("name", "kind"), [("submitted", "institution"), ("ethics_pending", "scientific")])
def test_a_review_is_held_in_its_own_state_only(studied, name, kind):
    cast, study = studied[name]

    with pytest.raises(Refused, match="wrong_state"):
        reviews.record(study, kind=kind, decision=make.approval(), uploads=[], by=cast.actor(HOSPITAL_COORDINATOR))


def test_a_decision_of_a_day_to_come_and_one_that_does_not_approve_open_nothing(studied):
    from datetime import timedelta

    from studies.domain import steps

    cast, study = studied["submitted"]
    by = cast.actor(HOSPITAL_COORDINATOR)
    tomorrow = reviews.Decision("approved", "学术委员会", clock.today() + timedelta(days=1))
    with pytest.raises(Refused, match="in_future"):
        reviews.record(study, kind="scientific", decision=tomorrow, uploads=[], by=by)
    reviews.record(study, kind="scientific", decision=make.approval(decision="revise"), uploads=[], by=by)

    with pytest.raises(Refused, match="no_scientific_review"):
        steps.pass_scientific_review(study, expected=study.version, by=by)


def test_reviews_are_the_lead_hospitals_business(studied):
    cast, study = studied["submitted"]
    review, seat = declared(cast, study)

    assert not StudyReview.objects.all().visible_to(cast.actor(CENTRE_ADMIN)).exists()
    assert list(ReviewSeat.objects.all().visible_to(Actor.of(seat.reviewer))) == [seat]
    assert not StudyReview.objects.all().visible_to(Actor.of(seat.reviewer)).exists()


def test_a_comment_is_answered_by_the_team_and_closed_by_who_wrote_it(studied):
    cast, study = studied["submitted"]
    written = comments.comment(study, section="titles", text="请补充", by=cast.actor(CENTRE_ADMIN))
    team = cast.actor(INVESTIGATOR)

    written = comments.answer(study, comment=written, text="已补充", expected=1, by=team)
    with pytest.raises(Forbidden):
        comments.close(study, comment=written, expected=2, by=team)
    written = comments.close(study, comment=written, expected=2, by=cast.actor(CENTRE_ADMIN))

    assert written.state == "closed"
    with pytest.raises(Refused, match="comment.closed"):
        comments.answer(study, comment=written, text="再补充", expected=3, by=team)
