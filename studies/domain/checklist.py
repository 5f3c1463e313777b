"""A study's start-up checklist: its lines, and for each site who sees to them until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import door, logbook
from access.actor import Actor
from access.lifecycle import check_version
from access.models import User
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from office.domain.attachments import attach_accepted, brought
from office.models import Attachment
from studies import permissions
from studies.enums import STARTING
from studies.models import ChecklistLine, StartupItem, Study
from studies.models.startup_item import BEFORE
from studies.policies import sites as policies
from studies.reference import rules
from tools import clock

EVIDENCE = "evidence"
NO_PAPER = text("studies.checklist.no_paper", _("This line asks for a paper: add it, then it is done."))
IN_FUTURE = text("studies.checklist.in_future", _("This day is still to come: record it once it is done."))
NO_SUCH_STEP = text("studies.checklist.no_such_step", _("Choose one of the steps in the list."))
# Sites to which a new line still applies.
ON_THE_WAY = STARTING[1:]


def begin(study: Study) -> None:
    """Give a study the lines that the province's checklists begin with, once: a part of the first invitation."""
    if study.checklist.exists():
        return
    ChecklistLine.objects.bulk_create(
        ChecklistLine(
            study=study,
            code=line.code,
            title=line.title,
            before=line.before,
            days=line.days,
            needs_file=line.needs_file,
            place=place,
        )
        for place, line in enumerate(rules().checklist)
    )


def lay_out(site) -> None:
    """Put the study's lines before a site: a part of its beginning."""
    there = set(site.items.values_list("line", flat=True))
    lines = [line for line in site.study.checklist.filter(withdrawn_at__isnull=True) if line.pk not in there]
    StartupItem.objects.bulk_create(_item(site, line) for line in lines)


def _item(site, line: ChecklistLine) -> StartupItem:
    begins = clock.local(site.invited_at).date()
    return StartupItem(
        line=line,
        site=site,
        hospital_id=site.hospital_id,
        lead_hospital_id=site.lead_hospital_id,
        due_on=begins + timedelta(days=line.days),
    )


@verb(permissions.CHANGE_STUDY_SITE)
def add_line(
    study: Study, *, title: str, before: str, days: int, needs_file: bool = False, by: Actor
) -> ChecklistLine:
    """A further line, for the sites that are still on their way too. Raises Refused for an unknown step."""
    if before not in dict(BEFORE):
        raise Refused(refusal(NO_SUCH_STEP), study)
    row = Study.objects.select_for_update().get(pk=study.pk)
    place = row.checklist.count()
    line = ChecklistLine.objects.create(
        study=row, code=f"line-{place}", title=title, before=before, days=days, needs_file=needs_file, place=place
    )
    StartupItem.objects.bulk_create(_item(site, line) for site in row.sites.filter(state__in=ON_THE_WAY))
    logbook.record(row, by=by, verb="study.checklist_line_added", changes={"line": ("", title)})
    return line


@verb(permissions.CHANGE_STUDY_SITE)
def withdraw_line(study: Study, *, line: ChecklistLine, by: Actor) -> ChecklistLine:
    """Ask for a line no longer, at no site; what was done stays on record."""
    row = ChecklistLine.objects.select_for_update().get(pk=line.pk, study=study)
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
    logbook.record(study, by=by, verb="study.checklist_line_withdrawn", changes={"line": (row.title, "")})
    return row


@dataclass(frozen=True)
class ItemFacts:
    """Who sees to an item until when, on which day it was done, and a note."""

    responsible: User | None = None
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""


def keep(item: StartupItem, *, facts: ItemFacts, uploads: list, expected: int, by: Actor) -> StartupItem:
    """Write an item with its paper. Not to be called inside a verb: the file comes first."""
    door.require(by, permissions.RUN_STUDY_SITE, item.site)
    accepted = brought(item, uploads) if uploads else None
    return keep_accepted(item.site, item=item, facts=facts, file=accepted, expected=expected, by=by)


@verb(permissions.RUN_STUDY_SITE)
def keep_accepted(site, *, item: StartupItem, facts: ItemFacts, file=None, expected: int, by: Actor) -> StartupItem:
    """Write it with a file that was brought. Raises Refused for another hospital's people, a day to come, and a line
    that asks for a paper and has none; Stale."""
    row = StartupItem.objects.select_for_update().select_related("line").get(pk=item.pk, site=site)
    check_version(row, expected, back_to=site)
    found = policies.own_part(permissions.RUN_STUDY_SITE)(site, by)
    if facts.done_on and facts.done_on > clock.today():
        found = found or refusal(IN_FUTURE)
    if found:
        raise Refused(found, site)
    changes = {name: (getattr(row, name), getattr(facts, name)) for name in ("due_on", "done_on", "note")}
    changes["responsible"] = (row.responsible, facts.responsible)
    if file is not None:
        attach_accepted(row, file, kind=EVIDENCE, by=by)
    if facts.done_on and row.line.needs_file and not Attachment.objects.of(row).current().exists():
        raise Refused(refusal(NO_PAPER), site)
    for name in changes:
        setattr(row, name, getattr(facts, name))
    row.version += 1
    row.save()
    logbook.record(row, by=by, verb="startup_item.kept", changes=changes)
    return row
