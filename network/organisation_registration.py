"""What mergers, splits and registrations tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import door, histories, logbook, navigation, presenters
from access.actor import Actor
from access.navigation import NavItem, holding
from network import organisation_permissions as permissions

ACTS = {
    "hospital.event_noted": _("noted an event of the hospital"),
    "hospital.split": _("made a campus a hospital of its own"),
    "membership.continued": _("continued the membership under another hospital"),
    "registration.handed_in": _("handed in a registration"),
    "registration.completed": _("completed a registration"),
    "registration.invited": _("invited the first administrator"),
    "registration.letter_prepared": _("wrote the letter about the decision"),
    "registration.letter_sent": _("sent the letter about the decision"),
    "registration.letter_failed": _("could not deliver the letter about the decision"),
}
FACTS = {"event": (_("event"), None)}


def register_organisations() -> None:
    """Acts, histories, papers, works by the clock, the queue in the menu."""
    from network import tasks  # noqa: F401 - importing registers the works

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    histories.register("registration", "network.hospitalregistration", _history)
    _register_papers()
    navigation.register(
        NavItem(
            "network",
            _("Registrations"),
            "network:registrations",
            "hospital",
            holding(permissions.VIEW_REGISTRATION),
            50,
        )
    )


def _history(registration, actor: Actor):
    door.require(actor, permissions.VIEW_REGISTRATION, registration)
    return logbook.history(registration)


def _register_papers() -> None:
    from network.domain.hospital_registrations import LETTER
    from office.files import SCANS
    from office.owners import register_owner

    kinds = {LETTER: (_("Letter with the hospital's seal"), permissions.DECIDE_REGISTRATION)}
    # Handed in by the public form only, as the system: who decides reads it and adds nothing.
    register_owner("network.hospitalregistration", kinds, types=SCANS)
