"""The addresses of certificates and evidence packets for the table of every page."""

from collections.abc import Callable

from access import job_runner
from network.domain import certificate_batches, certificates, evidence_packets
from network.models import Membership
from tools import clock

H1, H2, H3 = "hospital_admin@H1", "hospital_admin@H2", "hospital_admin@H3"
SECRETARY, OTHER = "centre_admin@C2", "centre_admin@C1"
FORM = {"version": "1", "token": "t"}


def issued(world):
    """A plaque of H3 in N2."""
    member = world.thing(Membership, "H3N2")
    return (certificates.issue(member, kind="plaque", by=world.actor(SECRETARY)).uid,)


def member(world):
    """The membership of H3 in N2."""
    return (world.thing(Membership, "H3N2").uid,)


def together(world):
    """A batch of C2 with its file."""
    chosen = [world.thing(Membership, "H3N2")]
    by = world.actor(SECRETARY)
    batch = certificate_batches.start(world.places["C2"], kind="plaque", members=chosen, by=by)
    job_runner.run_waiting()
    return (batch.uid,)


def packet(world):
    """An evidence packet about H1 that its administrator has had made."""
    day = clock.today()
    made = evidence_packets.ask(
        world.places["H1"], first_day=day, last_day=day, chapters=["profile"], by=world.actor(H1)
    )
    job_runner.run_waiting()
    return (made.uid,)


def pages(page: Callable) -> list:
    """The rows, made by the table's own ``Page``."""
    return [
        page("network:certificates", (H1, 200), None, 403),
        page("network:issue_certificates", (SECRETARY, 200), (H1, 403), 403),
        page("network:issue_to_chosen", (SECRETARY, 200), (H1, 403), 403),
        page("network:certificate_batch", (SECRETARY, 200), (OTHER, 404), 403, together),
        page("network:certificate_batch_file", (SECRETARY, 200), (OTHER, 404), 403, together),
        page("network:certificate", (H3, 200), (H2, 404), 403, issued),
        page("network:certificate_pdf", (H3, 200), (H2, 404), 403, issued),
        page("network:certificate_docx", (H3, 200), (H2, 404), 403, issued),
        page(
            "network:withdraw_certificate", (SECRETARY, 302), (OTHER, 404), 403, issued, "post", FORM | {"reason": "x"}
        ),
        page("network:issue_certificate", (SECRETARY, 200), (OTHER, 403), 403, member),
        page("network:packets", (H1, 200), None, 403),
        page("network:packet", (H1, 200), (H2, 404), 403, packet),
        page("network:packet_file", (H1, 200), (H2, 404), 403, packet),
    ]
