"""Whether the state of a study site permits what somebody wants to do with it."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.enums import ScopeKind
from access.refusals import Refusal, refusal
from access.texts import text
from network.domain import signoffs
from network.policies import closed_hospital
from studies.enums import SiteState, StudyKind, StudyState
from studies.policies import ethics, hgr
from tools import clock

NOT_YOURS = text("studies.site.not_yours", _("%(hospital)s does this itself: only its own people can."))
SIGNATURE_WAITS = text("studies.site.signature_waits", _("The hospital's administrator signs first."))
UNDONE = text(
    "studies.site.undone", _("Not done yet: %(items)s. Do it, or ask the lead site to change the checklist.")
)
NO_APPROVAL = text(
    "studies.site.no_approval",
    _("The approval of %(hospital)s for its part is not recorded: record its number, day and paper first."),
)
NOT_FILED = text(
    "studies.site.not_filed",
    _("The site is not listed in the lead site's national filing yet: the lead site adds it there and says so here."),
)
NO_INVESTIGATOR = text("studies.site.no_investigator", _("Nobody is named as investigator of the site yet."))
NOT_RECRUITING = text(
    "studies.site.study_not_recruiting", _("The study is “%(state)s”: sites open while it is recruiting.")
)
MOST_NAMED = 5
# Kinds of studies that stand in the national filing of the lead site with all of their sites.
FILED_KINDS = (StudyKind.IIT, StudyKind.IIT_TCM)


def own_part(permission: str) -> Callable:
    """A guard: the actor holds the permission at the site's own hospital and not as the lead hospital."""

    def is_own(site, actor: Actor) -> Refusal | None:
        if actor.system or site.hospital_id in actor.scope_ids(permission, ScopeKind.HOSPITAL):
            return None
        return refusal(NOT_YOURS, hospital=str(site.hospital))

    return is_own


def hospital_is_open(site, actor: Actor) -> Refusal | None:
    """The hospital has not closed."""
    return closed_hospital(site.hospital)


def no_signature_waits(site, actor: Actor) -> Refusal | None:
    """Nothing of the site waits for the administrator."""
    return refusal(SIGNATURE_WAITS) if signoffs.waits(site) else None


def done_before(state: str) -> Callable:
    """A guard: every item of the checklist that has to be done before a state is done."""

    def is_done(site, actor: Actor) -> Refusal | None:
        titles = list(site.items.undone().filter(line__before=state).values_list("line__title", flat=True))
        return refusal(UNDONE, items=titles[:MOST_NAMED]) if titles else None

    return is_done


def ethics_valid(site, actor: Actor) -> Refusal | None:
    """An ethics decision permits research at the site today."""
    return ethics.not_permitted(site, clock.today())


def hgr_settled(site, actor: Actor) -> Refusal | None:
    """Whatever the answers ask for has a number that is valid today."""
    return hgr.not_settled(site.study, clock.today(), site)


def approval_recorded(site, actor: Actor) -> Refusal | None:
    """The hospital took its part on (立项)."""
    return None if site.approvals.standing().exists() else refusal(NO_APPROVAL, hospital=str(site.hospital))


def listed_in_filing(site, actor: Actor) -> Refusal | None:
    """The site stands in the lead site's national filing, where the study has one."""
    return refusal(NOT_FILED) if site.filed_on is None and site.study.kind in FILED_KINDS else None


def investigator_named(site, actor: Actor) -> Refusal | None:
    """Somebody is responsible at the site."""
    return refusal(NO_INVESTIGATOR) if site.investigator_id is None else None


def study_recruits(site, actor: Actor) -> Refusal | None:
    """The study itself recruits."""
    if site.study.state == StudyState.RECRUITING:
        return None
    return refusal(NOT_RECRUITING, state=str(site.study.get_state_display()))


TO_OPEN = (
    study_recruits,
    ethics_valid,
    approval_recorded,
    listed_in_filing,
    hgr_settled,
    investigator_named,
    done_before(SiteState.OPEN),
)
