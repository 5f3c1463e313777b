"""Addresses about people who come, stay away and go, as rows of the table of tests/access/test_every_page.py."""

from access.actor import Actor
from access.domain import account_reviews, delegations, deletion_requests, hand_overs
from access.models import AccountReview, ReviewItem, RoleAssignment
from tools import clock

H1, H2, OFFICER, SECURITY = "hospital_admin@H1", "hospital_admin@H2", "department_officer", "security_admin"
FORM = {"version": "1", "token": "t"}
GRANT = FORM | {"action": "grant", "reason": "x"}


def role_of(label: str):
    """The uid of somebody's role."""
    return lambda world: (world.things[RoleAssignment][label].uid,)


def delegated(world):
    """A colleague acts for the hospital's administrator."""
    role = world.thing(RoleAssignment, "hospital_admin@H1")
    days = {"first": clock.today(), "last": clock.today()}
    made = delegations.delegate(
        role,
        deputy=world.people["investigator@H1"],
        kind="all",
        reason="x",
        by=world.actor("hospital_admin@H1"),
        **days,
    )
    return (made.uid,)


def handed_over(world):
    """The coordinator proposes a successor."""
    role, by = world.thing(RoleAssignment, "hospital_coordinator@H1"), world.actor("hospital_coordinator@H1")
    facts = {"successor": world.people["steward@H1"], "first_day": clock.today(), "reason": "x"}
    return (hand_overs.propose(role, roles=[role.pk], by=by, **facts)[0].uid,)


def deletion(world):
    """A learner wants to be deleted."""
    return (deletion_requests.ask(world.people["learner"], wish="", by=world.actor("learner")).uid,)


def review(world):
    """The review of this quarter."""
    account_reviews.open_review(by=Actor.as_system("test"))
    return (AccountReview.objects.get().uid,)


def review_item(world):
    """The item about a steward of H1, about whom the hospital is asked."""
    review(world)
    item = ReviewItem.objects.get(assignment=world.things[RoleAssignment]["steward@H1"])
    account_reviews.decide(item, decision="ask", reason="x", by=world.actor(SECURITY))
    return (item.uid,)


# Name, holder and answer, holder elsewhere, stranger, address, method, data.
PEOPLE_PAGES = [
    ("network:hospitals", (H1, 200), None, 200),
    ("network:centres", (H1, 200), None, 200),
    ("network:networks", (H1, 200), None, 200),
    ("network:regions", (H1, 200), None, 200),
    ("workspace:search", (H1, 200), None, 200),
    ("workspace:live", (H1, 200), None, 200),
    ("workspace:awake", (H1, 204), None, 204),
    ("office:check_receipt", (H1, 200), None, 200),
    ("office:figures", (H1, 200), None, 200),
    ("access:invitations", (H1, 200), None, 403),
    ("access:invite", (H1, 200), (OFFICER, 403), 403),
    ("access:invite_list", (H1, 200), (OFFICER, 403), 403),
    ("access:invite_list_template", (H1, 200), (OFFICER, 403), 403),
    ("access:channels", (H1, 200), None, 200),
    ("access:jobs", (H1, 200), None, 200),
    ("access:permissions", (H1, 200), None, 200),
    ("access:gallery", (H1, 200), None, 200),
    ("access:operations", ("system_admin", 200), (OFFICER, 403), 403),
    ("access:logbook", ("auditor", 200), (OFFICER, 403), 403),
    ("access:chase", (H1, 200), ("investigator@H1", 403), 403),
    ("access:remind", (H1, 302), ("investigator@H1", 403), 403, lambda world: (), "post"),
    ("start_province", ("system_admin", 200), (OFFICER, 403), 403),
    ("site_identity", ("system_admin", 200), (OFFICER, 403), 403),
    ("access:delegations", (H1, 200), None, 200),
    ("access:end_delegation", (H1, 302), (H2, 404), 404, delegated, "post"),
    ("access:delegate", (H1, 200), (H2, 404), 404, role_of(H1)),
    ("access:hand_overs", (H1, 200), None, 200),
    ("access:start_hand_over", (H1, 200), (H2, 404), 404, role_of("investigator@H1")),
    ("access:hand_over", (H1, 200), (H2, 404), 404, handed_over),
    ("access:hand_over_step", (H1, 302), (H2, 404), 404, handed_over, "post", FORM | {"action": "confirm"}),
    ("access:departure", (H1, 200), (H2, 404), 403, role_of("investigator@H1")),
    ("access:my_data", (H1, 200), None, 200),
    ("access:export_my_data", (H1, 200), None, 200),
    ("access:correct_name", (H1, 200), None, 200),
    ("access:ask_deletion", (H1, 200), None, 200),
    ("access:deletion_requests", (SECURITY, 200), (OFFICER, 403), 403),
    ("access:deletion_request", (SECURITY, 200), (OFFICER, 404), 404, deletion),
    ("access:deletion_step", (SECURITY, 302), (OFFICER, 404), 404, deletion, "post", GRANT),
    ("access:account_reviews", (SECURITY, 200), (H1, 403), 403),
    ("access:account_review", (SECURITY, 200), (H1, 403), 403, review),
    ("access:next_review_item", (SECURITY, 302), (H1, 403), 403, review),
    ("access:close_review", (SECURITY, 302), (OFFICER, 403), 403, review, "post"),
    ("access:review_report", (SECURITY, 200), (H1, 403), 403, lambda world: (*review(world), "pdf")),
    ("access:review_item", (SECURITY, 200), (H1, 403), 403, review_item),
    ("access:answer_review", (H1, 200), (H2, 404), 403, review_item),
]
