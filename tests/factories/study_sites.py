"""Study sites on their way to the opening, for tests: a recruiting study, its lead site's own part, and hospitals that
come as far as the name of each step says, moved on by the real verbs."""

from dataclasses import dataclass
from datetime import timedelta

from access.actor import Actor
from access.roles import CENTRE_ADMIN, ETHICS_SECRETARY, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import signoffs
from network.models import Hospital, SignOff
from studies.domain import approvals, checklist, ethics, site_steps, sites, steps
from studies.domain.ethics import Facts
from studies.models import StudySite
from tests.factories import network as make
from tests.factories import studies
from tests.factories.people import holder, person
from tools import clock

NONE_NEEDED = dict.fromkeys(
    ("material", "information", "large", "kept", "foreign", "market", "leaves", "abroad"), False
)


@dataclass
class Part:
    """A hospital's part in a study, with its people."""

    hospital: Hospital
    people: dict
    pk: int

    def actor(self, role: str = HOSPITAL_COORDINATOR) -> Actor:
        """A fresh actor for the person with a role."""
        return Actor.of(self.people[role])

    @property
    def site(self) -> StudySite:
        """The site as it is now."""
        return StudySite.objects.with_names().get(pk=self.pk)


ROLES = (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, ETHICS_SECRETARY)


def invited(cast, study, *, hospital: Hospital | None = None) -> Part:
    """A hospital that has been invited and has not answered."""
    place = hospital or make.hospital()
    people = {role: cast.people.get(role) if hospital else None for role in ROLES}
    people = {role: found or holder(role, place) for role, found in people.items()}
    site = sites.invite(study, hospital=place, target=30, by=cast.actor(HOSPITAL_COORDINATOR))
    return Part(place, people, site.pk)


def feasibility(cast, study, **facts) -> Part:
    """It checks whether it can take part."""
    part = invited(cast, study, **facts)
    sites.take_up(part.site, expected=part.site.version, by=part.actor())
    return part


def do_items(part: Part, before: str) -> None:
    """Every item that is to be done before a step is done today; lines that ask for a paper are withdrawn before."""
    for item in part.site.items.undone().filter(line__before=before).select_related("site__hospital"):
        done = checklist.ItemFacts(done_on=clock.today())
        checklist.keep(item, facts=done, uploads=[], expected=item.version, by=part.actor())


def confirmed(cast, study, **facts) -> Part:
    """Its administrator signed that it takes part."""
    part = feasibility(cast, study, **facts)
    do_items(part, "confirmed")
    sites.ask_to_confirm(part.site, investigator=person(), by=part.actor())
    waiting = SignOff.objects.get(object_type="studies.studysite", object_id=part.pk, state="waiting")
    signoffs.sign(waiting, expected=waiting.version, by=part.actor(HOSPITAL_ADMIN))
    return part


def approved(**facts) -> Facts:
    """An approval of today for a year, by the own committee, unless told otherwise."""
    today = clock.today()
    told = {"kind": "initial", "route": "own", "decision": "approved", "committee": "伦理委员会", "number": "伦审1号"}
    return Facts(**(told | {"decided_on": today, "valid_to": today + timedelta(days=300)} | facts))


def permitted(cast, study, **facts) -> Part:
    """Ethics is settled."""
    part = confirmed(cast, study, **facts)
    ethics.record(part.site, facts=approved(), uploads=[], by=part.actor())
    do_items(part, "ethics")
    site_steps.settle_ethics(part.site, expected=part.site.version, by=part.actor())
    return part


def initiated(cast, study, **facts) -> Part:
    """Everything but the opening is done; the questions about human genetic resources are the study's."""
    part, lead = permitted(cast, study, **facts), cast.actor(HOSPITAL_COORDINATOR)
    do_items(part, "agreement_signed")
    own = part.actor()
    site_steps.sign_agreement(part.site, signed_on=clock.today(), expected=part.site.version, by=own)
    if part.site.is_of_lead:
        approvals.answer(part.site, answers=NONE_NEEDED, for_study=True, expected=0, by=own)
    site_steps.settle_hgr(part.site, expected=part.site.version, by=own)
    do_items(part, "training")
    site_steps.train(part.site, expected=part.site.version, by=own)
    do_items(part, "initiated")
    site_steps.initiate(part.site, expected=part.site.version, by=lead)
    do_items(part, "open")
    return part


def opened(cast, study, **facts) -> Part:
    """Open, with the hospital's approval and its place in the lead site's national filing."""
    part, lead = initiated(cast, study, **facts), cast.actor(HOSPITAL_COORDINATOR)
    facts = {"number": "院研立2026-1", "decided_on": clock.today(), "uploads": []}
    approvals.record_institution(part.site, **facts, by=part.actor())
    sites.list_in_filing(part.site, filed_on=clock.today(), by=lead)
    site_steps.open_site(part.site, expected=part.site.version, by=lead)
    return part


STEPS = (invited, feasibility, confirmed, permitted, initiated, opened)


def recruiting():
    """(cast, study, lead part): a study that recruits, with its lead site's own part initiated."""
    cast = studies.cast()
    study = studies.registered(cast)
    by = cast.actor(HOSPITAL_COORDINATOR)
    sites.checklist.begin(study)
    for line in study.checklist.filter(needs_file=True):
        checklist.withdraw_line(study, line=line, by=by)
    lead = initiated(cast, study, hospital=cast.hospital)
    with studies.standing_open():
        study = steps.start_recruiting(study, expected=study.version, by=by)
    return cast, study, lead


def path() -> dict:
    """The study, and a hospital at each step by the step's name."""
    cast, study, lead = recruiting()
    cast.people["other_centre"] = holder(CENTRE_ADMIN, make.network().centre)
    return {"cast": cast, "study": study, "lead": lead} | {step.__name__: step(cast, study) for step in STEPS}
