"""People who are away, who hand over and who want to be deleted; and the review of accounts, well under way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from access.domain import account_reviews, delegations, deletion_requests, hand_overs
from access.models import AccountReview, RoleAssignment
from access.roles import SEPARATED
from demo.building.agenda import Agenda
from demo.building.people import People
from tools import clock

FORENOON = time(9, 40)
# How many days before the day of the build each of them happens, and how long a leave still lasts.
DAYS_AGO = {"deputy": 3, "hand_over": 2, "deletion": 5, "review": 12}
LEAVE_DAYS = 10
DECIDED = 9


class Comings:
    """Puts the script's departures and absences into the agenda, each by the person whose they are."""

    def __init__(self, words: dict, people: People, as_of: date):
        self.words, self.people, self.as_of = words, people, as_of

    def put_down(self, agenda: Agenda) -> None:
        """Every act on its day; those whose people are not there at this scale are left out when their turn comes."""
        for act, row in self.words.items():
            agenda.add(self._at(DAYS_AGO[act]), getattr(self, f"_{act}"), row)

    def _at(self, days_ago: int) -> datetime:
        day = self.as_of - timedelta(days=days_ago)
        return datetime.combine(day, FORENOON, clock.moment(day).tzinfo)

    def _role(self, row: dict) -> RoleAssignment | None:
        rows = RoleAssignment.objects.valid().filter(user__username=row["person"], role=row["role"])
        return rows.select_related("user").first()

    def _deputy(self, row: dict) -> None:
        role = self._role(row)
        deputy = delegations.colleagues(role).filter(username=row["deputy"]).first() if role else None
        if deputy is not None:
            days = {"first": clock.today(), "last": self.as_of + timedelta(days=LEAVE_DAYS)}
            by = self.people.actor(row["person"])
            delegations.delegate(role, deputy=deputy, kind=row["kind"], reason=row["reason"], by=by, **days)
            self.people.forget([row["deputy"]])

    def _hand_over(self, row: dict) -> None:
        role = self._role(row)
        successor = hand_overs.colleagues(role).filter(username=row["successor"]).first() if role else None
        if successor is not None:
            facts = {"successor": successor, "first_day": self.as_of + timedelta(days=LEAVE_DAYS)}
            by = self.people.actor(row["person"])
            hand_overs.propose(role, roles=[role.pk], reason=row["reason"], by=by, **facts)

    def _deletion(self, row: dict) -> None:
        role = self._role(row)
        if role is not None:
            deletion_requests.ask(role.user, wish=row["reason"], by=self.people.actor(row["person"]))

    def _review(self, row: dict) -> None:
        """Open the quarter's review and decide the first items; the rest waits."""
        review = account_reviews.open_review(by=self.people.system())
        by = self.people.actor(row["person"])
        if review is None:
            return
        for item in self._first(review):
            account_reviews.decide(item, decision="keep", reason=row["reason"], by=by)

    def _first(self, review: AccountReview) -> list:
        rows = account_reviews.items_of(review)
        return [item for item in rows if item.assignment.role not in SEPARATED][:DECIDED]
