"""Agreements that nobody goes on sealing: cancelled with what they were issued for."""

from access.actor import Actor
from access.lifecycle import move
from network.domain import application_tasks as tasks
from network.membership_enums import AgreementState
from network.models import Agreement


def cancel(agreement: Agreement, *, reason: str, by: Actor) -> None:
    """Cancel an agreement that is out and close its tasks: a part of the verb that ends what it was issued for."""
    move(agreement, AgreementState.CANCELLED, by=by, expected=agreement.version, reason=reason)
    tasks.close(agreement, by)


def cancel_signed_again(*, reason: str, by: Actor, **whose) -> list[Agreement]:
    """Cancel what members (``member=…``) or a campaign (``campaign=…``) have out: a part of ending one of them.

    The step itself is the system's, for whoever ends a membership need not be the one who cancels agreements.
    """
    system = Actor.as_system(by.label, origin=by.origin)
    rows = Agreement.objects.under_way().filter(application__isnull=True, **whose)
    found = list(rows.select_for_update().order_by("pk"))
    for agreement in found:
        cancel(agreement, reason=reason, by=system)
    return found
