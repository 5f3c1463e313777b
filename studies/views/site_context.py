"""What a study site's page shows: gathered here so that the views stay doormen."""

from access import door, form_tokens, histories, lifecycle
from access.enums import ScopeKind
from network.domain import signoffs
from office.models import Attachment
from studies import hgr, permissions
from studies.enums import STARTING, HgrKind, SiteState
from studies.models import EthicsRecord, HgrApproval, InstitutionApproval, StartupItem, StudySite, TeamMember
from studies.policies import hgr as hgr_policies
from studies.record import derived
from studies.record.derived_fields import REGISTRY_NUMBERS
from tools import clock

WAY = (*STARTING, SiteState.OPEN, SiteState.CLOSED)
BETWEEN = {SiteState.PAUSED: SiteState.OPEN, SiteState.ARCHIVED: SiteState.CLOSED}


def is_own(site: StudySite, actor, permission: str = permissions.RUN_STUDY_SITE) -> bool:
    """Whether the actor works for the site's own hospital."""
    return site.hospital_id in actor.scope_ids(permission, ScopeKind.HOSPITAL)


def page_context(site: StudySite, actor) -> dict:
    """Everything on the site's page for one actor; papers, checklist and team for the hospital and the lead site."""
    return {
        "site": site,
        "study": site.study,
        "reads_study": door.can(actor, permissions.READ_STUDY, site.study),
        "steps": _steps(site),
        "days": (clock.today() - site.state_since).days,
        "is_permitted": site.ethics_until is not None and site.ethics_until >= clock.today(),
        "numbers": _numbers(site),
        "own": is_own(site, actor),
        "records_ethics": is_own(site, actor, permissions.RECORD_ETHICS),
        "leads": door.can(actor, permissions.CHANGE_STUDY_SITE, site),
        "waits_for_signature": signoffs.waits(site),
        "actions": lifecycle.actions(site, actor),
        "formed": _formed(site, actor),
        "token": form_tokens.fresh(),
        **(_inside(site, actor) if door.can(actor, permissions.VIEW_STARTUP, site) else {"inside": False}),
        **histories.newest(site, actor),
    }


def _formed(site: StudySite, actor) -> dict:
    """Steps with a form of their own: the hospital's yes, and the agreement."""
    return {
        "confirm": site.state == SiteState.FEASIBILITY and is_own(site, actor, permissions.ANSWER_STUDY_SITE),
        "agreement": site.state == SiteState.ETHICS and is_own(site, actor),
    }


def _numbers(site: StudySite) -> list[str]:
    said = derived.values_of(site.study).get(REGISTRY_NUMBERS, [])
    return [said] if isinstance(said, str) else list(said)


def _papers(rows, actor) -> dict[int, list]:
    """Papers by the id of their owner, in one query."""
    owners = list(rows)
    if not owners:
        return {}
    found: dict[int, list] = {}
    label = owners[0]._meta.label_lower
    papers = Attachment.objects.filter(owner_type=label, owner_id__in=[row.pk for row in owners], withdrawn_at=None)
    for paper in papers.visible_to(actor).select_related("uploaded_by").order_by("pk"):
        found.setdefault(paper.owner_id, []).append(paper)
    return found


def _with_papers(rows, actor) -> list:
    rows = list(rows)
    papers = _papers(rows, actor)
    for row in rows:
        row.papers = papers.get(row.pk, [])
    return rows


def _inside(site: StudySite, actor) -> dict:
    ethics = EthicsRecord.objects.filter(site=site).visible_to(actor).order_by("-decided_on", "-pk")
    approvals = InstitutionApproval.objects.filter(site=site).standing().visible_to(actor)
    items = StartupItem.objects.filter(site=site).asked().visible_to(actor).select_related("line", "responsible")
    team = TeamMember.objects.filter(site=site).visible_to(actor).select_related("person")
    return {
        "inside": True,
        "ethics": _with_papers(ethics, actor),
        "approvals": _with_papers(approvals, actor),
        "items": _with_papers(items, actor),
        "team": team,
        "today": clock.today(),
        **_hgr(site, actor),
    }


def _hgr(site: StudySite, actor) -> dict:
    told = hgr_policies.answers_for(site.study, site)
    missing = hgr_policies.lacking(site.study, clock.today(), site)
    needed = hgr.needed(hgr.by_version(told.rule_version), told.answers) if told else []
    rows = HgrApproval.objects.filter(study=site.study).standing().visible_to(actor)
    return {
        "hgr_told": told,
        "hgr_needed": [{"title": HgrKind(kind).label, "is_there": kind not in (missing or ())} for kind in needed],
        "hgr_approvals": _with_papers([row for row in rows if row.site_id in (None, site.pk)], actor),
    }


def _steps(site: StudySite) -> list[dict]:
    """The way of the site with where it stands; one that declined stands nowhere on it."""
    now = BETWEEN.get(SiteState(site.state), site.state)
    place = WAY.index(now) if now in WAY else -1
    items = []
    for index, state in enumerate(WAY):
        mark = "done" if index < place else "current" if index == place else "todo"
        note = site.get_state_display() if index == place and site.state != state else ""
        items.append({"title": state.label, "state": mark, "date": "", "note": note})
    return items
