"""Inviting many people by a table: template, upload, preview, and the invitations, which are shown only once."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from access import permissions
from access.domain.invitation_lists import invite_all
from access.forms.invitation import gifts_of
from access.forms.invitation_list import InvitationList, InvitationListForm, template_columns
from access.refusals import Refused
from access.roles import ROLES
from access.scopes import scope_labels
from access.views.pages import page
from tools import sheets
from tools.codes.qr import qr_svg

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(permissions.INVITE)
@never_cache
def invite_list(request):
    """Choose the table; a good one is shown for confirmation, a bad one with every problem by its row."""
    form = InvitationListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        people = InvitationList.of_table(form.table, request.actor)
        if people.people and not people.problems:
            return render(request, "access/invite_list_preview.html", _preview(people))
        return _asked(request, form, people.problems)
    return _asked(request, form, [])


@page(permissions.INVITE)
def invite_list_template(request):
    """The empty table."""
    title = _("People to invite")
    response = HttpResponse(sheets.write_xlsx(title, template_columns(), []), content_type=XLSX)
    response.headers["Content-Disposition"] = sheets.content_disposition(f"{title}.xlsx")
    return response


@page(permissions.INVITE)
@require_POST
@never_cache
def invite_list_confirm(request):
    """Invite everybody who was shown, after looking once more whether everything still holds."""
    people = InvitationList.of_token(request.POST.get("people", ""), request.actor)
    if people is None:
        problem = _("This page was open too long: choose the table again.")
        return _asked(request, InvitationListForm(), [problem])
    if not people.people or people.problems:
        return _asked(request, InvitationListForm(), people.problems)
    try:
        sent = invite_all(people=people.people, by=request.actor)
    except Refused as refused:
        return _asked(request, InvitationListForm(), [refused.reason])
    return render(request, "access/invite_list_sent.html", _sent(request, sent))


def _asked(request, form, problems):
    roles = list(dict.fromkeys(str(ROLES[key.split(":")[0]]) for key, _label in gifts_of(request.actor)))
    context = {"form": form, "problems": [str(each) for each in problems], "roles": roles}
    failed = problems or form.errors
    return render(request, "access/invite_list.html", context, status=422 if failed else 200)


def _preview(people: InvitationList) -> dict:
    keys = [(ROLES[person.role].scope_kind, person.scope.pk if person.scope else 0) for person in people.people]
    labels = scope_labels(keys)
    rows = [
        {"person": person, "role": ROLES[person.role], "where": labels.get(key, "")}
        for person, key in zip(people.people, keys, strict=True)
    ]
    return {"rows": rows, "token": people.token}


def _sent(request, sent) -> dict:
    return {"slips": [_slip(request, invitation, secret) for invitation, secret in sent]}


def _slip(request, invitation, secret: str) -> dict:
    link = request.build_absolute_uri(reverse("invitation", args=[secret]))
    role = ROLES[invitation.role]
    return {"invitation": invitation, "role": role, "secret": secret, "link": link, "qr": qr_svg(link)}
