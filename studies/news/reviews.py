"""News of reviews."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.texts import in_first_language, text
from studies.enums import ReviewDecision, ReviewKind
from studies.news import people

INVITED = text(
    "news.studyreview.invited",
    _("%(hospital)s asks you to review “%(study)s” until %(day)s: declare first whether you have a conflict."),
)
RECUSED = text("news.studyreview.recused", _("%(who)s stands aside in the review of “%(study)s”."))
OPINION = text("news.studyreview.opinion", _("%(who)s gave an opinion on “%(study)s”."))
DECIDED = text("news.studyreview.decided", _("%(review)s of “%(study)s”: %(decision)s."))


def tell_reviewer(seat) -> None:
    """The invited person learns of it, wherever the account belongs."""
    study = seat.review.study
    day = seat.review.due_on.isoformat() if seat.review.due_on else ""
    inbox.notify([seat.reviewer], INVITED, seat, day=day, **people.names(study))


def tell_of_recusal(seat, by, reason) -> None:
    """The office learns that it needs another reviewer."""
    _tell_office(seat, RECUSED)


def tell_of_opinion(seat, by, reason) -> None:
    """The office learns that an opinion is there."""
    _tell_office(seat, OPINION)


def _tell_office(seat, code: str) -> None:
    hearers = people.office_of(seat.hospital_id)
    inbox.notify(hearers, code, seat.review, who=seat.reviewer.name, **people.names(seat.review.study))


def tell_of_decision(review, by, reason) -> None:
    """Office and investigator learn what the review came to."""
    facts = {"review": in_first_language(ReviewKind(review.kind).label)}
    facts |= {"decision": in_first_language(ReviewDecision(review.decision).label)}
    inbox.notify(people.team_of(review.study), DECIDED, review.study, **facts, **people.names(review.study))
