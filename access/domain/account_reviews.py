"""The quarterly review: every privileged, unused or expiring role is kept with a reason, ended, or asked about.

GB/T 22239-2019 level 3, access control c): superfluous and expired accounts are removed in time. The closed report is
the evidence. Roles of the three separated administrators are looked at by the department, for none of them acts on
another.
"""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook, people_permissions, permissions, separation
from access.actor import Actor
from access.domain import role_assignments
from access.enums import ScopeKind
from access.models import AccountReview, ReviewItem, RoleAssignment
from access.people_enums import ReviewCause, ReviewDecision
from access.refusals import Refused, refusal
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, ROLES, SECURITY_ADMIN, SEPARATED
from access.scopes import scope_labels
from access.texts import text
from access.verbs import verb
from tools import calendar, clock

PERIOD = (20, calendar.Kind.WORKING)
STALE_DAYS, EXPIRING_DAYS = 60, 30
# Whom one asks in an organisation.
ASKED = {ScopeKind.HOSPITAL: HOSPITAL_ADMIN, ScopeKind.CENTRE: CENTRE_ADMIN}

TASK = text("task.account_review", _("Review accounts and roles of %(quarter)s"))
TASK_SEPARATED = text(
    "task.account_review_separated", _("Review the roles of the separated administrators of %(quarter)s")
)
TASK_ASKED = text("task.account_review_asked", _("Say whether %(name)s still needs the role “%(title)s”"))
IS_CLOSED = text("access.review.closed", _("This review is closed: what was decided stays as it is."))
NOT_OWN = text("access.review.not_own", _("Nobody reviews the own role: another security administrator decides."))
NEEDS_REASON = text("access.review.needs_reason", _("Write a reason: whoever audits the review reads it."))
NOBODY_TO_ASK = text(
    "access.review.nobody_to_ask",
    _("This role belongs to no hospital or centre that could be asked: decide yourself."),
)
STILL_OPEN = text(
    "access.review.still_open", _("%(count)s roles are not decided yet: decide them first, then close the review.")
)
UNKNOWN_DECISION = text("access.review.unknown_decision", _("Choose to keep, to end, or to ask the organisation."))
NOT_ASKED = text("access.review.not_asked", _("Nobody waits for an answer about this role any more."))


