"""Inviting a person who has no account yet: one secret that is link, code and QR at once, and works one time."""

import hashlib
import hmac
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from access import inbox, logbook, permissions, scopes, separation
from access.actor import Actor
from access.domain import passwords
from access.domain.role_assignments import check_gift, create_assignment, needs_confirmation
from access.models import Invitation, User
from access.refusals import Refused, refusal
from access.roles import ROLES
from access.texts import text
from access.verbs import verb
from tools import clock

# Letters and digits that are not mistaken for one another when read aloud or typed (no 0 O 1 I L U).
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LENGTH = 12
USABLE_DAYS = 14

NOT_USABLE = text(
    "access.invitation.not_usable",
    _("This invitation cannot be used: it is unknown, used, taken back or past its day. Ask for a new one."),
)
UNCONFIRMED = text(
    "access.invitation.unconfirmed", _("A second person must confirm this invitation before it can be used.")
)
CONFIRM_OWN = text("access.invitation.confirm_own", _("The person who invited cannot be the one who confirms."))
NAME_TAKEN = text("access.invitation.name_taken", _("This user name is taken: choose another."))
EMAIL_KNOWN = text(
    "access.invitation.email_known",
    _("An account with the e-mail address of this invitation is there: sign in with it, then open the link again."),
)
NOT_FOR_YOU = text(
    "access.invitation.not_for_you",
    _("You sent or confirmed this invitation yourself: hand it to the person whom it is for."),
)


