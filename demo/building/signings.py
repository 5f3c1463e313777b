"""New versions written by people: an agreement text that half of a network has signed again, two rules of its own."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from access import inbox
from access.actor import Actor
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from demo.building.agenda import Agenda
from demo.building.centres import Centres
from demo.building.papers import Papers
from demo.building.people import People
from demo.building.workdays import shifted
from demo.files import Script
from network.domain import agreements, signing_campaigns, version_proposals
from network.domain.published_versions import newest
from network.eligibility import rule_for
from network.eligibility.rule_text import content_of
from network.models import Agreement, AgreementTemplate, SigningCampaign, Tier, VersionProposal
from network.province.files import read_toml
from network.version_enums import CampaignReason, ProposalKind
from office.domain.attachments import attach
from tools import clock

MORNING, NOON, AFTERNOON = "09:35", "11:40", "15:10"


class Signings:
    """Puts the script's new versions and its signing down, each on its days before the day of the build."""

    def __init__(self, script: Script, people: People, centres: Centres, as_of: date):
        self.people, self.centres, self.as_of = people, centres, as_of
        self.words = read_toml(Path(settings.PROVINCE_DIR) / "demo" / "signings.toml")
        self.papers = Papers(script.words["papers"])
        self.slug = self.words["text"]["centre"]
        self.is_told = self.slug in script.centres

    def put_down(self, agenda: Agenda) -> None:
        """The new text, the rule, the signing with those who signed, and a rule that waits for a second person."""
        if not self.is_told:
            return
        text, rule, signing, waiting = (self.words[name] for name in ("text", "rule", "signing", "waiting"))
        agenda.add(self._at(text, 0, MORNING), self.write_text)
        agenda.add(self._at(rule, 0, MORNING), self.write_rule, rule, True)
        agenda.add(self._at(signing, 0, MORNING), self.open)
        for days, step in ((6, self.hospitals_seal), (8, self.centre_confirms), (10, self.centre_seals)):
            agenda.add(self._at(signing, days, AFTERNOON), step)
        agenda.add(self._at(signing, 12, AFTERNOON), self.hospitals_confirm)
        agenda.add(self._at(signing, 13, NOON), self.remind)
        agenda.add(self._at(waiting, 0, NOON), self.write_rule, waiting, False)

    def _at(self, row: dict, days: int, hour: str):
        return clock.moment(f"{shifted(self.as_of, days - row['days_ago'])} {hour}")

    @property
    def network(self):
        """The network of the script's centre."""
        return self.centres[self.slug].network

    def _office(self, role: str) -> Actor:
        return self.people.actor(f"{self.slug}-{role}")

    def write_text(self) -> None:
        """The secretary adds a clause to the common text; the director publishes."""
        source = AgreementTemplate.objects.in_force(self.network)
        content = {"title": source.title, "facts": source.body["facts"]}
        content["clauses"] = [*source.body["clauses"], self.words["text"]["add"]]
        self._propose(VersionProposal(kind=ProposalKind.AGREEMENT, content=content), None, True)

    def write_rule(self, row: dict, published: bool) -> None:
        """The secretary sets a quota; the director publishes, or has not looked at it yet."""
        tier = Tier.objects.get(code=row["tier"])
        content = content_of(rule_for(self.network, tier, clock.today()))
        content |= {name: row[name] for name in ("quota", "note_zh", "note_en") if name in row}
        self._propose(VersionProposal(kind=ProposalKind.ELIGIBILITY, tier=tier, content=content), tier, published)

    def _propose(self, draft: VersionProposal, tier, published: bool) -> None:
        former = newest(draft.kind, self.network, tier)
        draft.network, draft.valid_from = self.network, clock.today()
        draft.based_on = former.version if former else 0
        version_proposals.propose(draft, by=self._office("secretary"))
        if published:
            version_proposals.publish(draft, expected=draft.version, by=self._office("director"))

    def open(self) -> None:
        """Every member gets the new text."""
        by, row = self._office("secretary"), self.words["signing"]
        due_on = clock.today() + timedelta(days=row["due_after"])
        made = signing_campaigns.open_campaign(self.network, reason=CampaignReason.NEW_VERSION, due_on=due_on, by=by)
        signing_campaigns.issue_missing(made, by=by)

    def _agreements(self, state: str, *, complete: bool = False) -> list[Agreement]:
        """Those of the signing in a state who go on: so many of each few, fewer of them to the end."""
        row = self.words["signing"]
        last = row["complete"] + (0 if complete else row["sealed"])
        rows = Agreement.objects.filter(campaign__isnull=False, network=self.network).with_names().order_by("pk")
        return [one for place, one in enumerate(rows) if place % row["of"] < last and one.state == state]

    def _person(self, agreement: Agreement, role: str) -> Actor | None:
        """Whoever holds the role at the hospital today."""
        people = inbox.holders(role, "hospital", agreement.hospital_id)
        return Actor.of(people[0]) if people else None

    def hospitals_seal(self) -> None:
        """The hospitals upload their sealed copies."""
        for agreement in self._agreements("issued"):
            by = self._person(agreement, HOSPITAL_COORDINATOR)
            if by is not None and self._person(agreement, HOSPITAL_ADMIN) is not None:
                attach(agreement, self.papers.upload("hospital_copy"), kind="hospital_copy", by=by)
                agreements.seal_for_hospital(agreement, expected=agreement.version, by=by)

    def centre_confirms(self) -> None:
        """The director compares the codes of most."""
        for one in self._agreements("hospital_sealed", complete=True):
            by = self._office("director")
            agreements.confirm_hospital_copy(one, code=one.check_code, expected=one.version, by=by)

    def centre_seals(self) -> None:
        """The secretary uploads the centre's copies."""
        for one in self._agreements("hospital_confirmed", complete=True):
            by = self._office("secretary")
            attach(one, self.papers.upload("centre_copy"), kind="centre_copy", by=by)
            agreements.seal_for_centre(one, expected=one.version, by=by)

    def hospitals_confirm(self) -> None:
        """The hospitals' administrators compare the codes."""
        for one in self._agreements("centre_sealed", complete=True):
            by = self._person(one, HOSPITAL_ADMIN)
            agreements.complete(one, code=one.check_code, expected=one.version, by=by)

    def remind(self) -> None:
        """The secretary reminds the others."""
        found = SigningCampaign.objects.open().get(network=self.network)
        signing_campaigns.remind(found, by=self._office("secretary"))
