"""New passwords: the own one, also when it has to be changed first, and the one that a code leads to."""

from allauth.account.views import PasswordChangeView
from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from access.actor import Actor
from access.domain import passwords
from access.forms.passwords import ResetCodeForm
from access.refusals import Refused
from access.sign_in_rules import why_change_password


class ChangePassword(PasswordChangeView):
    """allauth's page; says why when the password has to be changed before anything else."""

    def dispatch(self, request, *args, **kwargs):
        """Without a password of one's own there is none to prove: a link or a code leads to the first."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        """The reason, if there is one."""
        return super().get_context_data(**kwargs) | {"reason": why_change_password(self.request.actor)}


@never_cache
@sensitive_post_parameters("password1", "password2", "code")
def use_reset_code(request):
    """Set a new password by an administrator's code; then sign in with it, by the same rules as everybody."""
    form = ResetCodeForm(request.POST or None, fits=lambda user, code: _fits(request, user, code))
    if request.method != "POST":
        return render(request, "account/password_code.html", {"form": form})
    too_many = ratelimit.consume_or_429(request, action="reset_password_from_key")
    if too_many:
        return too_many
    if form.is_valid() and _set(request, form):
        messages.success(request, _("Your new password is set: sign in with it."))
        return redirect("account_login")
    return render(request, "account/password_code.html", {"form": form})


def _fits(request, user, code: str) -> bool:
    return passwords.check_code(user, code=code, by=Actor.at_sign_in(request)) is not None


def _set(request, form) -> bool:
    data, by = form.cleaned_data, Actor.at_sign_in(request, form.user)
    try:
        passwords.use_code(form.user, code=data["code"], password=data["password1"], by=by)
    except Refused as refused:
        form.add_error("code", str(refused.reason))
        return False
    return True
