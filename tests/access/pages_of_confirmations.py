"""The addresses of the annual confirmation for the table of every page."""

from collections.abc import Callable
from datetime import date

from network.domain import annual_confirmations as verbs
from network.models import Membership
from tests.factories import seasons
from tools import clock

H1, H2, H3 = "hospital_admin@H1", "hospital_admin@H2", "hospital_admin@H3"
SECRETARY, OTHER = "centre_admin@C2", "centre_admin@C1"
FORM = {"version": "1", "token": "t"}


def member_asked(world):
    """H3 has been a member for a while, and its network asks questions."""
    seasons.rule()
    member = world.thing(Membership, "H3N2")
    seasons.backdate(member, date(clock.today().year - 2, 5, 6))
    seasons.questions(member.network)
    return verbs.open_for(world.places["H3"], by=world.actor("hospital_admin@H3"))


def annual(world):
    """The annual confirmation of H3."""
    return (member_asked(world).uid,)


def annual_answers(world):
    """What N2 asks H3."""
    return (member_asked(world).uid, world.places["N2"].uid)


def member_confirmed(world):
    """What H3 has confirmed to N2."""
    member_asked(world)
    people = {"by": world.actor("hospital_coordinator@H3"), "signed_by": world.actor("hospital_admin@H3")}
    return (seasons.confirmed(world.places["H3"], **people).members.get().uid,)


def pages(page: Callable, place: Callable) -> list:
    """The rows, made by the table's own ``Page`` and ``place``."""
    return [
        page("network:confirmations", (H1, 200), None, 403),
        page("network:start_confirmation", (H1, 200), (SECRETARY, 403), 403),
        page("network:membership_confirmation", (SECRETARY, 200), (OTHER, 404), 403, member_confirmed),
        page("network:annual_confirmation", (H3, 200), (H2, 404), 403, annual),
        page("network:confirmation_step", (H3, 302), (H2, 404), 404, annual, "post", FORM),
        page("network:confirmation_answers", (H3, 200), (H2, 404), 404, annual_answers),
        page(
            "network:autosave_confirmation_answers",
            (H3, 200),
            (H2, 404),
            404,
            annual_answers,
            "post",
            {"draft_version": "0"},
        ),
        page("network:question_set", (SECRETARY, 200), (OTHER, 403), 403, place("N2")),
    ]
