"""Ethics committees: entered, described, ended; and the list by which the province has opinions recognised."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network.domain import closing, standing
from network.domain.organisation_events import NO_BASIS, Basis
from network.domain.versions import locked, write
from network.models import Hospital, Region
from sites.enums.record import Audience
from sites.models import EthicsCommittee, RecognitionEntry
from sites.permissions.records import CHANGE_COMMITTEE, CHANGE_RECOGNITION

OWN_OPINION = text(
    "research_sites.recognition.own", _("A committee needs no entry to go by its own opinion: choose another one.")
)
NOBODY = text("research_sites.recognition.nobody", _("Choose by whom its opinions are recognised."))
EDITABLE = frozenset({"name_zh", "name_en", "record_number", "meets", "acceptance", "work_phone"})


@dataclass(frozen=True)
class CommitteeFacts:
    """What is entered about an ethics committee."""

    name_zh: str
    meets: str
    acceptance: str
    valid_from: date
    name_en: str = ""
    record_number: str = ""
    work_phone: str = ""


@dataclass(frozen=True)
class RecognitionFacts:
    """By whom, and between which days."""

    audience: str
    valid_from: date
    valid_to: date | None = None
    by_committee: EthicsCommittee | None = None
    by_region: Region | None = None
    basis: Basis = NO_BASIS

    @property
    def recognised_by(self) -> str:
        """The audience as one word, by which the database compares entries."""
        whom = {Audience.COMMITTEE: self.by_committee, Audience.REGION: self.by_region}.get(self.audience)
        return f"{self.audience}:{whom.pk}" if whom is not None else str(self.audience)


@verb(CHANGE_COMMITTEE)
def enter(hospital: Hospital, *, facts: CommitteeFacts, by: Actor) -> EthicsCommittee:
    """Enter an ethics committee. Raises Refused for a closed hospital, and for a name that is entered."""
    row = locked(hospital, None)
    closing.refuse_closed(row)
    unfit = next((sentence for _field, sentence in problems(row, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    names = ("name_zh", "name_en", "record_number", "work_phone")
    made = EthicsCommittee.objects.create(
        hospital=row,
        meets=facts.meets,
        acceptance=facts.acceptance,
        valid_from=facts.valid_from,
        **{name: getattr(facts, name).strip() for name in names},
    )
    told = ("name_zh", "record_number", "meets", "acceptance", "valid_from")
    changes = {name: (None, getattr(made, name)) for name in told}
    logbook.record(made, by=by, verb="ethics_committee.entered", changes=changes)
    return made


@verb(CHANGE_COMMITTEE)
def revise(committee: EthicsCommittee, *, changes: dict, expected: int | None = None, by: Actor) -> EthicsCommittee:
    """Write new values. Raises Refused for a committee that has ended; Stale; ValueError for other fields."""
    if set(changes) - EDITABLE:
        raise ValueError(f"No editable fields: {', '.join(sorted(set(changes) - EDITABLE))}")
    row = locked(committee, expected)
    over = standing.over(row)
    if over:
        raise Refused(over, row)
    new = {name: value.strip() for name, value in changes.items()}
    changed = logbook.changed(row, new)
    if not changed:
        logbook.nothing_changed()
        return row
    write(row, new)
    logbook.record(row, by=by, verb="ethics_committee.revised", changes=changed)
    return row


@verb(CHANGE_COMMITTEE)
def end(
    committee: EthicsCommittee, *, last: date, reason: str, expected: int | None = None, by: Actor
) -> EthicsCommittee:
    """End a committee. Raises Refused as ``standing.end``; Stale."""
    return standing.end(committee, last=last, reason=reason, expected=expected, act="ethics_committee.ended", by=by)


def problems(hospital: Hospital, facts: CommitteeFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with a committee to be entered, each as (field, sentence)."""
    same = EthicsCommittee.objects.filter(hospital=hospital, name_zh=facts.name_zh.strip())
    twice = standing.twice(same, facts.valid_from, None)
    return [("name_zh", twice)] if twice else []


@verb(CHANGE_RECOGNITION)
def recognise(committee: EthicsCommittee, *, facts: RecognitionFacts, by: Actor) -> RecognitionEntry:
    """Put a committee onto the recognition list. Raises Refused for one that has ended, an audience that is not named,
    its own recognition, and days on which the entry is there already."""
    row = locked(committee, None)
    unfit = standing.over(row) or next((s for _field, s in recognition_problems(row, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    entry = RecognitionEntry.objects.create(
        committee=row,
        audience=facts.audience,
        by_committee=facts.by_committee,
        by_region=facts.by_region,
        recognised_by=facts.recognised_by,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        document_number=facts.basis.document_number.strip(),
        document_on=facts.basis.document_on,
    )
    changes = {"audience": (None, entry.audience), "valid_from": (None, entry.valid_from)}
    logbook.record(entry, by=by, verb="recognition.entered", changes=changes | {"valid_to": (None, entry.valid_to)})
    return entry


@verb(CHANGE_RECOGNITION)
def end_recognition(
    entry: RecognitionEntry, *, last: date, reason: str, expected: int | None = None, by: Actor
) -> RecognitionEntry:
    """End an entry of the recognition list. Raises Refused as ``standing.end``; Stale."""
    return standing.end(entry, last=last, reason=reason, expected=expected, act="recognition.ended", by=by)


def recognition_problems(committee: EthicsCommittee, facts: RecognitionFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with an entry, each as (field, sentence)."""
    named = {Audience.COMMITTEE: ("by_committee", facts.by_committee), Audience.REGION: ("by_region", facts.by_region)}
    field, whom = named.get(facts.audience, ("audience", committee))
    others = [other for audience, (_f, other) in named.items() if audience != facts.audience]
    same = committee.recognitions.filter(recognised_by=facts.recognised_by)
    found = [
        (field, refusal(NOBODY) if whom is None else None),
        ("audience", refusal(NOBODY) if any(others) else None),
        ("by_committee", refusal(OWN_OPINION) if facts.by_committee == committee else None),
        ("valid_to", standing.backwards(facts.valid_from, facts.valid_to)),
        ("audience", standing.twice(same, facts.valid_from, facts.valid_to)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]
