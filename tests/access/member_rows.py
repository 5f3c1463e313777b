"""Rows for the lists of what members do all year: confirmations, assessments, exits, visits."""

from network.models import (
    AnnualAssessment,
    AssessmentRound,
    BulkMessage,
    Centre,
    Certificate,
    ConfirmationRule,
    Hospital,
    ImportRun,
    Membership,
    MembershipExit,
    Network,
    SiteVisit,
)
from tests.factories import assessments, seasons
from tests.factories import exits as leave
from tests.factories import network as make
from tests.factories.directory import fill
from tests.factories.people import persons
from tools import clock


def own_hospital() -> Hospital:
    """The hospital of the reader, made before anything else."""
    return Hospital.objects.order_by("pk").first() or make.hospital()


def to_confirm(rows: int) -> None:
    """Members since 2020, of a province that has them confirm."""
    if not ConfirmationRule.objects.exists():
        seasons.rule()
    fill(rows)


def versions(rows: int) -> None:
    for network in [make.network() for _ in range(rows)]:
        assessments.table(network=network)


def rounds(rows: int) -> list[AssessmentRound]:
    """Announced rounds of different networks, by a table of their own each."""
    fill(rows)
    places = list(Membership.objects.order_by("-pk").select_related("network")[:rows])
    tables = [assessments.table(network=place.network) for place in places]
    facts = {"year": 2025, "state": "announced", "announced_at": clock.now(), "due_on": clock.today()}
    return AssessmentRound.objects.bulk_create(
        AssessmentRound(network=place.network, table=table, **facts)
        for place, table in zip(places, tables, strict=True)
    )


def results(rows: int) -> None:
    """Announced results of the reader's hospital."""
    known, own = AnnualAssessment.objects.count(), own_hospital()
    facts = {"state": "announced", "announced_at": clock.now(), "decided_at": clock.now(), "days_active": 365}
    facts |= {"appeal_until": clock.today(), "total": 80, "grade": "qualified", "year": 2025, "hospital": own}
    AnnualAssessment.objects.bulk_create(
        AnnualAssessment(
            number=f"A{known + place}",
            round=round_,
            network=round_.network,
            membership=round_.network.memberships.get(),
            campus=own.campuses.first(),
            tier=round_.network.memberships.get().tier,
            **facts,
        )
        for place, round_ in enumerate(rounds(rows))
    )


def some_exits(rows: int) -> None:
    """Completed exits of as many members."""
    known = MembershipExit.objects.count()
    fill(rows)
    now = clock.now()
    MembershipExit.objects.bulk_create(
        MembershipExit(
            number=f"E{known + place}",
            membership=member,
            hospital_id=member.hospital_id,
            campus_id=member.campus_id,
            network_id=member.network_id,
            kind="voluntary",
            state="completed",
            reason="r",
            last_day=clock.today(),
            submitted_at=now,
            decided_at=now,
        )
        for place, member in enumerate(Membership.objects.filter(exits__isnull=True).order_by("-pk")[:rows])
    )


def some_visits(rows: int) -> None:
    """Visits to as many members."""
    known, checklist = SiteVisit.objects.count(), leave.checklist()
    fill(rows)
    SiteVisit.objects.bulk_create(
        SiteVisit(
            number=f"V{known + place}",
            membership=member,
            hospital_id=member.hospital_id,
            campus_id=member.campus_id,
            network_id=member.network_id,
            checklist=checklist,
            planned_on=clock.today(),
            visitors="v",
        )
        for place, member in enumerate(Membership.objects.order_by("-pk")[:rows])
    )


def imports(rows: int) -> None:
    """Tables of hospitals, each brought by somebody else."""
    ImportRun.objects.bulk_create(
        ImportRun(kind="hospitals", file_name="医院.xlsx", created_by=user) for user in persons(rows)
    )


def written(rows: int) -> None:
    """Messages of the reader's centre."""
    centre = Centre.objects.order_by("pk").first()
    words = {"subject": "通知", "body": "x", "digest": "x"}
    BulkMessage.objects.bulk_create(BulkMessage(centre=centre, sent_by=user, **words) for user in persons(rows))


def certificates(rows: int) -> None:
    """Certificates of new members."""
    known = set(Membership.objects.values_list("pk", flat=True))
    fill(rows)
    Certificate.objects.bulk_create(
        Certificate(
            kind="certificate",
            number=f"Z{member.pk}",
            code=f"C{member.pk}",
            membership=member,
            member_number=member.number,
            hospital_id=member.hospital_id,
            campus_id=member.campus_id,
            network_id=member.network_id,
            tier_id=member.tier_id,
        )
        for member in Membership.objects.exclude(pk__in=known)
    )


def issuable(rows: int) -> None:
    """Members of the networks of the reader's centre."""
    centre = Centre.objects.order_by("pk").first()
    fill(rows)
    Network.objects.exclude(centre=centre).update(centre=centre)
