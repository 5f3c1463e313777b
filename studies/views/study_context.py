"""What a study's page shows: gathered here so that the views stay doormen."""

from access import door, form_tokens, histories, lifecycle
from network.domain import signoffs
from office.models import Receipt
from studies import permissions
from studies.enums import AMENDABLE, ReviewState, StudyState
from studies.forms.study import ShareForm
from studies.lifecycles import STUDY
from studies.models import Study, StudyNetwork, StudyReview, StudySite
from studies.policies.filings import takes_filings
from studies.policies.reviews import HELD_IN
from studies.policies.studies import comments_answered
from studies.record import SECTIONS, completeness, derived, differences, fields_of
from studies.record.reading import is_there
from studies.record.targets import TARGETS

WAY = (
    StudyState.DRAFT,
    StudyState.SCIENTIFIC_REVIEW,
    StudyState.ETHICS_PENDING,
    StudyState.APPROVED,
    StudyState.REGISTERED,
    StudyState.RECRUITING,
    StudyState.FOLLOW_UP,
    StudyState.COMPLETED,
)
BETWEEN = {
    StudyState.AWAITING_SIGNOFF: StudyState.DRAFT,
    StudyState.ENROLMENT_CLOSED: StudyState.RECRUITING,
    StudyState.ANALYSIS: StudyState.FOLLOW_UP,
}


def writes(actor, study: Study) -> bool:
    """Whether the actor writes the record: such people read the working copy, all others the newest version."""
    return door.can(actor, permissions.CHANGE_STUDY, study) or door.can(actor, permissions.MANAGE_STUDY, study)


def read_values(study: Study, actor) -> dict:
    """The values that the actor reads."""
    if writes(actor, study):
        return study.record.values
    newest = study.versions.order_by("-number").first()
    return newest.values if newest else {}


def page_context(study: Study, actor) -> dict:
    """Everything on the study's page for one actor."""
    inside, values = writes(actor, study), read_values(study, actor)
    may_write = door.can(actor, permissions.CHANGE_STUDY, study) and study.keeps_record
    return {
        "study": study,
        "steps": _steps(study),
        "inside": inside,
        "may_write": may_write,
        "missing": completeness.missing(values, completeness.OWN, study.kind) if study.is_editable and inside else [],
        "waiting": comments_answered(study, actor) if inside else None,
        "meters": completeness.meters(values | derived.values_of(study), study.kind),
        "sections": _sections(study, values),
        "changed": _changed(study) if may_write and study.state in AMENDABLE else [],
        "networks": StudyNetwork.objects.filter(study=study).visible_to(actor).with_names().order_by("pk"),
        "may_propose": door.can(actor, permissions.PROPOSE_STUDY_NETWORK, study) and not study.is_ended,
        "sites": StudySite.objects.filter(study=study).visible_to(actor).select_related("hospital").order_by("pk"),
        "versions": study.versions.select_related("written_by"),
        "receipts": Receipt.objects.filter(
            owner_type="studies.studyversion", owner_id__in=study.versions.values("pk")
        ).visible_to(actor),
        **_filings(study, actor),
        **_reviews(study, actor),
        **_sharing(study, actor),
        "actions": lifecycle.actions(study, actor) + _resuming(study, actor),
        "endings": lifecycle.actions(study, actor, only=["complete"]),
        "token": form_tokens.fresh(),
        "waits_for_signature": inside and signoffs.waits(study),
        **histories.newest(study, actor),
    }


def _resuming(study: Study, actor) -> list:
    """The one step out of a suspension that leads back to where the study was."""
    if study.state != StudyState.SUSPENDED:
        return []
    names = [t.name for t in STUDY.transitions if t.name.startswith("resume") and t.target == study.suspended_from]
    return lifecycle.actions(study, actor, only=names)


def _sections(study: Study, values: dict) -> list[dict]:
    """Each section with how many of its fields are there, and how many comments wait."""
    waiting: dict[str, int] = {}
    for code in study.comments.waiting().values_list("section", flat=True):
        waiting[code] = waiting.get(code, 0) + 1
    rows = []
    for code, section in SECTIONS.items():
        shown = [field for field in fields_of(code, study.kind) if field.is_asked(values, study.kind)]
        done = sum(is_there(field, values.get(field.code)) for field in shown)
        lacking = [f for f in shown if f.needed and not is_there(f, values.get(f.code))]
        rows.append(
            {"section": section, "done": done, "total": len(shown), "lacking": len(lacking)}
            | {"comments": waiting.get(code, 0), "is_whole": not lacking}
        )
    return rows


def _changed(study: Study) -> list:
    newest = study.versions.order_by("-number").first()
    return differences.between(newest.values, study.record.values) if newest else []


def _filings(study: Study, actor) -> dict:
    may_manage = door.can(actor, permissions.MANAGE_FILING, study)
    fit = [(code, target.title) for code, target in TARGETS.items() if target.takes(study.kind)]
    return {"filings": study.filings.all(), "sheets": fit, "may_file": may_manage and takes_filings(study) is None}


def _reviews(study: Study, actor) -> dict:
    may_manage = door.can(actor, permissions.MANAGE_STUDY, study)
    kind = next((kind for kind, state in HELD_IN.items() if state == study.state), "")
    is_open = study.reviews.filter(kind=kind, state=ReviewState.OPEN).exists()
    return {
        "reviews": StudyReview.objects.filter(study=study).visible_to(actor).order_by("-opened_at", "-pk"),
        "review_kind": kind if may_manage and not is_open else "",
    }


def _sharing(study: Study, actor) -> dict:
    may_share = door.can(actor, permissions.SHARE_STUDY, study) and not study.is_ended
    shared: dict = {}
    rows = study.grants.select_related("user", "permission").order_by("user__name", "pk") if may_share else []
    for row in rows:
        found = shared.setdefault(row.user_id, {"user": row.user, "may_write": False, "reviews": False})
        found["may_write"] |= row.permission.codename == "change_study"
        found["reviews"] |= row.permission.codename == "review_study"
    return {"share_form": ShareForm() if may_share else None, "shared_with": list(shared.values())}


def _steps(study: Study) -> list[dict]:
    """The way of the study with where it stands; a study that stopped stands nowhere on it."""
    now = study.suspended_from or BETWEEN.get(study.state, study.state)
    place = WAY.index(now) if now in WAY else -1
    over = study.state == StudyState.COMPLETED
    items = []
    for index, state in enumerate(WAY):
        mark = "done" if index < place or over else "current" if index == place else "todo"
        note = study.get_state_display() if index == place and study.state != state else ""
        items.append({"title": state.label, "state": mark, "date": "", "note": note})
    return items
