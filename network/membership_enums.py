"""Closed lists of joining and belonging: kinds, states and their families."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationKind(TextChoices):
    """What an application asks for."""

    JOIN = "join", _("joining")
    TIER_CHANGE = "tier_change", _("change of tier")


class ApplicationState(TextChoices):
    """States of a membership application; each is owned by one side (see the families below)."""

    DRAFT = "draft", _("draft")
    AWAITING_SIGNOFF = "awaiting_signoff", _("waits for the hospital's sign-off")
    SUBMITTED = "submitted", _("formal check")
    RETURNED = "returned", _("returned for completion")
    UNDER_REVIEW = "under_review", _("under review")
    ADMITTED = "admitted", _("admitted, agreement out")
    COMPLETED = "completed", _("completed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("closed as idle")


HOSPITALS_TURN = (ApplicationState.DRAFT, ApplicationState.AWAITING_SIGNOFF, ApplicationState.RETURNED)
CENTRES_TURN = (ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW)
BOTH_SIDES_TURN = (ApplicationState.ADMITTED,)
ENDED = (ApplicationState.COMPLETED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN, ApplicationState.LAPSED)
OPEN = (*HOSPITALS_TURN, *CENTRES_TURN, *BOTH_SIDES_TURN)
EDITABLE = (ApplicationState.DRAFT, ApplicationState.RETURNED)


class Verdict(TextChoices):
    """What an opinion comes to."""

    SUPPORT = "support", _("in favour")
    OTHER_TIER = "other_tier", _("in favour of another tier")
    OPPOSE = "oppose", _("against")
    REMARK = "remark", _("a remark only")


class SignOffState(TextChoices):
    """States of a hospital's sign-off."""

    WAITING = "waiting", _("waits")
    SIGNED = "signed", _("signed")
    RETURNED = "returned", _("returned")
    CANCELLED = "cancelled", _("cancelled")


class AgreementState(TextChoices):
    """States of an agreement on its way between two seals."""

    ISSUED = "issued", _("issued, to be sealed by the hospital")
    HOSPITAL_SEALED = "hospital_sealed", _("sealed by the hospital, to be confirmed by the centre")
    HOSPITAL_CONFIRMED = "hospital_confirmed", _("the hospital's copy confirmed, to be sealed by the centre")
    CENTRE_SEALED = "centre_sealed", _("sealed by the centre, to be confirmed by the hospital")
    COMPLETE = "complete", _("sealed and confirmed by both sides")
    CANCELLED = "cancelled", _("cancelled")


class MembershipState(TextChoices):
    """The last human decision about a membership; what holds on a day is computed (network.memberships)."""

    ACTIVE = "active", _("active")
    WARNED = "warned", _("warned")
    SUSPENDED = "suspended", _("suspended")
    EXITED = "exited", _("exited")


# Members that count in figures and stand on public pages.
COUNTED = (MembershipState.ACTIVE, MembershipState.WARNED)


class EffectiveState(TextChoices):
    """What holds on a day, from the last decision and the dates."""

    UPCOMING = "upcoming", _("not begun yet")
    ACTIVE = "active", _("active")
    WARNED = "warned", _("warned")
    GRACE = "grace", _("annual confirmation overdue")
    SUSPENDED = "suspended", _("suspended")
    UNCONFIRMED = "unconfirmed", _("lapsed without annual confirmation")
    LAPSED = "lapsed", _("term over")
    EXITED = "exited", _("exited")


# What holds on a day for members that count on it: the same as MembershipQuerySet.active().
COUNTED_ON = (EffectiveState.ACTIVE, EffectiveState.WARNED, EffectiveState.GRACE)


class ExitKind(TextChoices):
    """Why a membership ended."""

    VOLUNTARY = "voluntary", _("at the hospital's wish")
    ASSESSMENT = "assessment", _("after an assessment")
    MERGED = "merged", _("the hospital was merged")
    REVOKED = "revoked", _("revoked")
    TIER_CHANGE = "tier_change", _("continued at another tier")
    NETWORK_CLOSED = "network_closed", _("the network was closed")
    CAMPUS_CLOSED = "campus_closed", _("the campus was closed")
    CONTINUED = "continued", _("continued under another hospital")
