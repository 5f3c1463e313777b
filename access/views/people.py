"""Who holds which role; ending a role."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import account_help, door, histories, permissions
from access.domain import hand_overs, role_assignments
from access.filters import STANDINGS, PeopleFilter
from access.forms.invitation import EndRoleForm
from access.models import RoleAssignment
from access.people_permissions import CLOSE_ACCOUNT
from access.scopes import scope_labels
from access.sign_in_rules import is_locked, is_unused
from access.tables import PeopleTable
from access.views.lists import ListPage
from access.views.pages import page
from access.views.second_factor import removal


class People(ListPage):
    """The roster of the organisations for which the actor may give roles."""

    model = RoleAssignment
    table_class = PeopleTable
    filterset_class = PeopleFilter
    template_name = "access/people.html"
    permission = permissions.VIEW_PEOPLE
    title = gettext_lazy("People")
    lead = gettext_lazy("Who holds which role since when, and who gave it.")
    create_url = "access:invite"
    create_title = gettext_lazy("Invite a person")
    create_permission = permissions.INVITE

    def get_queryset(self):
        """With names, ordered by person; ended roles only when the filter asks for them."""
        rows = super().get_queryset().select_related("user", "granted_by").order_by("user__name", "valid_from")
        return rows if self.request.GET.get("ended") else rows.valid()

    def get_context_data(self, **kwargs) -> dict:
        """With figures that open to their rows: one query."""
        return super().get_context_data(**kwargs) | {"figures": self._figures()}

    def _figures(self) -> list[dict]:
        rows = RoleAssignment.objects.visible_to(self.request.actor).valid().order_by()
        counted = {code: Count("pk", filter=Q(pk__in=rows.standing(code).values("pk"))) for code, _title in STANDINGS}
        found = rows.aggregate(people=Count("user", distinct=True), **counted)
        shown = [{"title": _("people with a role"), "value": found["people"], "query": ""}]
        return shown + [
            {"title": title, "value": found[code], "query": f"standing={code}"} for code, title in STANDINGS
        ]


@page(open_because="every person sees the own roles; others' only through the door")
def role_assignment(request, uid):
    """One role with its history; ended by those who may."""
    found = door.get_visible_or_404(
        RoleAssignment.objects.select_related("user", "granted_by"), request.actor, uid=uid
    )
    refusal = door.why(request.actor, permissions.END_ROLE, found)
    form = EndRoleForm(request.POST or None, assignment=found)
    if request.method == "POST" and form.is_valid():
        role_assignments.end(found, **form.cleaned_data, by=request.actor)
        ended = _("The role ends on %(day)s.") % {"day": found.valid_to.isoformat()}
        messages.success(request, ended if found.is_valid() else _("The role has ended."))
        return redirect(found)
    key = (found.scope_kind, found.scope_id)
    context = {
        "assignment": found,
        "scope_label": scope_labels([key]).get(key, ""),
        "form": form,
        "refusal": refusal,
        "help": _help(request.actor, found),
        "ways": _ways(request.actor, found),
        "factor_removal": removal(request.actor, found),
        **histories.newest(found, request.actor),
    }
    return render(request, "access/role_assignment.html", context)


def _ways(actor, assignment: RoleAssignment) -> list[dict]:
    """Where one goes on from here: naming a deputy, handing over, the account of somebody who leaves."""
    own = actor.user.pk == assignment.user_id and assignment.is_valid()
    ways = [
        ("access:delegate", _("Name a deputy"), "users", own),
        ("access:start_hand_over", _("Hand over"), "users", own or hand_overs.may_propose(assignment, actor)),
        ("access:departure", _("Departure"), "log-out", door.can(actor, CLOSE_ACCOUNT, assignment)),
    ]
    return [
        {"title": title, "url": reverse(name, args=[assignment.uid]), "icon": icon}
        for name, title, icon, is_open in ways
        if is_open
    ]


def _help(actor, assignment: RoleAssignment) -> dict | None:
    """What the actor may do so that the person can sign in again; None for those who only read."""
    if door.why(actor, permissions.HELP_SIGN_IN, assignment):
        return None
    user = assignment.user
    return {
        "is_locked": is_locked(user),
        "is_unused": is_unused(user),
        "locked_until": user.locked_until,
        "last_used_at": user.last_used_at,
        "refusal": account_help.why_no_code(user, actor),
    }