def quarter_of(day: date) -> str:
    """The quarter of a day, as "2026-Q1"."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def causes_of(assignment: RoleAssignment) -> list[str]:
    """Why a role is looked at today; empty when it is not."""
    user, role, today = assignment.user, ROLES.get(assignment.role), clock.today()
    found = {
        ReviewCause.PRIVILEGED: role is not None and role.privileged,
        ReviewCause.STALE: clock.now() - user.last_used_at > timedelta(days=STALE_DAYS),
        ReviewCause.EXPIRING: assignment.valid_to is not None
        and assignment.valid_to <= today + timedelta(days=EXPIRING_DAYS),
        ReviewCause.CLOSED: not user.is_active,
    }
    return [cause.value for cause, holds in found.items() if holds]


@verb(open_because="the system, at the beginning of each quarter")
def open_review(thing=None, *, by: Actor) -> AccountReview | None:
    """Open the review of this quarter with its items and tasks; None when it is there already."""
    review, created = AccountReview.objects.get_or_create(
        quarter=quarter_of(clock.today()), defaults={"due_on": calendar.due_after(clock.today(), *PERIOD)}
    )
    if not created:
        logbook.nothing_changed()
        return None
    held = RoleAssignment.objects.valid().exclude(scope_kind=ScopeKind.SELF).select_related("user").order_by("pk")
    items = [ReviewItem(review=review, assignment=item, causes=causes) for item in held if (causes := causes_of(item))]
    ReviewItem.objects.bulk_create(items)
    logbook.record(review, by=by, verb="review.opened", changes={"rows": ("", len(items))})
    _task(TASK, review, SECURITY_ADMIN)
    if any(item.assignment.role in SEPARATED for item in items):
        _task(TASK_SEPARATED, review, DEPARTMENT_OFFICER)
    return review


def _task(kind: str, review: AccountReview, role: str) -> None:
    place = {"role": role, "scope_kind": ScopeKind.PROVINCE.value}
    inbox.open_task(kind, review, due=review.due_on, quarter=review.quarter, **place)


def permission_for(item: ReviewItem) -> str:
    """The right that deciding an item takes."""
    is_separated = item.assignment.role in SEPARATED
    return people_permissions.REVIEW_SEPARATED if is_separated else people_permissions.REVIEW_ACCOUNTS


@verb(people_permissions.VIEW_REVIEWS)
def decide(item: ReviewItem, *, decision: str, reason: str, by: Actor) -> ReviewItem:
    """Keep a role, end it, or ask the organisation; may be decided again until the review is closed.

    Raises Forbidden for roles of the separated administrators but to the department, Refused for one's own role,
    without a reason, for a closed review, and where nobody can be asked.
    """
    door.require(by, permission_for(item), item)
    _check(item, decision, reason, by)
    if decision == ReviewDecision.END:
        _end(item, reason, by)
    item.decision, item.reason, item.decided_by, item.decided_at = decision, reason, by.user, clock.now()
    item.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    logbook.record(item, by=by, verb="review.decided", changes={"decision": ("", decision)}, reason=reason)
    inbox.close_tasks(item, by=by)
    if decision == ReviewDecision.ASK:
        _ask(item)
    _close_task_of_separated(item, by)
    return item


def _check(item: ReviewItem, decision: str, reason: str, by: Actor) -> None:
    if AccountReview.objects.select_for_update().get(pk=item.review_id).closed_at is not None:
        raise Refused(refusal(IS_CLOSED), item)
    if by.user is not None and item.assignment.user_id == by.user.pk:
        raise Refused(refusal(NOT_OWN), item)
    if decision not in ReviewDecision.values:
        raise Refused(refusal(UNKNOWN_DECISION), item)
    if not reason.strip():
        raise Refused(refusal(NEEDS_REASON), item)
    if decision == ReviewDecision.ASK and item.assignment.scope_kind not in ASKED:
        raise Refused(refusal(NOBODY_TO_ASK), item)


def _end(item: ReviewItem, reason: str, by: Actor) -> None:
    if item.assignment.role in SEPARATED:
        separation.check_untouched(item.assignment.user, by, item)
    if item.assignment.is_valid():
        role_assignments.end(item.assignment, reason=reason, by=by)


def _ask(item: ReviewItem) -> None:
    role = item.assignment
    inbox.open_task(
        TASK_ASKED,
        item,
        role=ASKED[role.scope_kind],
        scope_kind=role.scope_kind,
        scope_id=role.scope_id,
        due=item.review.due_on,
        name=role.user.name,
        title=role.role_title,
        url=reverse("access:answer_review", args=[item.uid]),
    )


def _close_task_of_separated(item: ReviewItem, by: Actor) -> None:
    rest = item.review.items.filter(assignment__role__in=SEPARATED)
    if not any(not other.is_decided for other in rest):
        inbox.close_tasks(item.review, TASK_SEPARATED, by=by)


@verb(open_because="whoever ends roles at the place that is asked: the door is asked about the role below")
def answer(item: ReviewItem, *, words: str, by: Actor) -> ReviewItem:
    """Answer for the organisation whether the role is still needed; the security administrator decides then."""
    door.require(by, permissions.END_ROLE, item.assignment)
    if item.decision != ReviewDecision.ASK or item.review.closed_at is not None:
        raise Refused(refusal(NOT_ASKED), item.assignment)
    item.answer, item.answered_by, item.answered_at = words, by.user, clock.now()
    item.save(update_fields=["answer", "answered_by", "answered_at"])
    logbook.record(item, by=by, verb="review.answered", changes={"answer": ("", words)})
    inbox.close_tasks(item, by=by)
    return item


@verb(people_permissions.REVIEW_ACCOUNTS)
def close(review: AccountReview, *, by: Actor) -> AccountReview:
    """Close a review whose items are all decided, and freeze its report. Raises Refused while one is open."""
    review = AccountReview.objects.select_for_update().get(pk=review.pk)
    if review.closed_at is not None:
        raise Refused(refusal(IS_CLOSED), review)
    items = items_of(review)
    waiting = sum(1 for item in items if not item.is_decided)
    if waiting:
        raise Refused(refusal(STILL_OPEN, count=waiting), review)
    review.closed_at, review.closed_by = clock.now(), by.user
    review.report = report_of(items)
    review.save(update_fields=["closed_at", "closed_by", "report"])
    logbook.record(review, by=by, verb="review.closed", changes={"rows": ("", len(items))})
    inbox.close_tasks(review, by=by)
    return review


def items_of(review: AccountReview) -> list[ReviewItem]:
    """All items with what the report says of them."""
    rows = review.items.select_related("assignment__user", "decided_by", "answered_by", "review")
    return list(rows.order_by("assignment__user__name", "pk"))


def report_of(items: list[ReviewItem]) -> dict:
    """What a report holds, as stored codes and names: ``{"counts": {…}, "rows": [{…}]}``."""
    labels = scope_labels((item.assignment.scope_kind, item.assignment.scope_id) for item in items)
    counts = {code: sum(1 for item in items if item.decision == code) for code in ReviewDecision.values}
    counts |= {code: sum(1 for item in items if code in item.causes) for code in ReviewCause.values}
    rows = [_row(item, labels) for item in items]
    return {"counts": counts | {"total": len(items)}, "rows": rows}


def _row(item: ReviewItem, labels: dict) -> dict:
    role = item.assignment
    return {
        "person": role.user.name,
        "role": role.role,
        "scope": labels.get((role.scope_kind, role.scope_id), ""),
        "valid_from": role.valid_from.isoformat(),
        "valid_to": role.valid_to.isoformat() if role.valid_to else "",
        "last_login": clock.local(role.user.last_login).strftime("%Y-%m-%d") if role.user.last_login else "",
        "causes": item.causes,
        "decision": item.decision,
        "reason": item.reason,
        "answer": item.answer,
        "decided_by": item.decided_by.name if item.decided_by else "",
        "decided_at": clock.local(item.decided_at).strftime("%Y-%m-%d %H:%M") if item.decided_at else "",
    }
