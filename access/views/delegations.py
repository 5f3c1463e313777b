"""Who acts for whom: the list, naming a deputy for one of the own roles, and ending it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door
from access.domain import delegations
from access.forms.delegation import DelegationForm
from access.models import Delegation, RoleAssignment
from access.people_filters import DelegationFilter
from access.people_tables import DelegationTable
from access.scopes import scope_labels
from access.views.lists import ListPage
from access.views.pages import page
from tools import clock


class Delegations(ListPage):
    """One's own, and those of the organisations whose people the actor sees."""

    model = Delegation
    table_class = DelegationTable
    filterset_class = DelegationFilter
    open_because = "the own delegations; others' only through the door"
    title = gettext_lazy("Deputies")
    lead = gettext_lazy("Who acts for whom while somebody is away. A deputy holds what the person holds on the day.")

    def get_queryset(self):
        """The latest first; what is over only when the filter asks for it."""
        rows = super().get_queryset().select_related("delegator", "deputy", "assignment__user")
        rows = rows.order_by("-valid_from", "-pk")
        still = rows.filter(valid_to__gte=clock.today(), ended_at__isnull=True)
        return rows if self.request.GET.get("over") else still


@page(open_because="only for one's own roles")
def delegate(request, uid):
    """Name a deputy for one of the own roles."""
    found = RoleAssignment.objects.valid().filter(user=request.user, uid=uid).first()
    if found is None:
        raise Http404
    form = DelegationForm(request.POST or None, assignment=found)
    if request.method == "POST" and form.is_valid():
        made = delegations.delegate(found, **form.cleaned_data, by=request.actor)
        messages.success(request, _("%(name)s is named as your deputy and told so.") % {"name": made.deputy.name})
        return redirect("access:delegations")
    key = (found.scope_kind, found.scope_id)
    context = {"assignment": found, "scope_label": scope_labels([key]).get(key, ""), "form": form}
    return render(request, "access/delegate.html", context)


@page(open_because="one of the two people, or through the door")
@require_POST
def end_delegation(request, uid):
    """End a delegation at once."""
    found = door.get_visible_or_404(Delegation.objects.all(), request.actor, uid=uid)
    delegations.end(found, by=request.actor)
    messages.success(request, _("The delegation is ended."))
    return redirect("access:delegations")
