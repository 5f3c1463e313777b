"""The record: sections saved by its people, versions set down when it is submitted or amended."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import check_version
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from studies import permissions
from studies.domain import filing_events, similar
from studies.enums import AMENDABLE, VersionReason
from studies.models import Study, StudyRecord, StudyVersion
from studies.policies import studies as policies
from studies.record import SECTIONS, differences
from tools import clock

NO_SUCH_SECTION = text("studies.no_such_section", _("The record has no section “%(code)s”."))
SECTION_STALE = text(
    "studies.section_stale",
    _("%(who)s saved this section after you opened it. Your text is kept below; compare and save again."),
)
NOTHING_NEW = text("studies.nothing_to_amend", _("The record is as it was in the last version: change it first."))
NOT_AMENDABLE = text(
    "studies.not_amendable", _("The study is “%(state)s”: amendments are made after its approval and before its end.")
)
NO_REASON = text("studies.no_reason_to_amend", _("Write why the record is amended: reviewers and registries read it."))


@verb(permissions.CHANGE_STUDY)
def save_section(study: Study, *, code: str, values: dict, expected: int, by: Actor) -> StudyRecord:
    """Save one section's cleaned values. ``expected`` is the section's version when it was opened, 0 for a new one.

    After the approval they are kept beside the version in force until ``amend``. Raises Refused for an unknown
    section, while the record is not writable, and when somebody else saved the section meanwhile.
    """
    if code not in SECTIONS:
        raise Refused(refusal(NO_SUCH_SECTION, code=code), study)
    stored = Study.objects.select_for_update(of=("self",)).select_related("record").get(pk=study.pk)
    shut = policies.writable(stored)
    if shut:
        raise Refused(shut, study)
    record = StudyRecord.objects.select_for_update(of=("self",)).select_related("saved_by").get(study=stored)
    if record.sections.get(code, 0) != expected:
        raise Refused(refusal(SECTION_STALE, who=record.saved_by.name if record.saved_by else ""), study)
    own = {field.code for field in SECTIONS[code].fields}
    record.values = {k: v for k, v in record.values.items() if k not in own} | {
        k: values[k] for k in own & set(values)
    }
    record.sections = record.sections | {code: expected + 1}
    record.version, record.saved_at, record.saved_by = record.version + 1, clock.now(), by.user
    record.save()
    if not stored.versions.exists():
        promote(stored, record.values)
    logbook.record(study, by=by, verb="study.section_saved", changes={"study_section": ("", code)})
    return record


@verb(permissions.CHANGE_STUDY)
def amend(study: Study, *, reason: str, expected: int, token: str = "", by: Actor) -> StudyVersion:
    """Put the changed record into force as a new version, with its reason. Raises Refused without a change or a
    reason, or when the study cannot be amended now; Stale."""
    row = Study.objects.select_for_update().get(pk=study.pk)
    check_version(row, expected)
    if row.state not in AMENDABLE:
        raise Refused(refusal(NOT_AMENDABLE, state=str(row.get_state_display())), study)
    if not reason.strip():
        raise Refused(refusal(NO_REASON), study)
    record = StudyRecord.objects.get(study=row)
    changed = differences.between(row.versions.order_by("-number").first().values, record.values)
    if not changed:
        raise Refused(refusal(NOTHING_NEW), study)
    made = set_down(row, VersionReason.AMENDED, by, reason)
    row.version += 1
    row.save(update_fields=["version"])
    changes = {"record_version": (made.number - 1, made.number)}
    filing_events.owe_change(row, made.number, {one.field.code for one in changed})
    logbook.record(row, by=by, verb="study.amended", changes=changes, reason=reason)
    return made


def set_down(study: Study, why: str, by: Actor, reason: str = "") -> StudyVersion:
    """Keep the record as it is as the next version and let the study's columns say the same: a part of the verbs that
    submit, amend and complete."""
    record = StudyRecord.objects.get(study=study)
    newest = study.versions.order_by("-number").first()
    made = StudyVersion.objects.create(
        study=study,
        hospital_id=study.lead_hospital_id,
        number=newest.number + 1 if newest else 1,
        why=why,
        reason=reason,
        values=record.values,
        written_by=by.user,
    )
    promote(study, record.values)
    return made


def promote(study: Study, values: dict) -> None:
    """Let the columns that lists and the register read say what the values say."""
    columns = {
        "public_title_zh": (values.get("public_title") or {}).get("zh", ""),
        "public_title_en": (values.get("public_title") or {}).get("en", ""),
        "study_type": values.get("study_type") or "",
        "target_size": values.get("target_size"),
        "planned_start": _day(values.get("recruiting_from")),
        "planned_end": _day(values.get("planned_end")),
        "search_words": similar.words_of(values),
    }
    for name, value in columns.items():
        setattr(study, name, value)
    study.save(update_fields=list(columns))


def _day(typed: str | None) -> date | None:
    return date.fromisoformat(typed) if typed else None
