"""What mergers, splits and registrations tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import presenters

ACTS = {
    "hospital.event_noted": _("noted an event of the hospital"),
    "hospital.split": _("made a campus a hospital of its own"),
    "membership.continued": _("continued the membership under another hospital"),
}
FACTS = {"event": (_("event"), None)}


def register_organisations() -> None:
    """Acts, permissions."""
    from network import organisation_permissions  # noqa: F401 - importing registers the catalogue

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
