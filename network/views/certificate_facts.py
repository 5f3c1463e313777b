"""What pages of hospitals and members show of certificates."""

from django.urls import reverse
from django.utils.translation import gettext as _

from access.actor import Actor
from network import certificate_permissions as permissions
from network.certificate_enums import standing_of
from network.certificate_policies import issuable
from network.models import Certificate, Hospital, Membership
from network.tables.certificates import shown
from network.views.offers import offer, offers


def of_hospital(actor: Actor, hospital: Hospital) -> list[dict]:
    """Those of the hospital that the actor may see, the newest first."""
    return _rows(Certificate.objects.filter(hospital=hospital).visible_to(actor))


def of_membership(actor: Actor, membership: Membership) -> dict:
    """Those of the member, and the offer to issue one."""
    entry = offer(
        actor,
        permissions.ISSUE_CERTIFICATE,
        membership,
        name="issue_certificate",
        title=_("Issue a certificate"),
        url=reverse("network:issue_certificate", args=[membership.uid]),
        icon="stamp",
        guard=issuable(membership) if actor.holds(permissions.ISSUE_CERTIFICATE) else None,
    )
    rows = Certificate.objects.of_member(membership).visible_to(actor)
    return {"certificates": _rows(rows), "offers": offers(entry)}


def _rows(rows) -> list[dict]:
    found = rows.select_related("network").with_held().order_by("-issued_on", "-pk")
    return [{"certificate": row, "state": shown(standing_of(row.state, row.held_on))} for row in found]
