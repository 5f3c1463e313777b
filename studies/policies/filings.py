"""What the numbers of registries look like, and which a study needs before it recruits."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import in_first_language, text
from studies.enums import StudyKind
from studies.enums.filing import EXAMPLES, NUMBERS, FilingTarget, FilingTiming
from studies.reference import rules

WRONG_NUMBER = text(
    "studies.filing.wrong_number", _("This is no number of this registry: one looks like %(example)s.")
)
IN_FUTURE = text("studies.filing.in_future", _("This day lies ahead: record it once it has happened."))
BEFORE_SUBMISSION = text(
    "studies.filing.before_submission", _("The registry published before it was submitted to: correct the days.")
)
ONLY_CHICTR = text(
    "studies.filing.only_chictr", _("Only ChiCTR registers afterwards: choose “prospective registration”.")
)
NO_NATIONAL = text(
    "studies.filing.no_national",
    _("The study has no national filing number yet: nobody is recruited before it is recorded here."),
)
NO_REGISTRY = text(
    "studies.filing.no_registry",
    _("An interventional study needs the number of %(registry)s before it recruits: record it here."),
)
NOT_SUBMITTED = text("studies.filing.study_not_submitted", _("Submit the study first: then it is filed."))
ENDED = text("studies.filing.study_ended", _("The study is “%(state)s”: it is filed nowhere any more."))
IIT_KINDS = (StudyKind.IIT, StudyKind.IIT_TCM)
INTERVENTIONAL = "interventional"


def targets_of(study_kind: str) -> list[FilingTarget]:
    """The registries with which studies of a kind are filed; ITMCTR takes traditional medicine only."""
    return [target for target in FilingTarget if target != FilingTarget.ITMCTR or study_kind == StudyKind.IIT_TCM]


def number_fits(target: str, number: str) -> Refusal | None:
    """The number looks like one of the registry's."""
    if NUMBERS[FilingTarget(target)].fullmatch(number):
        return None
    return refusal(WRONG_NUMBER, example=EXAMPLES[FilingTarget(target)])


def timing_fits(target: str, timing: str) -> Refusal | None:
    """A retrospective registration (补注册) is a state of a ChiCTR filing only."""
    wrong = timing == FilingTiming.RETROSPECTIVE and target != FilingTarget.CHICTR
    return refusal(ONLY_CHICTR) if wrong else None


def days_fit(submitted_on: date | None, published_on: date | None, today: date) -> Refusal | None:
    """Neither day lies ahead, and the registry published after it was submitted to."""
    if any(day is not None and day > today for day in (submitted_on, published_on)):
        return refusal(IN_FUTURE)
    both = submitted_on is not None and published_on is not None
    return refusal(BEFORE_SUBMISSION) if both and published_on < submitted_on else None


def takes_filings(study, actor: Actor | None = None) -> Refusal | None:
    """The study has been submitted and is not over."""
    if study.submitted_at is None:
        return refusal(NOT_SUBMITTED)
    return refusal(ENDED, state=str(study.get_state_display())) if study.is_ended else None


def filed(study, day: date) -> Refusal | None:
    """The gate before recruiting: an IIT has its 备案编号, and where it is interventional, by the province's setting,
    the number of ChiCTR as well, or that of ITMCTR for traditional medicine; each published on the day or before."""
    if study.kind not in IIT_KINDS:
        return None
    there = set(study.filings.published().filter(published_on__lte=day).values_list("target", flat=True))
    if FilingTarget.NATIONAL not in there:
        return refusal(NO_NATIONAL)
    if study.study_type != INTERVENTIONAL or not rules().registry_for_interventional:
        return None
    fit = [FilingTarget.CHICTR] + [FilingTarget.ITMCTR] * (study.kind == StudyKind.IIT_TCM)
    if there & set(fit):
        return None
    return refusal(NO_REGISTRY, registry=" / ".join(in_first_language(target.label) for target in fit))