def secret_hash(secret: str) -> str:
    """The keyed hash under which a secret is stored; case, spaces and hyphens do not matter."""
    plain = "".join(letter for letter in secret.upper() if letter.isalnum())
    return hmac.new(settings.SECRET_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest()


def find_usable(secret: str, *, lock: bool = False) -> Invitation:
    """The open, confirmed invitation for a secret, locked for its use when asked; raises Refused in other cases."""
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    found = rows.filter(secret_hash=secret_hash(secret)).first()
    if found is None or found.status != "open":
        raise Refused(refusal(NOT_USABLE))
    if found.needs_confirmation and found.confirmed_at is None:
        raise Refused(refusal(UNCONFIRMED))
    return found


def new_secret() -> str:
    """A secret that nobody has seen yet, in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, SECRET_LENGTH, 4))


@verb(permissions.INVITE)
def invite(
    scope, *, name: str, role: str, by: Actor, email: str = "", role_valid_to: date | None = None
) -> tuple[Invitation, str]:
    """Invite a person to a role at ``scope``; returns the invitation and its secret, which is shown only now."""
    check_gift(scope, role, by)
    known = User.objects.filter(email__iexact=email).first() if email else None
    if known is not None:
        separation.check_gift(known, role, clock.today(), scope)
    secret = new_secret()
    confirmed = needs_confirmation(scope, role, by)
    columns = {"name": name, "email": email, "role": role, "role_valid_to": role_valid_to}
    return _create(scope, secret, by, needs_confirmation=confirmed, **columns), secret


def offer(scope, *, name: str, email: str, role: str, by: Actor) -> Invitation:
    """Invite as a part of another verb, which has asked its own permission: a second person always confirms it, and
    nobody has its secret before ``renew_secret`` makes one for the letter."""
    columns = {"name": name, "email": email, "role": role}
    return _create(scope, new_secret(), by, needs_confirmation=True, **columns)


@verb(open_because="for the letter to the invited person, which the system sends")
def renew_secret(invitation: Invitation, *, by: Actor) -> str:
    """A new secret for an open, confirmed invitation, shown only now and usable for USABLE_DAYS; the former is void.

    Raises Refused for one that is used, taken back, past its day or not confirmed.
    """
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.status != "open":
        raise Refused(refusal(NOT_USABLE), row)
    if row.needs_confirmation and row.confirmed_at is None:
        raise Refused(refusal(UNCONFIRMED), row)
    secret = new_secret()
    row.secret_hash, row.expires_on = secret_hash(secret), clock.today() + timedelta(days=USABLE_DAYS)
    row.save(update_fields=["secret_hash", "expires_on"])
    logbook.record(row, by=by, verb="invitation.secret_renewed")
    return secret


def _create(scope, secret: str, by: Actor, **columns) -> Invitation:
    invitation = Invitation.objects.create(
        **columns,
        scope_kind=ROLES[columns["role"]].scope_kind,
        scope_id=scope.pk if scope is not None else 0,
        secret_hash=secret_hash(secret),
        invited_by=by.user,
        expires_on=clock.today() + timedelta(days=USABLE_DAYS),
    )
    logbook.record(invitation, by=by, verb="invitation.sent", changes={"role": ("", columns["role"])})
    return invitation


@verb(permissions.CONFIRM_INVITATION)
def confirm(invitation: Invitation, *, by: Actor) -> Invitation:
    """Confirm, as a second person, what the security administrator appointed. Raises Refused for one's own."""
    if invitation.status != "open":
        raise Refused(refusal(NOT_USABLE), invitation)
    if by.user is not None and invitation.invited_by_id == by.user.pk:
        raise Refused(refusal(CONFIRM_OWN), invitation)
    invitation.confirmed_by, invitation.confirmed_at = by.user, clock.now()
    invitation.save(update_fields=["confirmed_by", "confirmed_at"])
    inbox.close_tasks(invitation, by=by)
    logbook.record(invitation, by=by, verb="invitation.confirmed")
    return invitation


@verb(permissions.REVOKE_INVITATION)
def revoke(invitation: Invitation, *, by: Actor) -> Invitation:
    """Take an open invitation back."""
    if invitation.status != "open":
        raise Refused(refusal(NOT_USABLE), invitation)
    invitation.revoked_at = clock.now()
    invitation.save(update_fields=["revoked_at"])
    inbox.close_tasks(invitation, by=by)
    logbook.record(invitation, by=by, verb="invitation.revoked")
    return invitation


@verb(open_because="the one-time secret stands for the permission", secrets=("password",))
def accept(secret: str, *, by: Actor, username: str = "", password: str = "") -> User:
    """Use an invitation: make the account (or add the role to the signed-in person's). Returns the user.

    Raises Refused when the secret is not usable, when the person sent or confirmed the invitation, and when the user
    name or the e-mail address belongs to an account already.
    """
    invitation = find_usable(secret, lock=True)
    if by.user is not None and by.user.pk in (invitation.invited_by_id, invitation.confirmed_by_id):
        raise Refused(refusal(NOT_FOR_YOU), invitation)
    user = by.user or _new_user(invitation, username, password, by)
    invitation.accepted_at, invitation.accepted_by = clock.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    actor = Actor.of(user, origin=by.origin, request_id=by.request_id)
    scope = scopes.scope_object(invitation.scope_kind, invitation.scope_id)
    create_assignment(
        scope,
        user=user,
        role=invitation.role,
        reason="invitation",
        by=actor,
        valid_to=invitation.role_valid_to,
        granted_by=invitation.invited_by,
    )
    logbook.record(invitation, by=actor, verb="invitation.accepted")
    return user


def _new_user(invitation: Invitation, username: str, password: str, by: Actor) -> User:
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(refusal(NAME_TAKEN), invitation)
    if invitation.email and User.objects.filter(email__iexact=invitation.email).exists():
        raise Refused(refusal(EMAIL_KNOWN), invitation)
    user = User(username=username, name=invitation.name, email=invitation.email)
    try:
        return passwords.change(user, password=password, by=by)
    except IntegrityError:
        # Somebody else was quicker between the question above and here; the verb's own savepoint is rolled back.
        is_address = invitation.email and User.objects.filter(email__iexact=invitation.email).exists()
        raise Refused(refusal(EMAIL_KNOWN if is_address else NAME_TAKEN), invitation) from None
