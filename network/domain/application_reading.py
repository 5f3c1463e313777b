"""What of an application is read outside its hospital: only what the hospital has signed.

Inside are the hospital's own people and the colleagues to whom the application is shared. Everybody else reads it as
last submitted: the answers that the newest receipt keeps, the papers that went with it, and the acts between the
sides. Source of the rule: nothing leaves the hospital without its administrator's signature.
"""

from django.db.models import Exists, OuterRef, Q

from access import logbook
from access.actor import Actor
from access.enums import ScopeKind
from network.membership_permissions import VIEW_APPLICATION
from network.models import MembershipApplication
from network.models.application import ApplicationGrant
from office.models import Receipt

SUBMIT = "application.submit"
# With what an application came before the centre: signed by the hospital, or entered for it from paper.
ARRIVALS = (SUBMIT, "application.entered_from_paper")
OPINION = "application.opinion_given"
# Acts that are the hospital's own business at any time; before the first submission every act is.
INTERNAL = (
    "application.section_saved",
    "application.waiver_explained",
    "application.request_signoff",
    "application.take_back",
    "application.take_back_again",
    "application.shared",
    "application.unshared",
    "attachment.added",
    "attachment.withdrawn",
    "attachment.taken_from_shelf",
)


def is_inside(application: MembershipApplication, actor: Actor) -> bool:
    """Whether the actor reads the application as it is being written."""
    return _inside(actor).filter(pk=application.pk).exists()


def _inside(actor: Actor):
    """The applications that the actor sees through a hospital's role or a grant."""
    rows = MembershipApplication.objects.all()
    if actor.system:
        return rows
    if not actor.is_person:
        return rows.none()
    hospitals = actor.scope_ids(VIEW_APPLICATION, ScopeKind.HOSPITAL)
    granted = ApplicationGrant.objects.granted_to(actor.user, VIEW_APPLICATION)
    return rows.filter(Q(hospital__in=hospitals) | Q(pk__in=granted.values("content_object")))


def papers_shown(actor: Actor) -> Q:
    """Which papers of visible applications the actor reads: those of now inside, those of the submission outside."""
    now = Q(withdrawn_at__isnull=True)
    inside = Q(owner_id__in=_inside(actor).order_by().values("pk"))
    owner = MembershipApplication.objects.filter(pk=OuterRef("owner_id"))
    went_along = Q(Exists(owner.filter(resubmitted_at__gte=OuterRef("uploaded_at"))))
    withdrawn_since = Q(Exists(owner.filter(resubmitted_at__lt=OuterRef("withdrawn_at"))))
    return (inside & now) | (~inside & went_along & (now | withdrawn_since))


def submitted(application: MembershipApplication) -> dict:
    """The content of the newest receipt; empty when none was issued."""
    newest = Receipt.objects.of(application).order_by("-issued_at", "-pk").first()
    return newest.content if newest else {}


def answers(application: MembershipApplication, *, inside: bool) -> dict[str, dict]:
    """The answers by section that a reader gets: those saved now inside, those of the newest receipt outside."""
    if inside:
        return {section.code: section.answers for section in application.sections.all()}
    return submitted(application).get("sections", {})


def history(application: MembershipApplication, *, inside: bool, sees_opinions: bool):
    """The logbook's entries for one reader, newest first; those about opinions only for readers of opinions."""
    rows = logbook.history(application)
    if not sees_opinions:
        rows = rows.exclude(verb=OPINION)
    if inside:
        return rows
    first = rows.filter(verb__in=ARRIVALS).order_by("pk").values_list("pk", flat=True).first()
    return rows.filter(pk__gte=first).exclude(verb__in=INTERNAL) if first else rows.none()
