"""One membership for property tests that change its columns."""

from network.models import Membership
from tests.factories import membership as path


def stored() -> Membership:
    """The membership of this test, made at the first example."""
    return Membership.objects.first() or path.joined(path.cast())
