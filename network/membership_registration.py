"""What joining and belonging tell the ground floor when the product starts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import navigation, presenters, scopes, search
from access.enums import ScopeKind
from access.navigation import NavItem, holding
from network import membership_permissions as permissions
from network import policies
from network.membership_enums import Verdict
from network.sections import LETTER, LICENCE, OTHER, PAPER_TITLES, SECTIONS

ACTS = {
    "application.started": _("opened an application"),
    "application.section_saved": _("saved a section"),
    "application.waiver_explained": _("explained why a condition should be waived"),
    "application.shared": _("shared an application"),
    "application.unshared": _("stopped sharing an application"),
    "application.opinion_given": _("gave an opinion"),
    "agreement.issued": _("issued the agreement"),
    "membership.begun": _("began the membership"),
    "attachment.added": _("attached a file"),
    "attachment.withdrawn": _("withdrew a file"),
}


def _section_title(code: str) -> str:
    return str(SECTIONS[code].title) if code in SECTIONS else code


def _verdict_title(code: str) -> str:
    return str(Verdict(code).label) if code in Verdict.values else code


FACTS = {
    "attachment": (_("file"), None),
    "section": (_("section"), _section_title),
    "verdict": (_("comes to"), _verdict_title),
    "template": (_("text version"), None),
    "colleague": (_("colleague"), None),
}


def register_memberships() -> None:
    """Lifecycles, sign-off kinds, papers, scopes, menu and search."""
    from network import membership_lifecycles  # noqa: F401 - importing registers the tables

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    _register_signoff()
    _register_papers()
    _register_scopes()
    _register_menu()
    _register_search()


def _register_signoff() -> None:
    from network.domain import applications, signoffs

    kind = signoffs.SignOffKind(
        title=_("membership application"),
        signed=applications.signed,
        returned=applications.sent_back,
        summary_template="network/application_summary.html",
    )
    signoffs.register_kind("membership_application", kind)


def _register_papers() -> None:
    from network.domain.application_reading import papers_shown
    from office.files import SIGNATURES
    from office.owners import register_owner

    papers = {kind: (PAPER_TITLES[kind], permissions.CHANGE_APPLICATION) for kind in (LICENCE, LETTER, OTHER)}
    register_owner("network.membershipapplication", papers, guard=policies.papers_locked, shown=papers_shown)
    copies = {
        "hospital_copy": (_("Copy sealed by the hospital"), permissions.SEAL_FOR_HOSPITAL),
        "centre_copy": (_("Copy sealed by the centre"), permissions.SEAL_FOR_CENTRE),
    }
    # A sealed copy is a picture of paper, which nobody goes on writing.
    register_owner("network.agreement", copies, guard=policies.copies_locked, types=frozenset(SIGNATURES.values()))


def _register_scopes() -> None:
    from network.models import Hospital, Membership, MembershipApplication

    def hospitals_of_centres(ids):
        applied = MembershipApplication.objects.submitted().filter(network__centre__in=ids).values("hospital")
        members = Membership.objects.filter(network__centre__in=ids).values("hospital")
        return Hospital.objects.filter(Q(pk__in=applied) | Q(pk__in=members))

    scopes.register_expansion(ScopeKind.CENTRE, "hospital", hospitals_of_centres)


def _register_menu() -> None:
    navigation.register(
        NavItem("work", _("Sign-off"), "network:signoffs", "signature", holding(permissions.VIEW_SIGNOFF), order=20),
        NavItem(
            "network",
            _("Applications"),
            "network:applications",
            "file-text",
            holding(permissions.VIEW_APPLICATION),
            30,
        ),
        NavItem("network", _("Members"), "network:memberships", "network", holding(permissions.VIEW_MEMBERSHIP), 40),
    )


def _register_search() -> None:
    from network import search as sources

    for source in sources.SOURCES:
        search.register(source)
