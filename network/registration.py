"""What the house tells the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import navigation, presenters, scopes
from access.enums import ScopeKind
from access.navigation import NavItem
from network.assessment_registration import register_assessments
from network.certificate_registration import register_certificates
from network.committee_registration import register_committees
from network.confirmation_registration import register_confirmations
from network.dashboard_registration import register_dashboards
from network.database import register_database
from network.import_registration import register_imports
from network.membership_registration import register_memberships
from network.message_registration import register_messages
from network.organisation_registration import register_organisations
from network.packet_registration import register_packets
from network.partner_registration import register_partners
from network.proxy_registration import register_proxies
from network.rules_registration import register_rules
from network.structure_registration import register_structure
from network.version_registration import register_versions

ACTS = {
    "hospital.registered": _("registered the hospital"),
    "hospital.renamed": _("renamed the hospital"),
    "hospital.name_added": _("added a further name"),
    "hospital.credit_code_corrected": _("corrected the credit code"),
    "hospital.name_ended": _("ended a further name"),
    "hospital.revised": _("changed the hospital's facts"),
    "hospital.closed": _("closed the hospital"),
    "campus.added": _("added a campus"),
    "campus.revised": _("edited a campus"),
    "campus.closed": _("closed a campus"),
    "profile.updated": _("edited the profile"),
    "profile.confirmed": _("confirmed the profile"),
    "centre.established": _("established the centre"),
    "centre.contact_updated": _("edited contact and summary"),
    "centre.revised": _("changed the centre's facts"),
    "centre.closed": _("closed the centre"),
    "network.opened": _("opened the network"),
    "network.revised": _("changed the network's facts"),
    "network.closed": _("closed the network"),
    "reference.added": _("added reference data"),
    "reference.changed": _("changed reference data"),
}

# Recorded about a hospital, kept in a table of their own.
FACTS = {"other_names": (_("further name"), None)}


def register_all() -> None:
    """Register everything; called once from ``apps.ready()``."""
    from network import permissions  # noqa: F401 - importing registers the catalogue

    _register_scopes()
    _register_figures()
    _register_menu()
    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    register_memberships()
    register_confirmations()
    register_assessments()
    register_organisations()
    register_imports()
    register_messages()
    register_certificates()
    register_packets()
    register_proxies()
    register_structure()
    register_committees()
    register_partners()
    register_versions()
    register_dashboards()
    register_database()
    register_rules()


def _register_scopes() -> None:
    from network.models import Campus, Centre, Hospital, Network, Region

    for kind, model in (
        (ScopeKind.HOSPITAL, Hospital),
        (ScopeKind.CENTRE, Centre),
        (ScopeKind.NETWORK, Network),
        (ScopeKind.REGION, Region),
    ):
        scopes.register_scope(kind, model)
    scopes.register_expansion(
        ScopeKind.REGION,
        "hospital",
        lambda ids: Hospital.objects.filter(pk__in=Campus.objects.filter(region__in=ids).values("hospital")),
    )
    scopes.register_expansion(ScopeKind.REGION, "campus", lambda ids: Campus.objects.filter(region__in=ids))
    scopes.register_expansion(ScopeKind.CENTRE, "network", lambda ids: Network.objects.filter(centre__in=ids))


def _register_figures() -> None:
    from network.indicators import ALL
    from office.indicators import register

    register(*ALL)


def _register_menu() -> None:
    navigation.register(
        NavItem("network", _("Hospitals"), "network:hospitals", "hospital", order=10),
        NavItem("network", _("Centres"), "network:centres", "building-2", order=15),
        NavItem("network", _("Disease networks"), "network:networks", "share-2", order=20),
        NavItem("figures", _("Map of the regions"), "network:regions", "map", order=10),
    )
