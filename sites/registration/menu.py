"""The house's entries in the menu, and the lists to which its pages lead back."""

from django.utils.translation import gettext_lazy as _

from access import chasing, navigation
from access.navigation import NavItem, holding
from network.views.changes import register_list
from sites.permissions import feasibility, people, records, research_site

LISTS = {
    "researchsite": ("sites:sites", _("Research sites")),
    "gcprecord": ("sites:gcp_records", _("Records of trial institutions")),
    "ethicscommittee": ("sites:ethics_committees", _("Ethics committees")),
    "recognitionentry": ("sites:recognitions", _("Recognition list")),
    "personcertificate": ("sites:certificates", _("Certificates of people")),
    "feasibilityround": ("sites:rounds", _("Feasibility rounds")),
    "feasibilityinvitation": ("sites:invitations", _("Feasibility invitations")),
}
# Address, icon, and the permission without which the entry is not shown.
ENTRIES = (
    ("researchsite", "building-2", research_site.VIEW_SITE),
    ("gcprecord", "file-check", records.VIEW_GCP),
    ("ethicscommittee", "users", records.VIEW_COMMITTEE),
    ("recognitionentry", "list", records.VIEW_RECOGNITION),
    ("personcertificate", "shield-check", people.VIEW_CERTIFICATE),
    ("feasibilityround", "search", feasibility.VIEW_ROUND),
    ("feasibilityinvitation", "mail", feasibility.VIEW_INVITATION),
)


def register_menu() -> None:
    """The menu, the way back of short forms, and what a chase list may name."""
    for name, (url_name, title) in LISTS.items():
        register_list(name, url_name, title)
    navigation.register(
        *(
            NavItem("research", LISTS[name][1], LISTS[name][0], icon, holding(permission), order=10 + place)
            for place, (name, icon, permission) in enumerate(ENTRIES)
        )
    )
    chasing.register(
        "research_sites.researchsite", "research_sites.personcertificate", "research_sites.feasibilityinvitation"
    )
