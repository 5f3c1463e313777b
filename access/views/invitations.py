"""Sending, confirming, taking back and accepting invitations."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from access import door, permissions, texts
from access.domain import invitations
from access.filters import InvitationFilter
from access.forms.invitation import AcceptForm, CodeForm, InvitationForm
from access.models import Invitation
from access.refusals import Refused
from access.roles import ROLES
from access.scopes import scope_labels
from access.tables import InvitationTable
from access.views.lists import ListPage
from access.views.pages import page
from tools.codes.qr import qr_svg


class Invitations(ListPage):
    """The invitations of the organisations for which the actor may invite."""

    model = Invitation
    table_class = InvitationTable
    filterset_class = InvitationFilter
    permission = permissions.VIEW_INVITATIONS
    title = gettext_lazy("Invitations")
    create_url = "access:invite"
    create_title = gettext_lazy("Invite a person")
    create_permission = permissions.INVITE

    def get_queryset(self):
        """Newest first."""
        return super().get_queryset().select_related("invited_by").order_by("-invited_at")


@page(permissions.INVITE)
@never_cache
def invite(request):
    """The form, and once sent the link, code and QR, which are shown only this time."""
    form = InvitationForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        invitation, secret = invitations.invite(
            data["scope"],
            name=data["name"],
            email=data["email"],
            role=data["role"],
            role_valid_to=data["role_valid_to"],
            by=request.actor,
        )
        return render(request, "access/invitation_sent.html", _sent_context(request, invitation, secret))
    return render(request, "access/invite.html", {"form": form})


def _sent_context(request, invitation, secret) -> dict:
    link = request.build_absolute_uri(reverse("invitation", args=[secret]))
    return {"invitation": invitation, "secret": secret, "link": link, "qr": qr_svg(link)}


@page(permissions.CONFIRM_INVITATION)
@require_POST
def confirm(request, uid):
    """Confirm as a second person."""
    found = door.get_visible_or_404(Invitation.objects.all(), request.actor, uid=uid)
    invitations.confirm(found, by=request.actor)
    messages.success(request, _("The invitation of %(name)s is confirmed.") % {"name": found.name})
    return redirect("access:invitations")


@page(permissions.REVOKE_INVITATION)
@require_POST
def revoke(request, uid):
    """Take an invitation back."""
    found = door.get_visible_or_404(Invitation.objects.all(), request.actor, uid=uid)
    invitations.revoke(found, by=request.actor)
    messages.success(request, _("The invitation of %(name)s is taken back.") % {"name": found.name})
    return redirect("access:invitations")


@page(open_because="typed by people who have no account yet; only leads to the invitation's own page")
def enter_code(request):
    """Type the code of an invitation."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("invitation", secret=form.cleaned_data["code"])
    return render(request, "access/enter_code.html", {"form": form})


@page(open_because="the one-time secret in the address stands for the permission")
@never_cache
@sensitive_post_parameters("password", "repeated")
def accept(request, secret):
    """Make the account that the invitation offers, or add the role to the signed-in person's."""
    try:
        invitation = invitations.find_usable(secret)
    except Refused as refused:
        reason = texts.render(refused.reason.code, refused.reason.params)
        return render(request, "access/invitation_unusable.html", {"reason": reason}, status=404)
    known = request.user.is_authenticated
    form = AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and (known or form.is_valid()):
        return _accept(request, form, secret, known) or _accept_page(request, invitation, form)
    return _accept_page(request, invitation, form)


def _accept(request, form, secret, known):
    account = {} if known else {k: form.cleaned_data[k] for k in ("username", "password")}
    try:
        user = invitations.accept(secret, by=request.actor, **account)
    except Refused as refused:
        if known:
            messages.error(request, str(refused.reason))
        else:
            of_name = refused.reason.code == invitations.NAME_TAKEN
            form.add_error("username" if of_name else None, str(refused.reason))
        return None
    if not known:
        request.sign_in_method = "invitation"
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, _("Welcome. This is your inbox: what waits for you stands here."))
    return redirect("workspace:inbox")


def _accept_page(request, invitation, form):
    key = (invitation.scope_kind, invitation.scope_id)
    context = {
        "invitation": invitation,
        "role": ROLES[invitation.role],
        "scope_label": scope_labels([key]).get(key, ""),
        "form": form,
    }
    return render(request, "access/accept.html", context)
