"""Studies on their way, for tests: a lead hospital, a network and their people, moved on by the real verbs."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from access.actor import Actor
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR
from network.domain import signoffs
from network.models import Hospital, Network, SignOff
from studies import gates
from studies.domain import records, reviews, steps, studies
from studies.domain.reviews import Decision
from studies.models import ReviewSeat, Study, StudyReview
from studies.record import SECTIONS, Field, Kind
from tests.factories import network as make
from tests.factories.people import holder, person
from tools import clock

DATES = {"planned_start": 30, "planned_end": 900, "recruiting_from": 40, "recruiting_to": 700}


@dataclass
class StudyCast:
    """A lead hospital, a network, and the people of both sides."""

    hospital: Hospital
    network: Network
    people: dict

    def actor(self, role: str) -> Actor:
        """A fresh actor for the person with a role, as each request makes one."""
        return Actor.of(self.people[role])


def cast(*, hospital: Hospital | None = None, network: Network | None = None, people: dict | None = None) -> StudyCast:
    """Everybody whom a study needs."""
    hospital, network = hospital or make.hospital(), network or make.network()
    sides = {role: hospital for role in (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, INVESTIGATOR)}
    sides |= {role: network.centre for role in (CENTRE_ADMIN, CENTRE_DIRECTOR)}
    return StudyCast(hospital, network, {r: holder(r, place) for r, place in sides.items()} | (people or {}))


def value_of(field: Field, word: str = ""):
    """A value of a field, in both languages where it has two."""
    if field.kind == Kind.GROUP:
        return [{column.code: value_of(column, word) for column in field.columns}]
    if field.kind in (Kind.CHOICE, Kind.YES_NO):
        return field.choices[0][0] if field.choices else "yes"
    if field.kind == Kind.NUMBER:
        return 120
    if field.kind == Kind.DATE:
        return (clock.today() + timedelta(days=DATES[field.code])).isoformat()
    if field.code == "phone":
        return "0311-12345678"
    if field.code == "icd10":
        return "I10"
    if field.code == "email":
        return "study@hospital.example"
    if field.bilingual:
        return {"zh": f"{word}研究文字", "en": f"{word} words of the study"}
    return f"{word}x"


def whole_values(word: str = "高血压") -> dict:
    """Values of every field that is typed."""
    return {field.code: value_of(field, word) for section in SECTIONS.values() for field in section.fields}


def draft(cast: StudyCast, *, kind: str = "iit", title: str = "高血压社区干预研究", **facts) -> Study:
    """An empty draft, to be led by the cast's network."""
    return studies.start(
        cast.hospital,
        kind=kind,
        investigator=cast.people[INVESTIGATOR],
        title_zh=title,
        network=cast.network,
        by=cast.actor(HOSPITAL_COORDINATOR),
        **facts,
    )


def filled_in(cast: StudyCast, *, word: str = "高血压", **facts) -> Study:
    """A draft with every section saved."""
    study, values = draft(cast, **facts), whole_values(word)
    for code, section in SECTIONS.items():
        own = {field.code: values[field.code] for field in section.fields}
        records.save_section(study, code=code, values=own, expected=0, by=cast.actor(INVESTIGATOR))
    return again(study)


def again(study: Study) -> Study:
    """The study as it is now."""
    return Study.objects.with_names().get(pk=study.pk)


def handed_in(cast: StudyCast, **facts) -> Study:
    """Waiting for the hospital's sign-off."""
    study = filled_in(cast, **facts)
    return studies.request_signoff(study, expected=study.version, by=cast.actor(HOSPITAL_COORDINATOR))


def sign(cast: StudyCast, study: Study) -> Study:
    """Signed by the administrator."""
    waiting = SignOff.objects.get(object_type="studies.study", object_id=study.pk, state="waiting")
    signoffs.sign(waiting, expected=waiting.version, by=cast.actor(HOSPITAL_ADMIN))
    return again(study)


def submitted(cast: StudyCast, **facts) -> Study:
    """In scientific review; the centre may decide about it."""
    return sign(cast, handed_in(cast, **facts))


def approval(kind_of_body: str = "学术委员会", decision: str = "approved") -> Decision:
    """A decision of today."""
    return Decision(decision, kind_of_body, clock.today(), "同意", "学审〔2026〕1号")


def ethics_pending(cast: StudyCast, **facts) -> Study:
    """Through a scientific review that was held elsewhere."""
    study, by = submitted(cast, **facts), cast.actor(HOSPITAL_COORDINATOR)
    reviews.record(study, kind="scientific", decision=approval(), uploads=[], by=by)
    return steps.pass_scientific_review(study, expected=study.version, by=by)


def approved(cast: StudyCast, **facts) -> Study:
    """Taken on by the institution."""
    study, by = ethics_pending(cast, **facts), cast.actor(HOSPITAL_COORDINATOR)
    reviews.record(study, kind="institution", decision=approval("机构办公室"), uploads=[], by=by)
    return steps.approve(study, expected=study.version, by=by)


def registered(cast: StudyCast, **facts) -> Study:
    """With its number, in the public register."""
    study = approved(cast, **facts)
    return steps.register(study, expected=study.version, by=cast.actor(HOSPITAL_COORDINATOR))


@contextmanager
def standing_open():
    """Gates before recruiting that find nothing, whatever the rows say that the house's own gates read."""
    kept = dict(gates._GATES.get(gates.RECRUIT, {}))
    for gate in {*gates.NEEDED[gates.RECRUIT], *kept}:
        gates.register(gates.RECRUIT, gate, lambda study, day: None)
    yield
    gates._GATES[gates.RECRUIT] = kept


def recruiting(cast: StudyCast, **facts) -> Study:
    """Recruiting: every gate before it says that nothing stands against it."""
    study = registered(cast, **facts)
    with standing_open():
        return steps.start_recruiting(study, expected=study.version, by=cast.actor(HOSPITAL_COORDINATOR))


def held(cast: StudyCast, study: Study) -> StudyReview:
    """A scientific review that the own office holds."""
    facts = {"body": "学术委员会", "due_on": clock.today() + timedelta(days=14)}
    return reviews.hold(study, kind="scientific", by=cast.actor(HOSPITAL_COORDINATOR), **facts)


def seat(cast: StudyCast, study: Study, review: StudyReview) -> ReviewSeat:
    """An invited reviewer without any role."""
    by = cast.actor(HOSPITAL_COORDINATOR)
    return reviews.invite(study, review=review, reviewer=person(), by=by)


STEPS = (draft, filled_in, handed_in, submitted, ethics_pending, approved, registered)


def path() -> dict[str, tuple[StudyCast, Study]]:
    """(cast, study) for each step by its name, each of another hospital and network."""
    casts = {step.__name__: cast() for step in STEPS}
    return {step.__name__: (casts[step.__name__], step(casts[step.__name__])) for step in STEPS}
