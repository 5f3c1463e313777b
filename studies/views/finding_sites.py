"""A study site and what belongs to it, for those who may see it; anything else is the same 404."""

from access.door import get_visible_or_404
from studies.models import EthicsRecord, StartupItem, StudySite, TeamMember


def site(request, uid) -> StudySite:
    """The site, for its hospital, the lead site, the study's other hospitals and the centres."""
    return get_visible_or_404(StudySite.objects.with_names(), request.actor, uid=uid)


def item(request, uid) -> StartupItem:
    """The item, for the hospital and the lead site."""
    rows = StartupItem.objects.select_related("site__hospital", "site__study", "line", "responsible")
    return get_visible_or_404(rows, request.actor, uid=uid)


def ethics_record(request, uid) -> EthicsRecord:
    """The record, for the hospital and the lead site."""
    return get_visible_or_404(EthicsRecord.objects.select_related("site"), request.actor, uid=uid)


def team_member(request, uid) -> TeamMember:
    """The delegation, for the person, the hospital and the lead site."""
    rows = TeamMember.objects.select_related("site__study__lead_hospital", "site__hospital", "person", "hospital")
    return get_visible_or_404(rows, request.actor, uid=uid)
