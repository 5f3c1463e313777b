"""The hospital's sign-off: asked for by the verbs of any house, decided here, carried on by the asking house."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.lifecycle import move
from access.queries.prepared import row_of
from access.roles import HOSPITAL_ADMIN
from access.texts import in_first_language, text
from access.verbs import verb
from network import membership_permissions as permissions
from network import proxy_permissions
from network.domain import locks
from network.membership_enums import SignOffState
from network.models import SignOff
from tools import calendar, clock

PERIOD_TO_SIGN = (5, calendar.Kind.WORKING)
# What a deputy for the sign-off alone takes along: to see what waits, and to sign or return it.
DELEGATED = text("delegation.kind.sign_off", _("the hospital's sign-off only"))
DELEGATED_PERMISSIONS = frozenset(
    {
        permissions.VIEW_SIGNOFF,
        permissions.SIGN_OFF,
        permissions.VIEW_APPLICATION,
        permissions.SIGN_APPLICATION,
        proxy_permissions.ANSWER,
    }
)
TASK_SIGN = text("task.signoff", _("Sign or return: %(about)s"))


@dataclass(frozen=True)
class SignOffKind:
    """What happens with a thing once its sign-off is decided; both take (thing, signoff, by)."""

    title: object
    signed: Callable
    returned: Callable
    # The template that shows the thing to the administrator before signing.
    summary_template: str
    # ``(title, facts)`` of each section of a thing; without it, the sections of an application.
    sections: Callable | None = None


KINDS: dict[str, SignOffKind] = {}


def register_kind(code: str, kind: SignOffKind) -> None:
    """Let a house's things wait for sign-off; called from ``apps.ready()``."""
    KINDS[code] = kind


def subject_of(signoff: SignOff):
    """The thing that waits."""
    return row_of(apps.get_model(signoff.object_type), signoff.object_id)


def request(thing, *, kind: str, hospital, by: Actor) -> SignOff:
    """Put ``thing`` into the hospital's queue and task its administrators: called inside the asking verb."""
    due = calendar.due_after(clock.today(), *PERIOD_TO_SIGN)
    signoff = SignOff.objects.create(
        hospital=hospital,
        kind=kind,
        object_type=thing._meta.label_lower,
        object_id=thing.pk,
        object_label=in_first_language(thing)[:200],
        requested_by=by.user,
        due_on=due,
    )
    inbox.open_task(
        TASK_SIGN,
        signoff,
        role=HOSPITAL_ADMIN,
        scope_kind="hospital",
        scope_id=hospital.pk,
        due=due,
        about=in_first_language(thing),
    )
    return signoff


def waits(thing) -> bool:
    """Whether a thing waits in its hospital's queue."""
    rows = SignOff.objects.filter(object_type=thing._meta.label_lower, object_id=thing.pk)
    return rows.filter(state=SignOffState.WAITING).exists()


def cancel_waiting(thing, *, by: Actor) -> None:
    """Take a thing out of the queue because its asking verb took it back."""
    rows = SignOff.objects.filter(object_type=thing._meta.label_lower, object_id=thing.pk, state=SignOffState.WAITING)
    for signoff in rows.select_for_update():
        move(signoff, SignOffState.CANCELLED, by=by, expected=signoff.version)
        inbox.close_tasks(signoff, by=by)


@verb(permissions.SIGN_OFF)
def sign(signoff: SignOff, *, expected: int, token: str = "", by: Actor) -> SignOff:
    """Sign for the hospital: the thing leaves it. Raises Refused for one's own request, Stale, Forbidden."""
    posted = {"expected": expected, "token": token, "held": [locks.hold_hospital(signoff.hospital_id)]}
    stamps = {"decided_by": by.user, "decided_at": clock.now()}
    if move(signoff, SignOffState.SIGNED, by=by, stamps=stamps, **posted):
        inbox.close_tasks(signoff, by=by)
        KINDS[signoff.kind].signed(subject_of(signoff), signoff, by)
    return signoff


@verb(permissions.SIGN_OFF)
def send_back(signoff: SignOff, *, expected: int, reason: str, token: str = "", by: Actor) -> SignOff:
    """Return the thing to whoever handed it in, with a reason."""
    locks.hold_hospital(signoff.hospital_id)
    stamps = {"decided_by": by.user, "decided_at": clock.now(), "reason": reason}
    if move(signoff, SignOffState.RETURNED, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        inbox.close_tasks(signoff, by=by)
        KINDS[signoff.kind].returned(subject_of(signoff), signoff, by)
    return signoff
