"""Which approvals about human genetic resources a study or one of its sites lacks on a day."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from studies.enums import HgrKind
from studies.hgr import by_version, needed
from studies.models import HgrAnswers, StudySite

UNANSWERED = text(
    "studies.hgr.unanswered",
    _("The questions about human genetic resources are not answered yet: answer them first."),
)
LACKING = text(
    "studies.hgr.lacking",
    _("Human genetic resources: on %(day)s no number is valid for %(kinds)s. Record it first."),
)


def answers_for(study, site: StudySite | None = None) -> HgrAnswers | None:
    """The site's own answers, or else those of the study."""
    rows = study.hgr_answers.filter(Q(site=site) | Q(site__isnull=True) if site else Q(site__isnull=True))
    return max(rows, key=lambda row: row.site_id is not None, default=None)


def lacking(study, day: date, site: StudySite | None = None) -> list[str] | None:
    """The kinds of approvals that are needed and not valid on a day; None while nobody has answered."""
    told = answers_for(study, site)
    if told is None:
        return None
    asked = needed(by_version(told.rule_version), told.answers)
    whose = Q(site__isnull=True) | Q(site=site) if site else Q(site__isnull=True)
    rows = study.hgr_approvals.standing().filter(whose, valid_from__lte=day, valid_to__gte=day)
    there = set(rows.order_by().values_list("kind", flat=True))
    return [kind for kind in asked if kind not in there]


def not_settled(study, day: date, site: StudySite | None = None) -> Refusal | None:
    """Why nothing may begin on a day, or None."""
    missing = lacking(study, day, site)
    if missing is None:
        return refusal(UNANSWERED)
    if missing:
        return refusal(LACKING, day=day.isoformat(), kinds=[str(HgrKind(kind).label) for kind in missing])
    return None


def gate(study, day: date) -> Refusal | None:
    """Before a study recruits."""
    return not_settled(study, day)
