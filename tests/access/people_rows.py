"""Rows of the lists about people who come, stay away and go, many at once."""

from access.models import AccountReview, Delegation, DeletionRequest, HandOver, ReviewItem, RoleAssignment
from access.roles import STEWARD
from network.models import Hospital
from tests.factories import network as make
from tests.factories.people import persons
from tools import clock


def _own() -> Hospital:
    """The hospital of the reader, made before anything else."""
    return Hospital.objects.order_by("pk").first() or make.hospital()


def _role(user) -> RoleAssignment:
    scope = {"scope_kind": "hospital", "scope_id": _own().pk}
    return RoleAssignment(user=user, role=STEWARD, valid_from="2018-01-01", reason="x", **scope)


def delegations(rows: int) -> None:
    given, deputies = persons(rows), persons(rows)
    roles = RoleAssignment.objects.bulk_create(_role(user) for user in given)
    days = {"valid_from": clock.today(), "valid_to": clock.today(), "scope_kind": "hospital", "scope_id": _own().pk}
    Delegation.objects.bulk_create(
        Delegation(assignment=role, delegator=role.user, deputy=deputy, reason="x", **days)
        for role, deputy in zip(roles, deputies, strict=True)
    )


def hand_overs(rows: int) -> None:
    roles = RoleAssignment.objects.bulk_create(_role(user) for user in persons(rows))
    facts = {"first_day": clock.today(), "scope_kind": "hospital", "scope_id": _own().pk, "reason": "x"}
    HandOver.objects.bulk_create(
        HandOver(assignment=role, leaver=role.user, successor=successor, **facts)
        for role, successor in zip(roles, persons(rows), strict=True)
    )


def deletion_requests(rows: int) -> None:
    DeletionRequest.objects.bulk_create(
        DeletionRequest(user=user, state="declined", answered_at=clock.now(), answered_by=by, due_on=clock.today())
        for user, by in zip(persons(rows), persons(rows), strict=True)
    )


def account_reviews(rows: int) -> None:
    known = AccountReview.objects.count()
    facts = {"due_on": clock.today(), "closed_at": clock.now()}
    AccountReview.objects.bulk_create(
        AccountReview(quarter=f"{1000 + (known + n) // 4}-Q{(known + n) % 4 + 1}", closed_by=user, **facts)
        for n, user in enumerate(persons(rows))
    )


def review() -> AccountReview:
    """The one review whose items are listed."""
    return AccountReview.objects.get_or_create(quarter="2026-Q1", defaults={"due_on": clock.today()})[0]


def review_items(rows: int) -> None:
    roles = RoleAssignment.objects.bulk_create(_role(user) for user in persons(rows))
    facts = {"review": review(), "causes": ["stale"], "decision": "keep", "reason": "x", "decided_at": clock.now()}
    ReviewItem.objects.bulk_create(
        ReviewItem(assignment=role, decided_by=by, **facts) for role, by in zip(roles, persons(rows), strict=True)
    )
