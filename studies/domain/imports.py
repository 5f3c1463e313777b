"""A study brought in from a registry's file: a draft with what the file says, to be completed by its people."""

from access import logbook
from access.actor import Actor
from access.models import User
from access.verbs import verb
from network.models import Hospital
from studies import permissions
from studies.domain import records, studies
from studies.models import Study, StudyRecord
from studies.record import SECTIONS
from tools import clock


@verb(permissions.ADD_STUDY)
def bring_in(hospital: Hospital, *, kind: str, investigator: User, values: dict, source: str, by: Actor) -> Study:
    """Open the draft of a study of ``hospital`` with what a registry's file says. Raises Refused as opening one."""
    study = studies.start(hospital, kind=kind, investigator=investigator, by=by)
    record = StudyRecord.objects.select_for_update().get(study=study)
    known = {code: {field.code for field in section.fields} & set(values) for code, section in SECTIONS.items()}
    record.values = {code: values[code] for own in known.values() for code in own}
    record.sections = {code: 1 for code, own in known.items() if own}
    record.version, record.saved_at, record.saved_by = record.version + 1, clock.now(), by.user
    record.save()
    records.promote(study, record.values)
    logbook.record(study, by=by, verb="study.imported", changes={"source": ("", source)})
    return study
