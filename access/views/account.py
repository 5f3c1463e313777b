"""The own account: how to be reached, the password, and where one is signed in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from access import sessions
from access.devices import device_name
from access.domain import accounts, sign_ins
from access.forms.account import ContactForm
from access.scopes import scope_labels
from access.session_middleware import why_over
from access.views.pages import page


@page(open_because="the own account")
@never_cache
@sensitive_post_parameters("password")
def account(request):
    """Everything about the own account; the form changes number and address."""
    form = ContactForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        changed = accounts.change_contact(request.user, mobile=data["mobile"], email=data["email"], by=request.actor)
        messages.success(request, _("Your account is changed.") if changed else _("Nothing was changed."))
        return redirect("access:account")
    context = {
        "form": form,
        "roles": _roles(request.actor),
        "sessions": _sessions(request),
        "pending": accounts.pending_email(request.user),
    }
    return render(request, "access/account.html", context)


def _roles(actor) -> list[dict]:
    """The own roles with their places: from a role's page a deputy is named and the role handed over."""
    held = actor.own_assignments
    labels = scope_labels((role.scope_kind, role.scope_id) for role in held)
    return [{"role": role, "where": labels.get((role.scope_kind, role.scope_id), "")} for role in held]


def _sessions(request) -> list[dict]:
    """The sessions that go on, this one first."""
    own = sessions.row_of(request.session, request.user)
    rows = request.user.sessions.live().order_by("-last_used_at")
    shown = [
        {"row": row, "device": device_name(row.device), "is_this": own is not None and row.pk == own.pk}
        for row in rows
        if not why_over(row)
    ]
    return sorted(shown, key=lambda entry: not entry["is_this"])


@page(open_because="only the own sessions")
@require_POST
def end_session(request, uid):
    """Sign out one of the other devices."""
    row = request.user.sessions.live().filter(uid=uid).first()
    if row is not None:
        sign_ins.end(row, because=sessions.BY_ONESELF, by=request.actor)
        messages.success(request, _("The session is ended."))
    return redirect("access:account")


@page(open_because="only the own sessions")
@require_POST
def end_other_sessions(request):
    """Sign out all other devices."""
    keep = sessions.row_of(request.session, request.user)
    sign_ins.end_others(request.user, keep=keep, because=sessions.BY_ONESELF, by=request.actor)
    messages.success(request, _("All other sessions are ended."))
    return redirect("access:account")
