"""What exactly was submitted: the content over which the receipt's hash is made."""

from network.models import Hospital, MembershipApplication
from network.profile_sections import EDITABLE
from office.models import Attachment


def of(application: MembershipApplication) -> dict:
    """Head data, the facts that the centre judges, all sections and the papers with their hashes, as plain JSON."""
    papers = Attachment.objects.of(application).current()
    return {
        "number": application.number,
        "kind": application.kind,
        "hospital": application.hospital.name_zh,
        "credit_code": application.hospital.credit_code,
        "campus": application.campus.name_zh,
        "network": application.network.name_zh,
        "tier": application.tier.code,
        "hospital_profile": _profile(application.hospital),
        "waiver_reason": application.waiver_reason,
        "sections": {section.code: section.answers for section in application.sections.order_by("code")},
        "papers": [{"kind": p.kind, "name": p.name, "sha256": p.sha256} for p in papers.order_by("pk")],
    }


def unprofiled(application: MembershipApplication) -> dict:
    """The same without the hospital's profile: what a centre entered from paper is no reason to show it."""
    return of(application) | {"hospital_profile": {}}


def _profile(hospital: Hospital) -> dict:
    """The facts that the centre judges, as they were on the day: of the hospital, and of its profile if it has one."""
    facts = {name: getattr(hospital, name) for name in ("level", "institution_type", "legal_person")}
    profile = getattr(hospital, "profile", None)
    if profile is None:
        return facts
    day = profile.confirmed_on.isoformat() if profile.confirmed_on else None
    return facts | {name: getattr(profile, name) for name in EDITABLE} | {"confirmed_on": day}
