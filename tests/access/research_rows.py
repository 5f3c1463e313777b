"""Rows for the lists of research sites, records, people and feasibility."""

from datetime import timedelta

from access.roles import HOSPITAL_COORDINATOR
from network.models import Hospital
from sites.models import (
    EthicsCommittee,
    FeasibilityInvitation,
    FeasibilityRound,
    GcpRecord,
    GcpSpecialty,
    PersonCertificate,
    RecognitionEntry,
    ResearchSite,
    SiteCapacity,
    SiteEquipment,
)
from tests.factories import network as make
from tests.factories.people import persons
from tools import clock


def _own() -> Hospital:
    """The hospital of the reader, made before anything else."""
    return Hospital.objects.order_by("pk").first() or make.hospital()


def sites(rows: int) -> list[ResearchSite]:
    """Sites of the reader's hospital, each with a field and equipment."""
    known, own, field = ResearchSite.objects.count(), _own(), make.disease_field()
    made = ResearchSite.objects.bulk_create(
        ResearchSite(
            hospital=own, name_zh=f"科室{known + n}", sort_key=f"{n}", kind="ward", campus=own.campuses.first()
        )
        for n in range(rows)
    )
    SiteCapacity.objects.bulk_create(SiteCapacity(site=site, field=field, cases=3, year=2025) for site in made)
    SiteEquipment.objects.bulk_create(SiteEquipment(site=site, kind="ct") for site in made)
    return made


def gcp_records(rows: int) -> None:
    """Records with a specialty."""
    known = GcpRecord.objects.count()
    made = GcpRecord.objects.bulk_create(
        GcpRecord(hospital=_own(), kind="drug", number=f"G{known + n}") for n in range(rows)
    )
    GcpSpecialty.objects.bulk_create(GcpSpecialty(record=record, name="甲") for record in made)


def committees(rows: int) -> list[EthicsCommittee]:
    """Committees of one hospital."""
    known = EthicsCommittee.objects.count()
    return EthicsCommittee.objects.bulk_create(
        EthicsCommittee(hospital=_own(), name_zh=f"委员会{known + n}", meets="weekly") for n in range(rows)
    )


def recognitions(rows: int) -> None:
    """Entries for a committee and for a region."""
    for place, committee in enumerate(committees(rows)):
        other, region = make.hospital(with_profile=False), make.region()
        by = EthicsCommittee.objects.create(hospital=other, name_zh="委员会", meets="weekly")
        whom = {"audience": "committee", "by_committee": by} if place else {"audience": "region", "by_region": region}
        RecognitionEntry.objects.create(committee=committee, recognised_by=f"{place}", **whom)


def certificates(rows: int) -> None:
    """Certificates of as many people."""
    own = _own()
    PersonCertificate.objects.bulk_create(
        PersonCertificate(user=user, hospital=own, kind="gcp", issuer="x") for user in persons(rows)
    )


def rounds(rows: int) -> list[FeasibilityRound]:
    """Rounds of the reader's hospital that were sent."""
    due = clock.today() + timedelta(days=3)
    facts = {"hospital": _own(), "state": "open", "sent_at": clock.now(), "due_on": due, "title": "调查"}
    return FeasibilityRound.objects.bulk_create(FeasibilityRound(**facts) for _ in range(rows))


def invitations(rows: int) -> None:
    """Invitations of as many sites to as many rounds, one in two asked by a network."""
    own = _own()
    for place, (thing, site) in enumerate(zip(rounds(rows), sites(rows), strict=True)):
        if place % 2 == 0:
            FeasibilityRound.objects.filter(pk=thing.pk).update(hospital=None, network=make.network())
        FeasibilityInvitation.objects.create(round=thing, site=site, hospital=own, state="invited")


LISTS = {
    "sites:sites": (HOSPITAL_COORDINATOR, sites),
    "sites:gcp_records": (HOSPITAL_COORDINATOR, gcp_records),
    "sites:ethics_committees": (HOSPITAL_COORDINATOR, committees),
    "sites:recognitions": (HOSPITAL_COORDINATOR, recognitions),
    "sites:certificates": (HOSPITAL_COORDINATOR, certificates),
    "sites:rounds": (HOSPITAL_COORDINATOR, rounds),
    "sites:invitations": (HOSPITAL_COORDINATOR, invitations),
}
