"""What exactly was submitted: the content over which the receipt's hash is made."""

from network.models import MembershipApplication
from office.models import Attachment


def of(application: MembershipApplication) -> dict:
    """Head data, all sections and the papers with their own hashes, as plain JSON values."""
    papers = Attachment.objects.of(application).current()
    return {
        "number": application.number,
        "kind": application.kind,
        "hospital": application.hospital.name_zh,
        "credit_code": application.hospital.credit_code,
        "campus": application.campus.name_zh,
        "network": application.network.name_zh,
        "tier": application.tier.code,
        "waiver_reason": application.waiver_reason,
        "sections": {section.code: section.answers for section in application.sections.order_by("code")},
        "papers": [{"kind": p.kind, "name": p.name, "sha256": p.sha256} for p in papers.order_by("pk")],
    }
