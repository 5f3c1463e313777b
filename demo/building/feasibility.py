"""Feasibility rounds of centres: one that is being answered, one that is over."""

from datetime import timedelta

from demo.building.agenda import Agenda
from demo.building.chance import stream
from demo.building.research import Research
from demo.building.workdays import work_day
from sites.domain import feasibility_answers, feasibility_rounds
from sites.domain.feasibility_rounds import RoundFacts
from sites.feasibility import Criteria
from tools import clock


class Feasibility:
    """Carries out the rounds of research.toml whose centres are in the script."""

    def __init__(self, research: Research):
        self.research, self.script = research, research.script
        self.people, self.as_of, self.seed = research.people, research.as_of, research.seed

    def put_down(self, agenda: Agenda) -> None:
        """Each round is sent on a day, answered some days later, and closed after its last day."""
        for row in self.script["rounds"]:
            if row["centre"] not in self.research.centres.script.centres:
                continue
            told = dict(row)
            sent = work_day(self.as_of - timedelta(days=row["days_ago"]))
            agenda.add(clock.moment(f"{sent} 09:30"), self.send, told)
            agenda.add(clock.moment(f"{work_day(sent + timedelta(days=3))} 14:10"), self.answer, told)
            if row["due_in_days"] < 0:
                over = work_day(self.as_of + timedelta(days=row["due_in_days"] + 1))
                agenda.add(clock.moment(f"{over} 11:00"), self.close, told)

    def _secretary(self, row: dict):
        return self.people.actor(f"{row['centre']}-secretary")

    def send(self, row: dict) -> None:
        """The secretary chooses the sites that fit best and asks them."""
        network, by = self.research.centres[row["centre"]].network, self._secretary(row)
        criteria = Criteria((row["field"],), row["cases"], tuple(row["equipment"]), network=network.pk)
        facts = RoundFacts(row["title"], self.as_of + timedelta(days=row["due_in_days"]), criteria, row["about"])
        thing = feasibility_rounds.prepare(network, facts=facts, by=by)
        thing = feasibility_rounds.ask(thing, questions=self.script["questions"], by=by)
        fits = feasibility_rounds.fits(thing, by)[: row["asked"]]
        row["made"] = thing
        if fits:
            thing = feasibility_rounds.choose(thing, sites=[fit.site for fit in fits], by=by)
            row["made"] = feasibility_rounds.send(thing, expected=thing.version, by=by)

    def answer(self, row: dict) -> None:
        """The coordinators answer, the last of them declines where the script says so."""
        keys = {entered.hospital.pk: key for key, entered in self.research.hospitals.entered.items()}
        invitations = list(row["made"].invitations.select_related("round", "site").order_by("pk"))[: row["answered"]]
        for place, invitation in enumerate(invitations):
            by = self.people.actor(f"{keys[invitation.hospital_id]}-coordinator")
            if row.get("declined") and place == len(invitations) - 1:
                feasibility_answers.decline(invitation, reason=row["declined"], expected=invitation.version, by=by)
                continue
            chance = stream(self.seed, "answers", row["centre"], place)
            answers = {
                "cases": chance.randint(row["cases"] // 2, row["cases"] * 3),
                "staff": chance.randint(2, 9),
                "competing": chance.choice(("yes", "no", "no")),
            }
            feasibility_answers.answer(invitation, answers=answers, expected=invitation.version, by=by)

    def close(self, row: dict) -> None:
        """The secretary closes the round."""
        thing = row["made"]
        if thing.state == "open":
            thing.refresh_from_db()
            feasibility_rounds.close(thing, expected=thing.version, by=self._secretary(row))
