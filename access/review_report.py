"""The report of a review as a printed document and as a table, from its frozen rows or, while it is open, as it is."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.domain import account_reviews
from access.models import AccountReview
from access.people_enums import ReviewCause, ReviewDecision
from access.roles import ROLES
from tools import clock, sheets
from tools.documents import Document, Facts, Heading, Paragraph, Table


def content(review: AccountReview) -> dict:
    """Counts and rows: frozen once the review is closed."""
    return review.report or account_reviews.report_of(account_reviews.items_of(review))


def columns() -> list[sheets.Column]:
    """The columns of the table."""
    titles = {
        "person": _("Person"),
        "role": _("Role"),
        "scope": _("Where"),
        "valid_from": _("From"),
        "valid_to": _("Until"),
        "last_login": _("Last sign-in"),
        "causes": _("Looked at because"),
        "decision": _("Decision"),
        "reason": _("Reason"),
        "answer": _("Answer of the organisation"),
        "decided_by": _("Decided by"),
        "decided_at": _("Decided at"),
    }
    return [sheets.Column(key, title) for key, title in titles.items()]


def rows(report: dict) -> list[dict]:
    """The rows in words."""
    return [
        row
        | {
            "role": str(ROLES[row["role"]]) if row["role"] in ROLES else row["role"],
            "causes": ", ".join(str(ReviewCause(code).label) for code in row["causes"]),
            "decision": str(ReviewDecision(row["decision"]).label) if row["decision"] else _("not decided"),
        }
        for row in report["rows"]
    ]


def counts(report: dict) -> list[tuple[str, str]]:
    """How many, by decision and by cause."""
    names = {"total": _("roles looked at")}
    names |= {choice.value: str(choice.label) for choice in (*ReviewDecision, *ReviewCause)}
    return [(title, str(report["counts"].get(code, 0))) for code, title in names.items()]


def document(review: AccountReview) -> Document:
    """The report as a document: who decided what about whom, and why."""
    report = content(review)
    shown = ("person", "role", "scope", "causes", "decision", "reason", "decided_by")
    titles = {column.key: str(column.title) for column in columns()}
    table = Table(
        tuple(titles[key] for key in shown), tuple(tuple(str(row[key]) for key in shown) for row in rows(report))
    )
    closed = clock.local(review.closed_at).strftime("%Y-%m-%d %H:%M") if review.closed_at else _("still open")
    by = review.closed_by.name if review.closed_by else ""
    blocks = [
        Facts(((_("Quarter"), review.quarter), (_("Closed"), f"{closed} {by}".strip()))),
        Heading(_("Figures")),
        Facts(tuple(counts(report))),
        Heading(_("Items")),
        table if report["rows"] else Paragraph(_("No role was to be looked at.")),
    ]
    return Document(
        title=_("Account review %(quarter)s") % {"quarter": review.quarter},
        blocks=tuple(blocks),
        code=f"REVIEW-{review.quarter}",
        language=get_language() or "zh-hans",
        dated=clock.local(review.closed_at or review.opened_at).date(),
    )
