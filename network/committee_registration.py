"""What committees tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import door, histories, logbook, navigation, presenters, scopes
from access.actor import Actor
from access.enums import ScopeKind
from access.navigation import NavItem, holding
from network import committee_permissions as permissions
from network import structure_database as database

ACTS = {
    "committee.set_up": _("set up the committee"),
    "committee.renewed": _("set up the next term of the committee"),
    "committee.dissolved": _("dissolved the committee"),
    "committee.member_added": _("entered a member of the committee"),
    "committee.member_ended": _("ended the days of a member of the committee"),
    "committee.met": _("entered a meeting of the committee"),
}
FACTS = {"member": (_("member"), None), "meeting": (_("meeting"), None)}


def register_committees() -> None:
    """Acts, the reach of regions, papers, menu, history, what the database promises, and the daily reminder."""
    from network import committee_tasks  # noqa: F401 - importing registers the beat
    from network.domain.committees import MINUTES
    from network.models import Centre
    from office.owners import register_owner

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    scopes.register_expansion(
        ScopeKind.REGION, "centre", lambda ids: Centre.objects.filter(host__campuses__region__in=ids)
    )
    register_owner("network.committeemeeting", {MINUTES: (_("Minutes"), permissions.CHANGE_COMMITTEE)})
    histories.register("committee", "network.committee", _history)
    navigation.register(
        NavItem(
            "network", _("Committees"), "network:committees", "users", holding(permissions.VIEW_COMMITTEE), order=18
        )
    )
    database.register(database.no_overlap("network_committee", "centre_id", "name"))
    database.register(database.no_overlap("network_committeemember", "committee_id", "name", "organisation"))
    database.register(database.no_overlap("network_committeemember", "committee_id", when="{row}role = 'chair'"))


def _history(committee, actor: Actor):
    door.require(actor, permissions.VIEW_COMMITTEE, committee)
    return logbook.history(committee)
