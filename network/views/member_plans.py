"""Writing how many members a network plans for this year."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door
from access.views.pages import page
from network.dashboard_permissions import CHANGE_PLAN
from network.domain import member_plans
from network.forms.member_plan import MemberPlanForm
from network.models import MemberPlan, Network
from network.views.step_forms import StepForm, step_page
from tools import clock

WORDS = StepForm(
    gettext_lazy("Plan of this year"),
    gettext_lazy("Save the plan"),
    gettext_lazy("It stands beside the active members on the director's overview; each change stays in the logbook."),
)


@page(CHANGE_PLAN)
def member_plan(request, uid):
    """This year's plan of one network."""
    network = door.get_visible_or_404(Network.objects.select_related("centre"), request.actor, uid=uid)
    door.require(request.actor, CHANGE_PLAN, network)
    year = clock.today().year
    known = MemberPlan.objects.filter(network=network, year=year).first()
    form = MemberPlanForm(request.POST or None, initial={"members": known.members} if known else None)

    def call(expected, token):
        members = form.cleaned_data["members"]
        return member_plans.write_plan(network, year=year, members=members, expected=expected, by=request.actor)

    def version() -> int:
        return MemberPlan.objects.filter(network=network, year=year).values_list("version", flat=True).first() or 0

    done = _("The plan of %(year)d is saved.") % {"year": year}
    return step_page(request, network, form, WORDS, call, done=done, version_of=version)
