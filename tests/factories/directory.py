"""A small directory to fill lists with."""

from datetime import date

from network.models import Membership
from tests.factories import network as make


def fill(rows: int) -> None:
    """So many centres at hosts of two campuses, each with a network of which the host is a member."""
    for _ in range(rows):
        centre = make.centre(host=make.hospital())
        network = make.network(centre=centre)
        campus = centre.host.campuses.get()
        make.campus(hospital=centre.host)
        Membership.objects.create(
            number=f"M{campus.pk}",
            hospital=campus.hospital,
            campus=campus,
            network=network,
            tier=make.tier(),
            valid_from=date(2020, 1, 1),
            valid_to=date(2099, 12, 31),
        )
