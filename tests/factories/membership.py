"""Applications on their way, for tests: a hospital, a centre and their people, moved on by the real verbs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from access.actor import Actor
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import agreements, applications, reviews, signoffs
from network.models import (
    Agreement,
    AgreementTemplate,
    Campus,
    Hospital,
    Membership,
    MembershipApplication,
    Network,
    SignOff,
    Tier,
)
from network.sections import REQUIRED_PAPERS, SECTIONS
from office.domain.attachments import attach
from tests.factories import network as make
from tests.factories.papers import PDF
from tests.factories.people import holder
from tools import clock


def pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    """A small upload that is a PDF by its content."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


@dataclass
class Cast:
    """A hospital that may join a network at a tier, and the people of both sides."""

    hospital: Hospital
    campus: Campus
    network: Network
    tier: Tier
    people: dict

    def actor(self, role: str) -> Actor:
        """A fresh actor for the person with a role, as each request makes one."""
        return Actor.of(self.people[role])


def cast(
    *,
    network: Network | None = None,
    tier: Tier | None = None,
    hospital: Hospital | None = None,
    people: dict | None = None,
) -> Cast:
    """Everything an application needs; the rule of the tier asks for level 2B or better."""
    network = network or make.network()
    tier = tier or make.tier()
    if not tier.rules.filter(network=network).exists():
        make.rule(
            {"fact": "level", "operator": "at_least", "value": "2B"},
            tier=tier,
            network=network,
        )
    AgreementTemplate.objects.get_or_create(
        code="TEST",
        version=1,
        defaults={
            "title": "合作协议",
            "body": {"facts": [["乙方", "{hospital}"]], "clauses": ["{from}至{to}，{tier}。"]},
            "valid_from": date(2018, 1, 1),
        },
    )
    hospital = hospital or make.hospital()
    people = people or {
        HOSPITAL_COORDINATOR: holder(HOSPITAL_COORDINATOR, hospital),
        HOSPITAL_ADMIN: holder(HOSPITAL_ADMIN, hospital),
        CENTRE_ADMIN: holder(CENTRE_ADMIN, network.centre),
        CENTRE_DIRECTOR: holder(CENTRE_DIRECTOR, network.centre),
    }
    return Cast(hospital, hospital.campuses.get(is_main=True), network, tier, people)


def started(cast: Cast) -> MembershipApplication:
    """A draft."""
    return applications.start(
        cast.hospital, network=cast.network, campus=cast.campus, tier=cast.tier, by=cast.actor(HOSPITAL_COORDINATOR)
    )


def filled_in(cast: Cast) -> MembershipApplication:
    """A draft with every section saved and every required paper attached."""
    application = started(cast)
    by = cast.actor(HOSPITAL_COORDINATOR)
    for code in SECTIONS:
        applications.save_section(application, code=code, answers={"note": code}, expected=0, by=by)
    for kind in REQUIRED_PAPERS:
        attach(application, pdf(f"{kind}.pdf"), kind=kind, by=by)
    return application


def handed_in(cast: Cast) -> MembershipApplication:
    """Waiting for the hospital's sign-off."""
    application = filled_in(cast)
    return applications.request_signoff(application, expected=application.version, by=cast.actor(HOSPITAL_COORDINATOR))


def waiting_signoff(application: MembershipApplication) -> SignOff:
    """The sign-off that an application waits for."""
    return SignOff.objects.get(object_id=application.pk, state="waiting")


def submitted(cast: Cast) -> MembershipApplication:
    """Signed by the administrator: with the centre for its formal check."""
    return sign(handed_in(cast), cast)


def sign(application: MembershipApplication, cast: Cast) -> MembershipApplication:
    """The administrator signs what was handed in."""
    signoff = waiting_signoff(application)
    signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))
    application.refresh_from_db()
    return application


def under_review(cast: Cast) -> MembershipApplication:
    """Through the formal check."""
    application = submitted(cast)
    return reviews.pass_formal_check(application, expected=application.version, by=cast.actor(CENTRE_ADMIN))


def admitted(cast: Cast) -> Agreement:
    """Admitted: the agreement is out."""
    application = under_review(cast)
    today = clock.today()
    reviews.admit(
        application,
        tier=cast.tier,
        term_from=today,
        term_to=today + timedelta(days=3 * 365),
        expected=application.version,
        by=cast.actor(CENTRE_DIRECTOR),
    )
    return application.agreement


def sealed(cast: Cast) -> Agreement:
    """Sealed by the hospital: the centre has to confirm its copy."""
    agreement, by = admitted(cast), cast.actor(HOSPITAL_COORDINATOR)
    attach(agreement, pdf(), kind="hospital_copy", by=by)
    return agreements.seal_for_hospital(agreement, expected=agreement.version, by=by)


def joined(cast: Cast) -> Membership:
    """A member, through every seal."""
    agreement = admitted(cast)
    coordinator, admin = cast.actor(HOSPITAL_COORDINATOR), cast.actor(HOSPITAL_ADMIN)
    secretary, director = cast.actor(CENTRE_ADMIN), cast.actor(CENTRE_DIRECTOR)
    attach(agreement, pdf(), kind="hospital_copy", by=coordinator)
    agreements.seal_for_hospital(agreement, expected=agreement.version, by=coordinator)
    code = agreement.check_code
    agreements.confirm_hospital_copy(agreement, code=code, expected=agreement.version, by=director)
    attach(agreement, pdf(), kind="centre_copy", by=secretary)
    agreements.seal_for_centre(agreement, expected=agreement.version, by=secretary)
    agreements.complete(agreement, code=code, expected=agreement.version, by=admin)
    return agreement.membership
