"""Who is told what when an assessment or an appeal moves on."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR
from access.texts import in_first_language, text
from network.assessment_scoring import grade_name
from network.news import centre_people, hospital_people

RETURNED = text(
    "news.assessment.returned", _("The director sent the assessment of %(hospital)s (%(number)s) back: %(reason)s")
)
ANNOUNCED = text(
    "news.assessment.announced",
    _("%(network)s announced the assessment of %(year)s: %(grade)s, %(total)s points. Appeals until %(day)s."),
)
APPEALED = text("news.assessment.appealed", _("%(hospital)s appeals against its assessment %(number)s."))
UPHELD = text("news.assessment.upheld", _("The centre upheld the result of the assessment %(number)s: %(reason)s"))
CHANGED = text(
    "news.assessment.changed", _("The centre changed the result of the assessment %(number)s to %(grade)s: %(reason)s")
)
WITHDRAWN = text("news.assessment.withdrawn", _("%(hospital)s withdrew its appeal %(number)s: %(reason)s"))
SENT_BACK = text("news.assessment.sent_back", _("Your administrator sent the appeal %(number)s back: %(reason)s"))

ROUND_CANCELLED = text(
    "news.assessment.round_cancelled", _("The assessment of %(network)s for %(year)s is cancelled: %(reason)s")
)


def _names(thing) -> dict:
    return {
        "hospital": in_first_language(thing.hospital),
        "network": in_first_language(thing.network),
        "number": thing.number,
    }


def _grade(assessment) -> str:
    return grade_name(assessment.round.table.content, assessment.grade)


def tell_secretary_of_return(assessment, by, reason) -> None:
    """The secretary learns why a proposal came back."""
    people = inbox.holders(CENTRE_ADMIN, "centre", assessment.network.centre_id)
    inbox.notify(people, RETURNED, assessment, reason=reason, **_names(assessment))


def tell_hospital_of_result(assessment, by, reason) -> None:
    """The hospital learns its result and until when it may appeal."""
    facts = {
        "year": assessment.year,
        "grade": _grade(assessment),
        "total": str(assessment.total),
        "day": assessment.appeal_until.isoformat(),
    }
    inbox.notify(hospital_people(assessment.hospital_id), ANNOUNCED, assessment, **facts, **_names(assessment))


def tell_centre_of_appeal(appeal, by, reason) -> None:
    """The centre learns of a signed appeal."""
    inbox.notify(centre_people(appeal.network.centre_id), APPEALED, appeal, **_names(appeal))


def tell_hospital_of_upholding(appeal, by, reason) -> None:
    """The hospital learns why the result stays."""
    inbox.notify(hospital_people(appeal.hospital_id), UPHELD, appeal, reason=reason, **_names(appeal))


def tell_both_of_change(appeal, by, reason) -> None:
    """The hospital, and the centre's secretary who may have to lift a warning, learn of the new result."""
    people = hospital_people(appeal.hospital_id)
    people += inbox.holders((CENTRE_ADMIN, CENTRE_DIRECTOR), "centre", appeal.network.centre_id)
    appeal.assessment.refresh_from_db(fields=["grade"])
    inbox.notify(people, CHANGED, appeal, reason=reason, grade=_grade(appeal.assessment), **_names(appeal))


def tell_centre_of_withdrawal(appeal, by, reason) -> None:
    """The centre learns that it need not answer."""
    inbox.notify(centre_people(appeal.network.centre_id), WITHDRAWN, appeal, reason=reason, **_names(appeal))


def tell_centre_of_cancelled_round(round_, by, reason) -> None:
    """The centre's office learns that nobody goes on with the round; hospitals had not heard of any result."""
    facts = {"network": in_first_language(round_.network), "year": str(round_.year)}
    inbox.notify(centre_people(round_.network.centre_id), ROUND_CANCELLED, round_, reason=reason, **facts)
