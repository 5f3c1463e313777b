"""Things of bulk work in the world of tests/factories/world.py, for the table of every page."""

from network.domain import bulk_messages
from network.models import Membership
from tests.factories import tables


def table(world):
    """A checked table of members for the network N2."""
    tier = world.thing(Membership, "H3N2").tier
    row = tables.member_row(world.places["H1"], tier)
    return (tables.bring("members", [row], by=world.actor("centre_admin@C2"), place=world.places["N2"]).uid,)


def message(world):
    """A message of C2 to its member H3."""
    return (_sent(world).uid,)


def received(world):
    """The same as H3 reads it."""
    return (_sent(world).recipients.get().uid,)


def _sent(world):
    member = world.thing(Membership, "H3N2")
    words = {"subject": "通知", "body": "{hospital}"}
    return bulk_messages.send(world.places["C2"], members=[member], **words, by=world.actor("centre_admin@C2"))
