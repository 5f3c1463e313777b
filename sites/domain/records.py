"""Records of trial institutions: entered with their specialties and their paper on the shelf, and ended."""

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
from network.models import Hospital
from office.models import StandingDocument
from sites.models import GcpRecord, GcpSpecialty, ResearchSite
from sites.permissions.records import CHANGE_GCP

NO_SPECIALTY = text("research_sites.gcp.no_specialty", _("Name at least one specialty of the record, one a line."))
NAMED_TWICE = text("research_sites.gcp.named_twice", _("“%(name)s” is named twice: keep one line of it."))
FOREIGN_SITE = text("research_sites.gcp.foreign_site", _("A record covers open research sites of its own hospital."))
FOREIGN_PAPER = text("research_sites.gcp.foreign_paper", _("Choose a paper of the hospital's own shelf."))


@dataclass(frozen=True)
class GcpFacts:
    """What is entered about a record; ``specialties`` are names, each with the site that it covers, or None."""

    kind: str
    number: str
    valid_from: date
    specialties: tuple[tuple[str, ResearchSite | None], ...]
    valid_to: date | None = None
    paper: StandingDocument | None = None
    basis: Basis = NO_BASIS


@verb(CHANGE_GCP)
def enter(hospital: Hospital, *, facts: GcpFacts, by: Actor) -> GcpRecord:
    """Enter a record. Raises Refused for a closed hospital, days that overlap an entry of the same kind and number, no
    specialty or one named twice, and sites or papers of others."""
    row = locked(hospital, None)
    closing.refuse_closed(row)
    unfit = next((sentence for _field, sentence in problems(row, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    record = GcpRecord.objects.create(
        hospital=row,
        kind=facts.kind,
        number=facts.number.strip(),
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        paper=facts.paper,
        document_number=facts.basis.document_number.strip(),
        document_on=facts.basis.document_on,
    )
    _add(record, facts.specialties)
    names = ("kind", "number", "valid_from", "valid_to")
    changes = {name: (None, getattr(record, name)) for name in names}
    changes["specialties"] = ("", ", ".join(name for name, _site in facts.specialties))
    logbook.record(record, by=by, verb="gcp_record.entered", changes=changes)
    return record


@verb(CHANGE_GCP)
def write_specialties(
    record: GcpRecord,
    *,
    specialties: tuple[tuple[str, ResearchSite | None], ...],
    expected: int | None = None,
    by: Actor,
) -> GcpRecord:
    """Add specialties to a record, and say anew which sites its specialties cover; none is taken away while the record
    holds. Raises Refused as ``enter`` and for a record that has ended; Stale."""
    row = locked(record, expected)
    unfit = standing.over(row) or next((s for _f, s in specialty_problems(row.hospital, specialties)), None)
    if unfit:
        raise Refused(unfit, row)
    there = {entry.name: entry for entry in row.specialties.all()}
    before = {name: entry.research_site_id for name, entry in there.items()}
    wanted = {name: site.pk if site else None for name, site in specialties}
    if before | wanted == before:
        logbook.nothing_changed()
        return row
    for name, site in specialties:
        if name in there and before[name] != wanted[name]:
            row.specialties.filter(name=name).update(research_site=site)
    _add(row, tuple((name, site) for name, site in specialties if name not in there))
    write(row, {})
    names = (", ".join(sorted(before)), ", ".join(sorted(before | wanted)))
    logbook.record(row, by=by, verb="gcp_record.specialties_written", changes={"specialties": names})
    return row


@verb(CHANGE_GCP)
def end(record: GcpRecord, *, last: date, reason: str, expected: int | None = None, by: Actor) -> GcpRecord:
    """End a record. Raises Refused as ``standing.end``; Stale."""
    return standing.end(record, last=last, reason=reason, expected=expected, act="gcp_record.ended", by=by)


def _add(record: GcpRecord, specialties: tuple) -> None:
    GcpSpecialty.objects.bulk_create(
        GcpSpecialty(record=record, name=name, research_site=site) for name, site in specialties
    )


def problems(hospital: Hospital, facts: GcpFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with a record to be entered, each as (field, sentence)."""
    same = GcpRecord.objects.filter(hospital=hospital, kind=facts.kind, number=facts.number.strip())
    foreign = facts.paper is not None and facts.paper.hospital_id != hospital.pk
    found = [
        ("valid_to", standing.backwards(facts.valid_from, facts.valid_to)),
        ("number", standing.twice(same, facts.valid_from, facts.valid_to)),
        ("paper", refusal(FOREIGN_PAPER) if foreign else None),
        *specialty_problems(hospital, facts.specialties),
    ]
    return [(field, sentence) for field, sentence in found if sentence]


def specialty_problems(hospital: Hospital, specialties: tuple) -> list[tuple[str, Refusal]]:
    """What is wrong with specialties, each as (field, sentence)."""
    names = [name for name, _site in specialties]
    twice = next((name for name in names if names.count(name) > 1), None)
    foreign = any(site is not None and (site.hospital_id != hospital.pk or site.open_to) for _n, site in specialties)
    found = [
        ("specialties", None if names else refusal(NO_SPECIALTY)),
        ("specialties", refusal(NAMED_TWICE, name=twice) if twice else None),
        ("specialties", refusal(FOREIGN_SITE) if foreign else None),
    ]
    return [(field, sentence) for field, sentence in found if sentence]
