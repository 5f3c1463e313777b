"""How allauth behaves here: nobody signs up without an invitation, and every way in ends in the same rules."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from access import second_factor, sessions
from access.actor import Actor
from access.domain import passwords
from access.sign_in_rules import why_not_admitted

# One sentence for an unknown name, a wrong password and a locked account: nobody learns which accounts there are.
NOT_ADMITTED = _(
    "Account and password do not fit, or the account is locked for a while after several wrong passwords. Check both, "
    "use “Forgot the password”, or ask the administrator of your organisation."
)
TOO_MANY = _("There were too many wrong passwords from your network: wait a few minutes and try again.")
TOO_MANY_TRIES = _("There were too many tries: wait a few minutes and try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed; people come by invitation. Passwords are set by the verb, links name the known address."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NOT_ADMITTED,
        "email_password_mismatch": NOT_ADMITTED,
        "phone_password_mismatch": NOT_ADMITTED,
        "too_many_from_network": TOO_MANY,
        "too_many_login_attempts": TOO_MANY_TRIES,
    }

    def is_open_for_signup(self, request) -> bool:
        """Always closed."""
        return False

    def pre_authenticate(self, request, **credentials) -> None:
        """Count a password against its network address, apart from second factors: a colleague's right code must not
        give whoever tries passwords at the same address further tries. Raises ValidationError."""
        self._login_failed_rl_usage = ratelimit.consume(request, app="allauth.account", action="password_failed")
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_from_network")

    def pre_login(self, request, user, **kwargs) -> HttpResponse | None:
        """A page that says why somebody who proved who it is is not let in; None lets the sign-in go on."""
        reason = why_not_admitted(user)
        if reason is not None:
            from allauth.account.internal.stagekit import clear_login

            clear_login(request)
            return render(request, "account/account_inactive.html", {"reason": reason}, status=403)
        return super().pre_login(request, user, **kwargs)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whoever has just signed in and has no second factor yet sets one up without being asked again."""
        if second_factor.has_just_signed_in(self.request) and not second_factor.has_factor(self.request.user):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def set_password(self, user, password: str) -> None:
        """By the verb: remembered, logged, and other sessions end."""
        mine = self.request.user.is_authenticated and self.request.user.pk == user.pk
        keep = sessions.row_of(self.request.session, user) if mine else None
        passwords.change(user, password=password, keep=keep, by=Actor.at_sign_in(self.request, user))

    def send_password_reset_mail(self, user, email: str, context: dict) -> None:
        """By the outbox: a mail server that is slow or down tells nobody which addresses are known. What allauth made
        for the letter is thrown away; the link is made when the letter is sent."""
        passwords.send_link(user, by=Actor.at_sign_in(self.request))

    def format_email_subject(self, subject: str) -> str:
        """With the name of the product instead of a host's."""
        return f"[{settings.WAGTAIL_SITE_NAME}] {subject}"
