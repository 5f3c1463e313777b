"""Certificates that centres issued to their members some weeks ago, plaques for the closest ones; one withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from demo.building.agenda import Agenda
from demo.building.chance import stream
from demo.building.choosing import CORE
from demo.building.workdays import moment_on, work_day
from network.domain import certificates
from network.models import Certificate, Membership

if TYPE_CHECKING:
    from demo.building.province import Building

ISSUED_DAYS_AGO, WITHDRAWN_DAYS_AGO = 40, 12
# The tier whose members have a plaque at their door.
PLAQUES_OF = CORE


class Certificates:
    """Puts the days on which certificates are issued into the agenda."""

    def __init__(self, building: Building):
        self.reason = building.script.words["reasons"]["certificate"]
        self.people, self.centres = building.people, building.centres
        self.slugs, self.seed, self.as_of = list(building.script.centres), building.seed, building.as_of

    def put_down(self, agenda: Agenda) -> None:
        """Each centre on a day of its own; the first one withdraws one some weeks later."""
        for place, slug in enumerate(self.slugs):
            agenda.add(self._moment(ISSUED_DAYS_AGO - place % 5, slug), self.issue, slug)
        agenda.add(self._moment(WITHDRAWN_DAYS_AGO, "withdrawn"), self.withdraw, self.slugs[0])

    def _moment(self, days_ago: int, name: str):
        day = work_day(self.as_of - timedelta(days=days_ago))
        return moment_on(day, stream(self.seed, "certificates", name))

    def issue(self, slug: str) -> None:
        """Certificates for all members that count, plaques for those of the closest tier."""
        by = self.people.actor(f"{slug}-secretary")
        rows = Membership.objects.active().filter(network=self.centres[slug].network).with_names()
        for member in rows.order_by("number"):
            certificates.issue(member, kind="certificate", by=by)
            if member.tier.code == PLAQUES_OF:
                certificates.issue(member, kind="plaque", by=by)

    def withdraw(self, slug: str) -> None:
        """The centre found a mistake on the last one."""
        rows = Certificate.objects.issued().filter(network=self.centres[slug].network, kind="certificate")
        found = rows.order_by("number").last()
        if found is not None:
            by = self.people.actor(f"{slug}-secretary")
            certificates.withdraw(found, reason=self.reason, expected=found.version, by=by)
