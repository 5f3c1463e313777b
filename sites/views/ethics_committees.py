"""Ethics committees and the recognition list."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories
from access.views.pages import page
from network.domain import standing
from network.views.branches import StandingList, ending
from network.views.changes import Change, carry_out
from sites.domain import ethics_committees as verbs
from sites.forms.record import EnterCommitteeForm, RecognitionForm, ReviseCommitteeForm
from sites.models import EthicsCommittee, RecognitionEntry
from sites.permissions.records import CHANGE_COMMITTEE, CHANGE_RECOGNITION
from sites.tables.records import CommitteeFilter, CommitteeTable, RecognitionFilter, RecognitionTable
from sites.views.common import dated, facts, make, steps_of
from tools import clock

OPEN = "which committees review studies, and whose opinions are recognised, is known to all"
STEPS = (
    (CHANGE_COMMITTEE, "revise_ethics_committee", gettext_lazy("Change the facts"), standing.over),
    (CHANGE_COMMITTEE, "end_ethics_committee", gettext_lazy("Enter the end"), standing.over),
    (CHANGE_RECOGNITION, "recognise_committee", gettext_lazy("Put onto the recognition list"), standing.over),
)


class Committees(StandingList):
    """All ethics committees."""

    model = EthicsCommittee
    table_class = CommitteeTable
    filterset_class = CommitteeFilter
    open_because = OPEN
    title = gettext_lazy("Ethics committees")
    lead = gettext_lazy("With their record numbers, how often they meet, and what they do with recognised opinions.")
    create_url = "sites:add_ethics_committee"
    create_title = gettext_lazy("Enter an ethics committee")
    create_permission = CHANGE_COMMITTEE

    def get_queryset(self):
        """By hospital."""
        return super().get_queryset().select_related("hospital").order_by("hospital__sort_key", "name_zh", "pk")


class Recognitions(StandingList):
    """The recognition list."""

    model = RecognitionEntry
    table_class = RecognitionTable
    filterset_class = RecognitionFilter
    open_because = OPEN
    title = gettext_lazy("Recognition list")
    lead = gettext_lazy("Whose opinions are recognised by whom, and between which days. The department keeps it.")

    def get_queryset(self):
        """By hospital of the committee."""
        rows = super().get_queryset().select_related("committee__hospital", "by_committee", "by_region")
        return rows.order_by("committee__hospital__sort_key", "committee__name_zh", "valid_from", "pk")


def _found(request, uid) -> EthicsCommittee:
    return door.get_visible_or_404(EthicsCommittee.objects.select_related("hospital"), request.actor, uid=uid)


@page(open_because=OPEN)
def committee(request, uid):
    """One committee, and by whom its opinions are recognised."""
    thing = _found(request, uid)
    entries = thing.recognitions.all().visible_to(request.actor).select_related("by_committee", "by_region")
    context = {
        "thing": thing,
        "facts": facts(
            (_("Hospital"), str(thing.hospital), thing.hospital.get_absolute_url()),
            (_("Record number"), thing.record_number),
            (_("Meets"), thing.get_meets_display()),
            (_("With a recognised opinion"), thing.get_acceptance_display()),
            (_("Work phone"), thing.work_phone),
            *dated(thing)[:2],
        ),
        "entries": entries.order_by("-valid_from", "pk"),
        "may_end": door.can(request.actor, CHANGE_RECOGNITION, thing),
        "today": clock.today(),
        "offers": steps_of(request.actor, thing, STEPS),
        **histories.newest(thing, request.actor),
    }
    return render(request, "sites/ethics_committee.html", context)


@page(CHANGE_COMMITTEE)
def enter(request):
    """Enter an ethics committee."""
    return make(
        request,
        EnterCommitteeForm(request.POST if request.method == "POST" else None, actor=request.actor),
        lambda form: verbs.enter(form.cleaned_data["hospital"], facts=form.facts(), by=request.actor),
        title=_("Enter an ethics committee"),
        done=_("The ethics committee is entered."),
        back=("sites:ethics_committees", Committees.title),
    )


@page(CHANGE_COMMITTEE)
def revise(request, uid):
    """Change a committee's facts."""
    thing = _found(request, uid)
    change = Change(
        CHANGE_COMMITTEE,
        title=_("Change the facts"),
        done=_("The facts are changed."),
        form_of=lambda data: ReviseCommitteeForm(data, committee=thing),
        verb=lambda form: verbs.revise(thing, **form.revision, by=request.actor),
    )
    return carry_out(request, thing, change)


@page(CHANGE_COMMITTEE)
def end(request, uid):
    """The end of a committee."""
    thing = _found(request, uid)
    return carry_out(request, thing, ending(CHANGE_COMMITTEE, verbs.end, thing, request.actor))


@page(CHANGE_RECOGNITION)
def recognise(request, uid):
    """Put a committee onto the list."""
    thing = _found(request, uid)
    change = Change(
        CHANGE_RECOGNITION,
        title=_("Put onto the recognition list"),
        done=_("The committee is on the recognition list."),
        form_of=lambda data: RecognitionForm(data, committee=thing),
        verb=lambda form: verbs.recognise(thing, facts=form.facts(), by=request.actor),
    )
    return carry_out(request, thing, change)


@page(CHANGE_RECOGNITION)
def end_recognition(request, uid):
    """The end of an entry."""
    rows = RecognitionEntry.objects.select_related("committee__hospital")
    entry = door.get_visible_or_404(rows, request.actor, uid=uid)
    change = ending(CHANGE_RECOGNITION, verbs.end_recognition, entry, request.actor)
    return carry_out(request, entry.committee, change, asked_on=entry)
