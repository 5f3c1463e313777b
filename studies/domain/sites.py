"""Hospitals invited to take part in a study."""

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network.models import Hospital
from network.policies import closed_hospital
from studies import permissions
from studies.enums import SiteState
from studies.models import Study, StudySite
from tools import clock

INVITED_ALREADY = text("studies.site.invited_already", _("%(hospital)s takes part in this study already."))
STUDY_ENDED = text("studies.site.study_ended", _("The study is “%(state)s”: no further hospital is invited."))


@verb(permissions.CHANGE_STUDY)
def invite(study: Study, *, hospital: Hospital, target: int | None = None, by: Actor) -> StudySite:
    """Invite a hospital, with its target of participants; it learns of the study once that is submitted.

    Raises Refused for a closed hospital, one that is there already, and a study that is over.
    """
    row = Study.objects.select_for_update().get(pk=study.pk)
    shut = closed_hospital(hospital)
    if shut or row.is_ended:
        raise Refused(shut or refusal(STUDY_ENDED, state=str(row.get_state_display())), study)
    shown = clock.now() if row.submitted_at is not None else None
    facts = {"lead_hospital_id": row.lead_hospital_id, "target": target, "shown_at": shown}
    site, is_new = StudySite.objects.get_or_create(study=row, hospital=hospital, defaults=facts)
    if not is_new:
        raise Refused(refusal(INVITED_ALREADY, hospital=str(hospital)), study)
    logbook.record(site, by=by, verb="study_site.invited", changes={"target": (None, target)})
    return site


@verb(permissions.ANSWER_STUDY_SITE)
def decline(site: StudySite, *, reason: str, expected: int, token: str = "", by: Actor) -> StudySite:
    """Decline for the invited hospital, with a reason that the lead site reads."""
    move(site, SiteState.DECLINED, by=by, expected=expected, token=token, reason=reason)
    return site
