"""People at research sites."""

from django.utils.translation import gettext as _

from access import door
from access.views.pages import page
from network.views.branches import ending
from network.views.changes import Change, carry_out
from sites.domain import people
from sites.forms.research_site import AppointForm
from sites.models import SitePerson
from sites.permissions.people import CHANGE_PERSON
from sites.views.research_sites import found


@page(CHANGE_PERSON)
def appoint(request, uid):
    """Enter somebody's function."""
    thing = found(request, uid)
    change = Change(
        CHANGE_PERSON,
        title=_("Enter a person"),
        done=_("The person is entered."),
        form_of=lambda data: AppointForm(data, site=thing),
        verb=lambda form: people.appoint(thing, **form.cleaned_data, by=request.actor),
    )
    return carry_out(request, thing, change)


@page(CHANGE_PERSON)
def end(request, uid):
    """End somebody's function."""
    rows = SitePerson.objects.select_related("site", "user")
    person = door.get_visible_or_404(rows, request.actor, uid=uid)
    change = ending(CHANGE_PERSON, people.end, person, request.actor)
    return carry_out(request, person.site, change, asked_on=person)
