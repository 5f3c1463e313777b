"""Studies of the demonstration on their way from the draft to the register, through the verbs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from access.roles import INVESTIGATOR
from demo.building.agenda import Agenda
from demo.building.study_values import record_of
from demo.building.workdays import shifted
from network.domain import signoffs
from network.models import Membership, SignOff
from network.province.files import read_toml
from studies.domain import comments, networks, records, reviews, sites, steps, studies
from studies.domain.reviews import Decision
from studies.models import Study
from studies.record import SECTIONS
from tools import clock

HOUR = "14:05"
SITES = 4
# How far a study comes in which order; each step is taken some days after the one before it.
WAY = ("draft", "filled", "handed_in", "submitted", "reviewing", "ethics", "approved", "registered")
ENDS = {"returned": "submitted", "withdrawn": "ethics"}
DAYS_BETWEEN = 6


class Studies:
    """Tells the script's studies.toml: each study begins on its day and comes as far as its row says."""

    def __init__(self, building):
        self.people, self.hospitals, self.centres = building.people, building.hospitals, building.centres
        self.as_of = building.as_of
        self.script = read_toml(Path(settings.PROVINCE_DIR) / "demo" / "studies.toml")
        self.words = self.script["common"]

    def put_down(self, agenda: Agenda) -> None:
        """Every step of every study on its working day, none after the day of the build."""
        for place, row in enumerate(self._rows()):
            reached = ENDS.get(row["reached"], row["reached"])
            names = [*WAY[: WAY.index(reached) + 1], *([row["reached"]] if row["reached"] in ENDS else [])]
            every = min(DAYS_BETWEEN, max((row["days_ago"] - 1) // len(names), 1))
            row["investigator"] = f"{row['host']}-investigator{place}"
            for number, name in enumerate(names):
                day = min(shifted(self.as_of, number * every - row["days_ago"]), self._before_build())
                agenda.add(clock.moment(f"{day} {HOUR}"), getattr(self, f"_{name}"), row)

    def _before_build(self) -> date:
        return self.as_of - timedelta(days=1)

    def _rows(self) -> Iterator[dict]:
        for row in self.script["studies"]:
            if row["centre"] in self.centres.script.centres:
                yield dict(row) | {"host": self.centres.script.centres[row["centre"]].host}

    def _office(self, row: dict):
        return self.people.actor(f"{row['host']}-coordinator")

    def _sign(self, row: dict) -> None:
        study = self._now(row)
        waiting = SignOff.objects.get(object_type="studies.study", object_id=study.pk, state="waiting")
        signoffs.sign(waiting, expected=waiting.version, by=self.people.actor(f"{row['host']}-admin"))

    def _now(self, row: dict) -> Study:
        return Study.objects.with_names().get(pk=row["made"].pk)

    def _decision(self, body: str) -> Decision:
        return Decision("approved", self.words[body], clock.today(), self.words["summary"])

    def _draft(self, row: dict) -> None:
        hospital = self.hospitals[row["host"]].hospital
        facts = {"reason": self.words["appointed"], "title": self.script["investigator_title"]}
        self.people.appoint(row["investigator"], INVESTIGATOR, hospital, **facts)
        row["made"] = studies.start(
            hospital,
            kind=row["kind"],
            investigator=self.people.account(row["investigator"]),
            title_zh=row["title"][0],
            network=self.centres[row["centre"]].network,
            by=self._office(row),
        )
        for slug in row.get("joined", ()):
            # The small province has fewer centres.
            if slug in self.centres.led:
                networks.propose(row["made"], network=self.centres[slug].network, by=self._office(row))

    def _filled(self, row: dict) -> None:
        study, by = self._now(row), self.people.actor(row["investigator"])
        facts = {"hospital": study.lead_hospital, "investigator": study.principal_investigator}
        values = record_of(row, self.words, **facts, begins=clock.today() + timedelta(days=60))
        for code, section in SECTIONS.items():
            own = {field.code: values[field.code] for field in section.fields if field.code in values}
            if own:
                records.save_section(study, code=code, values=own, expected=0, by=by)
        for hospital in self._members(study):
            sites.invite(study, hospital=hospital, target=max(row["size"] // 10, 1), by=self._office(row))

    def _members(self, study: Study) -> list:
        """The first members of the leading network beside the lead hospital."""
        network = study.networks.get(role="led").network
        rows = Membership.objects.active().filter(network=network).exclude(hospital=study.lead_hospital)
        return list(
            {row.hospital_id: row.hospital for row in rows.select_related("hospital").order_by("pk")}.values()
        )[:SITES]

    def _handed_in(self, row: dict) -> None:
        study = self._now(row)
        studies.request_signoff(study, expected=study.version, by=self._office(row))

    def _submitted(self, row: dict) -> None:
        self._sign(row)
        for place in self._now(row).networks.filter(role="led"):
            if row["reached"] in ("approved", "registered", "ethics"):
                director = self.people.actor(f"{row['centre']}-director")
                networks.accept(place, expected=place.version, by=director)

    def _reviewing(self, row: dict) -> None:
        study, by = self._now(row), self._office(row)
        due = clock.today() + timedelta(days=14)
        review = reviews.hold(study, kind="scientific", body=self.words["body"], due_on=due, by=by)
        reviewer = self.people.account(f"{row['host']}-reviewer", title=self.script["reviewer_title"])
        seat = reviews.invite(study, review=review, reviewer=reviewer, by=by)
        own = self.people.actor(reviewer.username)
        reviews.declare(seat, conflict="none", expected=seat.version, by=own)
        self.people.forget([reviewer.username])
        own = self.people.actor(reviewer.username)
        written = comments.comment(study, section="conduct", text=self.words["comment"], by=own)
        if row["reached"] == "reviewing":
            return
        team = self.people.actor(row["investigator"])
        comments.answer(study, comment=written, text=self.words["answer"], expected=written.version, by=team)
        reviews.give_opinion(seat, verdict="approved", opinion=self.words["opinion"], expected=seat.version, by=own)
        review.refresh_from_db()
        reviews.close(review, decision=self._decision("body"), uploads=[], expected=review.version, by=by)

    def _ethics(self, row: dict) -> None:
        study = self._now(row)
        steps.pass_scientific_review(study, expected=study.version, by=self._office(row))

    def _approved(self, row: dict) -> None:
        study, by = self._now(row), self._office(row)
        reviews.record(study, kind="institution", decision=self._decision("office"), uploads=[], by=by)
        steps.approve(study, expected=study.version, by=by)

    def _registered(self, row: dict) -> None:
        study = self._now(row)
        steps.register(study, expected=study.version, by=self._office(row))

    def _returned(self, row: dict) -> None:
        study = self._now(row)
        reason = self.words["revision"]
        steps.return_for_revision(study, reason=reason, expected=study.version, by=self._office(row))

    def _withdrawn(self, row: dict) -> None:
        study, by = self._now(row), self.people.actor(f"{row['host']}-admin")
        studies.withdraw_submitted(study, reason=self.words["withdrawal"], expected=study.version, by=by)
