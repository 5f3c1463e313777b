"""The wish to be deleted: asked by the person, answered with a reason, carried out by the system the next night.

Personal Information Protection Law art. 47: deletion when consent is taken back; where the law asks for a longer
retention, nothing but keeping and protecting goes on. Network Data Security Regulations art. 23: answered in time.
"""

import hashlib
import hmac

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from access import inbox, logbook, people_permissions, separation
from access.actor import Actor
from access.domain import departures
from access.enums import ScopeKind
from access.lifecycle import move
from access.models import ChannelChoice, DeletionRequest, DeliveryHours, Draft, EmailChange, Invitation, User
from access.people_enums import DeletionState
from access.refusals import Refused, refusal
from access.roles import SECURITY_ADMIN
from access.texts import text
from access.verbs import verb
from tools import calendar, clock

# The notice promises an answer within fifteen working days.
PERIOD_TO_ANSWER = (15, calendar.Kind.WORKING)
TASK = text("task.deletion_request", _("Answer the request of %(name)s to delete the account"))
ASKED_ALREADY = text("access.deletion.asked_already", _("You have asked for this already: the answer comes in time."))
TOLD_GRANTED = text(
    "news.deletion.granted",
    _("Your account is deleted in the coming night, as you asked. You can take it back until then. %(answer)s"),
)
TOLD_DECLINED = text("news.deletion.declined", _("Your account cannot be deleted now. Reason: %(answer)s"))


@verb(open_because="everybody may ask about the own data")
def ask(user: User, *, wish: str, by: Actor) -> DeletionRequest:
    """Ask for the deletion of the own account. Raises Refused while an answer is awaited."""
    if by.user is None or by.user.pk != user.pk or _open(user).exists():
        raise Refused(refusal(ASKED_ALREADY))
    due = calendar.due_after(clock.today(), *PERIOD_TO_ANSWER)
    request = DeletionRequest.objects.create(user=user, wish=wish, due_on=due)
    logbook.record(request, by=by, verb="deletionrequest.asked", changes={"due_on": ("", due)})
    inbox.open_task(TASK, request, role=SECURITY_ADMIN, scope_kind=ScopeKind.PROVINCE.value, due=due, name=user.name)
    return request


def _open(user: User):
    return DeletionRequest.objects.filter(user=user, state__in=[DeletionState.ASKED, DeletionState.GRANTED])


@verb(people_permissions.ANSWER_DATA_REQUEST)
def grant(request: DeletionRequest, *, expected: int, reason: str, token: str = "", by: Actor) -> DeletionRequest:
    """Grant it; the person is told and can take it back until the night.

    Raises Refused for a separated administrator, and while something would be left to nobody: hand over first.
    """
    separation.check_untouched(request.user, by, request)
    found = departures.orphans(request.user)
    if found is not None:
        raise Refused(found, request)
    return _answer(request, DeletionState.GRANTED, TOLD_GRANTED, expected, reason, token, by)


@verb(people_permissions.ANSWER_DATA_REQUEST)
def decline(request: DeletionRequest, *, expected: int, reason: str, token: str = "", by: Actor) -> DeletionRequest:
    """Say why not, such as a duty to keep that still holds."""
    return _answer(request, DeletionState.DECLINED, TOLD_DECLINED, expected, reason, token, by)


def _answer(request, state, news, expected, reason, token, by) -> DeletionRequest:
    stamps = {"answer": reason, "answered_by": by.user, "answered_at": clock.now()}
    if move(request, state, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        inbox.close_tasks(request, by=by)
        inbox.notify([request.user], news, request, answer=reason)
    return request


@verb(people_permissions.VIEW_DATA_REQUESTS)
def withdraw(request: DeletionRequest, *, expected: int, token: str = "", by: Actor) -> DeletionRequest:
    """Take it back."""
    if move(request, DeletionState.WITHDRAWN, by=by, expected=expected, token=token):
        inbox.close_tasks(request, by=by)
    return request


def pseudonym(user: User) -> str:
    """What stands for the person from then on: the same for the same account, and leading back to nobody."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"erased:{user.pk}".encode(), hashlib.sha256).hexdigest()
    return f"U-{digest[:10].upper()}"


@verb(people_permissions.ANSWER_DATA_REQUEST)
def delete(request: DeletionRequest, *, by: Actor) -> User:
    """Delete what no law asks to keep: the account becomes a pseudonym that signs in nowhere.

    What the person did stays in the logbook for its legal time (access.retention) and is removed with it; roles and
    consents stay under the pseudonym.
    """
    move(request, DeletionState.DELETED, by=by, expected=request.version)
    user = User.objects.select_for_update().get(pk=request.user_id)
    departures.end_everything(user, reason="deletion", by=by)
    name = pseudonym(user)
    _forget(user, name)
    user.name, user.username, user.email, user.mobile, user.title = name, name, "", "", ""
    user.is_active, user.erased_at = False, clock.now()
    user.set_unusable_password()
    user.save()
    DeletionRequest.objects.filter(user=user).update(wish="")
    return user


def _forget(user: User, name: str) -> None:
    """Remove what belongs to the person alone."""
    user.notifications.all().delete()
    user.sessions.all().delete()
    user.former_passwords.all().delete()
    user.reset_codes.all().delete()
    for model in (Draft, ChannelChoice, DeliveryHours, EmailChange):
        model.objects.filter(user=user).delete()
    Invitation.objects.filter(accepted_by=user).update(name=name, email="")
