"""Rows for the list of what centres entered for hospitals."""

from network.models import Centre, MembershipApplication, ProxyEntry
from tests.factories import network as make
from tools import clock


def some_entries(rows: int) -> None:
    """Entries of as many hospitals for networks of one centre, the first of the province."""
    network = ProxyEntry.objects.order_by("pk").values_list("network", flat=True).first() or _network().pk
    for _ in range(rows):
        hospital = make.hospital()
        campus = hospital.campuses.get()
        now = clock.now()
        number = f"P{MembershipApplication.objects.count()}"
        facts = {"number": number, "hospital": hospital, "network_id": network}
        application = MembershipApplication.objects.create(
            **facts, campus=campus, region_id=campus.region_id, tier=make.tier(), state="submitted", submitted_at=now
        )
        ProxyEntry.objects.create(
            **facts, application=application, signed_on=clock.today(), expires_on=clock.today(), sha256="0" * 64
        )


def _network():
    """The network of the reader's centre."""
    centre = Centre.objects.order_by("-pk").first()
    return centre.networks.first() or make.network(centre=centre)
