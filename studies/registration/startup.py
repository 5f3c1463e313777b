"""What start-up, ethics, human genetic resources and teams tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import chasing, histories, navigation, presenters, retention
from access.delivery import kinds
from access.enums import EntryKind
from access.navigation import NavItem, holding
from studies import gates, permissions

ACTS = {
    "study_site.sent_back": _("did not sign the part in the study"),
    "study_site.investigator_named": _("named the investigator of the site"),
    "study_site.listed": _("recorded that the site is listed in the national filing"),
    "study_site.hgr_answered": _("answered the questions about human genetic resources"),
    "study_site.hgr_approved": _("recorded an approval about human genetic resources"),
    "study_site.approval_withdrawn": _("withdrew an approval"),
    "study_site.team_invited": _("asked a person to join the team"),
    "site_approval.recorded": _("recorded the institution's approval"),
    "ethics_record.recorded": _("recorded an ethics decision"),
    "ethics_record.withdrawn": _("withdrew an ethics record"),
    "startup_item.kept": _("wrote an item of the checklist"),
    "study.checklist_line_added": _("added a line to the start-up checklist"),
    "study.checklist_line_withdrawn": _("withdrew a line of the start-up checklist"),
}
FACTS = {"person": (_("person"), None), "line": (_("line"), None)}


def register_startup() -> None:
    """Gates, sign-off, papers, histories, beats, menu."""
    from studies import tasks  # noqa: F401 - importing registers the beats
    from studies.policies import ethics, hgr

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    kinds.register(kinds.Kind("studysite", _("Study sites"), ("task.studysite.",), pressing=True))
    of_sites = ("ethics_record", "site_approval", "startup_item", "team_member")
    retention.register_kinds(dict.fromkeys(of_sites, EntryKind.STUDY))
    gates.register(gates.RECRUIT, gates.ETHICS, ethics.gate)
    gates.register(gates.RECRUIT, "hgr", hgr.gate)
    histories.register("study-site", "studies.studysite")
    histories.register("team-member", "studies.teammember")
    chasing.register("studies.studysite")
    _register_signoff()
    _register_papers()
    _register_menu()


def _register_signoff() -> None:
    from network.domain import signoffs
    from studies.domain import sites

    kind = signoffs.SignOffKind(
        title=_("part in a study"),
        signed=sites.signed,
        returned=sites.sent_back,
        summary_template="studies/site_summary.html",
    )
    signoffs.register_kind(sites.SIGNOFF_KIND, kind)


def _register_papers() -> None:
    from office.owners import register_owner
    from studies.domain import approvals, checklist, ethics

    run = permissions.RUN_STUDY_SITE
    register_owner(
        "studies.ethicsrecord", {ethics.OPINION: (_("Opinion of the committee"), permissions.RECORD_ETHICS)}
    )
    register_owner("studies.institutionapproval", {approvals.PAPER: (_("Approval"), run)})
    register_owner("studies.hgrapproval", {approvals.PAPER: (_("Approval"), run)})
    register_owner("studies.startupitem", {checklist.EVIDENCE: (_("Evidence"), run)})


def _register_menu() -> None:
    navigation.register(
        NavItem(
            "studies",
            _("Study sites"),
            "studies:sites",
            "hospital",
            holding(permissions.VIEW_STUDY_SITE),
            order=11,
        ),
        NavItem(
            "studies",
            _("Board of study sites"),
            "studies:site_board",
            "chart-column",
            holding(permissions.VIEW_STUDY_SITE),
            order=12,
        ),
    )
