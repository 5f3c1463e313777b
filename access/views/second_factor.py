"""The second factor: allauth's pages, each change through our verb, and the way of an administrator."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, second_factor
from access.domain import second_factor as verbs
from access.forms.second_factor import RemovalForm
from access.models import RoleAssignment
from access.permissions import REMOVE_SECOND_FACTOR
from access.views.pages import page


class Logged:
    """A change of the own factors: done, logged and told in one transaction, by the verb; ``what`` names it."""

    what = ""
    # Whoever has just shown the new factor need not say again who it is before the recovery codes are shown.
    proves = False

    def form_valid(self, form):
        """What the library does, inside the verb."""
        act = super().form_valid
        done = verbs.change_own(self.request.user, what=self.what, act=lambda: act(form), by=self.request.actor)
        if self.proves:
            record_authentication(self.request, self.request.user, method="mfa", reauthenticated=True)
        return done


class Index(base.IndexView):
    """The own factors, and whether a role asks for one."""

    def get_context_data(self, **kwargs) -> dict:
        """Whether the person must set one up, and where the way goes on."""
        missing = second_factor.is_missing(self.request.actor)
        return super().get_context_data(**kwargs) | {
            "missing": missing,
            "required": second_factor.is_required(self.request.actor),
            "has_factor": second_factor.has_factor(self.request.user),
        }


class ActivateApp(Logged, totp.ActivateTOTPView):
    """Set up an authenticator app."""

    what = verbs.ADDED_APP
    proves = True


class DeactivateApp(Logged, totp.DeactivateTOTPView):
    """Take the authenticator app away."""

    what = verbs.REMOVED_APP


class AddKey(Logged, keys.AddWebAuthnView):
    """Add a passkey."""

    what = verbs.ADDED_KEY
    proves = True


class RenameKey(Logged, keys.EditWebAuthnView):
    """Give a passkey another name."""

    what = verbs.RENAMED_KEY


class RemoveKey(Logged, keys.RemoveWebAuthnView):
    """Take a passkey away."""

    what = verbs.REMOVED_KEY


class RenewCodes(Logged, codes.GenerateRecoveryCodesView):
    """New recovery codes; the old ones count no more."""

    what = verbs.NEW_CODES


def removal(actor, assignment: RoleAssignment) -> dict | None:
    """The step by which an administrator removes a person's factor, for the page of a role; None for those without."""
    if not door.can(actor, REMOVE_SECOND_FACTOR, assignment):
        return None
    refusal = verbs.why_not(assignment, actor)
    return {
        "name": "remove_second_factor",
        "title": _("Remove the second factor"),
        "enabled": refusal is None,
        "refusal": refusal,
        "tone": "danger",
        "url": reverse("access:remove_second_factor", args=[assignment.uid]),
        "needs_reason": True,
    }


@page(REMOVE_SECOND_FACTOR)
@require_POST
def remove(request, uid):
    """Take away the lost second factor of the person who holds a role."""
    found = door.get_visible_or_404(RoleAssignment.objects.select_related("user"), request.actor, uid=uid)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write down why the second factor is removed."))
        return redirect(found)
    verbs.remove(found, **form.cleaned_data, by=request.actor)
    messages.success(request, _("The second factor of %(name)s is removed.") % {"name": found.user.name})
    return redirect(found)
