"""What the workspace's search finds in this house; every source asks the door."""

from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.search import Hit, Source
from network.models import Centre, Hospital, Membership, MembershipApplication


def find_hospitals(actor: Actor, query: str, limit: int):
    """Hospitals by words inside their names."""
    rows = Hospital.objects.visible_to(actor).search(query)[:limit]
    return [Hit(str(row), row.get_absolute_url(), str(row.get_level_display())) for row in rows]


def find_centres(actor: Actor, query: str, limit: int):
    """Centres by words inside their names."""
    rows = Centre.objects.visible_to(actor).search(query)[:limit]
    return [Hit(str(row), row.get_absolute_url()) for row in rows]


def find_applications(actor: Actor, query: str, limit: int):
    """Applications by number, hospital or network."""
    rows = MembershipApplication.objects.visible_to(actor).with_names().order_by("-created_at")
    found = rows.named(query)[:limit]
    return [Hit(str(row), row.get_absolute_url(), str(row.get_state_display())) for row in found]


def find_memberships(actor: Actor, query: str, limit: int):
    """Memberships by number, hospital or network; only those that belong to the actor's scopes or are public."""
    rows = Membership.objects.visible_to(actor).with_names().order_by("hospital__sort_key")
    found = rows.named(query)[:limit]
    return [Hit(str(row), row.get_absolute_url(), str(row.network)) for row in found]


SOURCES = (
    Source(_("Hospitals"), find_hospitals),
    Source(_("Centres"), find_centres),
    Source(_("Applications"), find_applications),
    Source(_("Members"), find_memberships),
)
