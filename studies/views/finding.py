"""The thing in an address, for those who may read it; anything else is the same 404."""

from django.http import Http404

from access import traces
from access.door import get_visible_or_404
from studies.models import ReviewSeat, Study, StudyNetwork, StudyReview


def study(request, uid) -> Study:
    """The study, for those who read its record: what the register shows of it is on the public pages."""
    rows = Study.objects.readable_by(request.actor).with_names().select_related("record")
    found = rows.filter(uid=uid).first()
    if found is None:
        raise Http404
    traces.read(request.actor, found)
    return found


def study_network(request, uid) -> StudyNetwork:
    """The study in a network, for the lead hospital and the network's centre."""
    return get_visible_or_404(StudyNetwork.objects.with_names(), request.actor, uid=uid)


def review(request, uid) -> StudyReview:
    """The review, for the lead hospital."""
    rows = StudyReview.objects.select_related("study__lead_hospital", "hospital")
    return get_visible_or_404(rows, request.actor, uid=uid)


def seat(request, uid) -> ReviewSeat:
    """The reviewer's seat, for the reviewer and the lead hospital."""
    rows = ReviewSeat.objects.select_related("review__study__lead_hospital", "reviewer")
    return get_visible_or_404(rows, request.actor, uid=uid)
