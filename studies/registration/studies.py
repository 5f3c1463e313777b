"""What studies, their networks and reviews tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import chasing, door, histories, logbook, navigation, presenters, retention, scopes
from access.actor import Actor
from access.delivery import kinds
from access.enums import EntryKind, ScopeKind
from access.navigation import NavItem, holding
from studies import permissions
from studies.record import SECTIONS

ACTS = {
    "study.started": _("opened the draft of a study"),
    "study.section_saved": _("saved a section of the record"),
    "study.amended": _("amended the record"),
    "study.shared": _("opened the study to a person"),
    "study.unshared": _("closed the study to a person"),
    "study.commented": _("commented on a section"),
    "study.comment_answered": _("answered a comment"),
    "study.comment_closed": _("closed a comment"),
    "study_network.proposed": _("proposed the study to a network"),
    "study_review.opened": _("opened a review"),
    "study_review.invited": _("invited a reviewer"),
    "study_site.invited": _("invited a hospital to the study"),
}
# What those who only read the record are not told of.
AMONG_THEMSELVES = (
    "study.section_saved",
    "study.shared",
    "study.unshared",
    "study.request_signoff",
    "study.take_back",
)
NEWS_KINDS = (
    kinds.Kind("study", _("Studies"), ("news.study.", "news.studynetwork."), pressing=True),
    kinds.Kind("studyreview", _("Reviews of studies"), ("news.studyreview.",), pressing=True),
)


def _section_title(code: str) -> str:
    return str(SECTIONS[code].title) if code in SECTIONS else code


FACTS = {
    "study_section": (_("section"), _section_title),
    "record_version": (_("version of the record"), None),
    "reviewer": (_("reviewer"), None),
}


def register_studies() -> None:
    """Lifecycles, scopes, sign-off, papers, histories, news, menu."""
    from studies import lifecycles  # noqa: F401 - importing registers the tables

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    kinds.register(*NEWS_KINDS)
    study_file = ("study", "study_network", "study_review", "review_seat", "study_site")
    retention.register_kinds(dict.fromkeys(study_file, EntryKind.STUDY))
    _register_scopes()
    _register_signoff()
    _register_papers()
    _register_histories()
    _register_menu()


def _register_scopes() -> None:
    from studies.models import Study, StudyNetwork, StudyReview, StudySite

    def of_hospitals(ids):
        sites = StudySite.objects.filter(hospital__in=ids, shown_at__isnull=False)
        return Study.objects.filter(pk__in=sites.order_by().values("study"))

    def of_centres(ids):
        rows = StudyNetwork.objects.current().filter(network__centre__in=ids, shown_at__isnull=False)
        return Study.objects.filter(pk__in=rows.order_by().values("study"))

    scopes.register_scope(ScopeKind.STUDY, Study)
    scopes.register_expansion(ScopeKind.HOSPITAL, "study", of_hospitals)
    scopes.register_expansion(ScopeKind.CENTRE, "study", of_centres)
    chasing.register(*(model._meta.label_lower for model in (Study, StudyNetwork, StudyReview)))


def _register_signoff() -> None:
    from network.domain import signoffs
    from studies.domain import studies

    kind = signoffs.SignOffKind(
        title=_("registration of a study"),
        signed=studies.signed,
        returned=studies.sent_back,
        summary_template="studies/study_summary.html",
    )
    signoffs.register_kind(studies.SIGNOFF_KIND, kind)


def _register_papers() -> None:
    from office.owners import register_owner
    from studies.domain.reviews import PAPER

    register_owner("studies.studyreview", {PAPER: (_("Paper of the decision"), permissions.MANAGE_STUDY)})
    # Receipts of what was submitted belong to the version, which is read by those who read the record.
    register_owner("studies.studyversion", {})


def _register_histories() -> None:
    histories.register("study", "studies.study", _history)
    histories.register("study-review", "studies.studyreview")
    histories.register("study-network", "studies.studynetwork")


def _history(study, actor: Actor):
    """The register is public; how a study came to be is for those who read its record, and what its people do among
    themselves is for the lead hospital."""
    door.require(actor, permissions.READ_STUDY, study)
    rows = logbook.history(study)
    return rows if door.can(actor, permissions.CHANGE_STUDY, study) else rows.exclude(verb__in=AMONG_THEMSELVES)


def _register_menu() -> None:
    navigation.register(
        NavItem(
            "studies",
            _("Studies"),
            "studies:studies",
            "flask-conical",
            holding(permissions.READ_STUDY, permissions.ADD_STUDY),
            order=10,
        ),
    )
