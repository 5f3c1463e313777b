"""What pages of hospitals and members show of certificates."""

from django.urls import reverse
from django.utils.translation import gettext as _

from access.actor import Actor
from network import certificate_permissions as permissions
from network.certificate_enums import standing_of
from network.certificate_policies import issuable
from network.domain import evidence_packets
from network.models import Certificate, Hospital, Membership
from network.packet_permissions import MAKE_PACKET
from network.tables.certificates import shown
from network.views.offers import offer, offers


def of_hospital(actor: Actor, hospital: Hospital) -> list[dict]:
    """Those of the hospital that the actor may see, the newest first."""
    return _rows(Certificate.objects.filter(hospital=hospital).visible_to(actor))


def packet_url(actor: Actor, hospital: Hospital) -> str:
    """Where the hospital's evidence is put together; empty for those who may not."""
    may = actor.holds(MAKE_PACKET) and evidence_packets.hospitals_for(actor).filter(pk=hospital.pk).exists()
    return f"{reverse('network:packets')}?hospital={hospital.uid}" if may else ""


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
