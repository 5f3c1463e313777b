"""What joining and belonging tell the ground floor when the product starts."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import chasing, delegation_kinds, live, navigation, presenters, scopes, search
from access.delivery import kinds
from access.enums import ScopeKind
from access.navigation import NavItem, holding
from network import membership_permissions as permissions
from network import policies
from network.exit_registration import register_exits
from network.membership_enums import Verdict
from network.sections import ASKED_PAPERS, PAPER_TITLES, TITLES
from tools import clock

ACTS = {
    "agreement_template.added": _("added a version of the agreement"),
    "application.started": _("opened an application"),
    "application.section_saved": _("saved a section"),
    "application.waiver_explained": _("explained why a condition should be waived"),
    "application.shared": _("shared an application"),
    "application.unshared": _("stopped sharing an application"),
    "application.opinion_given": _("gave an opinion"),
    "agreement.issued": _("issued the agreement"),
    "membership.begun": _("began the membership"),
}

NEWS_KINDS = (
    kinds.Kind("application", _("Membership applications"), ("news.application.", "news.signoff."), pressing=True),
    kinds.Kind("agreement", _("Cooperation agreements"), ("news.agreement.",), pressing=True),
    kinds.Kind("membership", _("Memberships"), ("news.membership.",)),
)

# How long a centre goes on reading the profile of a hospital that it declined: for questions about the decision.
READING_AFTER_DECLINE = timedelta(days=90)


def _section_title(code: str) -> str:
    return str(TITLES[code]) if code in TITLES else code


def _verdict_title(code: str) -> str:
    return str(Verdict(code).label) if code in Verdict.values else code


FACTS = {
    "attachment": (_("file"), None),
    "section": (_("section"), _section_title),
    "verdict": (_("comes to"), _verdict_title),
    "template": (_("text version"), None),
    "colleague": (_("colleague"), None),
}


def _register_histories() -> None:
    from network.domain.histories import register_histories

    register_histories()


def register_memberships() -> None:
    """Lifecycles, sign-off kinds, papers, scopes, menu, search, and lists that move."""
    from network import lifecycles  # noqa: F401 - importing registers the tables

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    _register_histories()
    kinds.register(*NEWS_KINDS)
    _register_signoff()
    _register_papers()
    _register_scopes()
    _register_menu()
    _register_search()
    _register_lists()
    register_exits()


def _register_signoff() -> None:
    from network.domain import applications, signoffs

    kind = signoffs.SignOffKind(
        title=_("membership application"),
        signed=applications.signed,
        returned=applications.sent_back,
        summary_template="network/application_summary.html",
    )
    signoffs.register_kind("membership_application", kind)
    delegation_kinds.register(
        delegation_kinds.DelegationKind(
            "sign_off", signoffs.DELEGATED, signoffs.DELEGATED_PERMISSIONS, frozenset({signoffs.TASK_SIGN})
        )
    )


def _register_papers() -> None:
    from network.domain.application_reading import papers_shown
    from office.files import SCANS
    from office.owners import register_owner

    titles = PAPER_TITLES | ASKED_PAPERS
    papers = {kind: (titles[kind], permissions.CHANGE_APPLICATION) for kind in titles}
    register_owner("network.membershipapplication", papers, guard=policies.papers_locked, shown=papers_shown)
    copies = {
        "hospital_copy": (_("Copy sealed by the hospital"), permissions.SEAL_FOR_HOSPITAL),
        "centre_copy": (_("Copy sealed by the centre"), permissions.SEAL_FOR_CENTRE),
    }
    # A sealed copy is a picture of paper, which nobody goes on writing.
    register_owner("network.agreement", copies, guard=policies.copies_locked, types=SCANS)


def _register_scopes() -> None:
    from network.models import Hospital, Membership, MembershipApplication

    def hospitals_of_centres(ids):
        since = clock.now() - READING_AFTER_DECLINE
        applied = MembershipApplication.objects.before_the_centre(since).filter(network__centre__in=ids)
        members = Membership.objects.not_over().filter(network__centre__in=ids)
        return Hospital.objects.filter(Q(pk__in=applied.values("hospital")) | Q(pk__in=members.values("hospital")))

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


def _register_lists() -> None:
    from network.models import Agreement, Membership, MembershipApplication, SignOff

    chasing.register(*(model._meta.label_lower for model in (MembershipApplication, SignOff, Agreement, Membership)))

    live.register(live.rows_topic(MembershipApplication), live.rows_topic(SignOff))
