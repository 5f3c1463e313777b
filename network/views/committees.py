"""Committees of centres: list, page, and the forms about terms, members and meetings."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from access import door, histories
from access.views.pages import page
from network import committee_permissions as permissions
from network.domain import committees, standing
from network.forms.committee import CommitteeForm, MeetingForm, MemberForm, MinutesForm, RenewForm
from network.models import Centre, Committee, CommitteeMeeting, CommitteeMember
from network.tables.committees import CommitteeFilter, CommitteeTable
from network.views.branches import StandingList, dated_facts, ending
from network.views.changes import Change, carry_out
from network.views.offers import steps_of
from office.domain import attachments
from office.models import Attachment
from tools import clock

CHANGE = permissions.CHANGE_COMMITTEE
STEPS = (
    (CHANGE, "add_committee_member", pgettext_lazy("committee", "Enter a member"), standing.over),
    (CHANGE, "note_committee_meeting", gettext_lazy("Enter a meeting"), None),
    (CHANGE, "renew_committee", gettext_lazy("Set up the next term"), committees.renewed),
    (CHANGE, "dissolve_committee", gettext_lazy("Dissolve the committee"), standing.over),
)


class Committees(StandingList):
    """The committees that the actor may see."""

    model = Committee
    table_class = CommitteeTable
    filterset_class = CommitteeFilter
    permission = permissions.VIEW_COMMITTEE
    title = gettext_lazy("Committees")
    lead = gettext_lazy("Academic, management, ethics and other committees of centres, with their terms.")

    def get_queryset(self):
        """By centre, the latest term first."""
        rows = super().get_queryset().select_related("centre").with_counts(clock.today())
        return rows.order_by("centre__sort_key", "-valid_from", "pk")


def found(request, uid) -> Committee:
    """The committee in the address, or 404."""
    rows = Committee.objects.select_related("centre", "follows", "followed_by")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(permissions.VIEW_COMMITTEE)
def committee(request, uid):
    """One committee: its term, members and meetings."""
    thing = found(request, uid)
    context = {
        "committee": thing,
        "facts": _facts(thing),
        "members": thing.members.visible_to(request.actor).order_by("valid_to", "valid_from", "pk"),
        "meetings": _meetings(thing, request.actor),
        "may_change": door.can(request.actor, CHANGE, thing),
        "today": clock.today(),
        "offers": steps_of(request.actor, thing, STEPS),
        **histories.newest(thing, request.actor),
    }
    return render(request, "network/committee.html", context)


def _facts(thing: Committee) -> list[dict]:
    terms = (
        (_("Term before"), thing.follows),
        (_("Next term"), getattr(thing, "followed_by", None)),
    )
    return [
        {"label": _("Centre"), "value": str(thing.centre), "url": thing.centre.get_absolute_url()},
        {"label": _("Kind"), "value": thing.get_kind_display()},
        *dated_facts(thing),
        *(
            {"label": label, "value": f"{term.valid_from} – {term.valid_to}", "url": term.get_absolute_url()}
            for label, term in terms
            if term
        ),
    ]


def _meetings(thing: Committee, actor) -> list[tuple]:
    """Each meeting with its papers: two questions for all of them."""
    meetings = list(thing.meetings.all().visible_to(actor))
    label = CommitteeMeeting._meta.label_lower
    papers: dict[int, list] = {}
    rows = Attachment.objects.visible_to(actor).filter(owner_type=label, owner_id__in=[m.pk for m in meetings])
    for paper in rows.current().select_related("uploaded_by"):
        papers.setdefault(paper.owner_id, []).append(paper)
    return [(meeting, papers.get(meeting.pk, [])) for meeting in meetings]


@page(CHANGE)
def set_up(request, uid):
    """Set up a committee of a centre."""
    centre = door.get_visible_or_404(Centre.objects.all(), request.actor, uid=uid)
    change = Change(
        CHANGE,
        title=_("Set up a committee"),
        done=_("The committee is set up: enter its members on its page."),
        form_of=lambda data: CommitteeForm(data, centre=centre),
        verb=lambda form: committees.set_up(centre, facts=form.facts(), by=request.actor),
    )
    return carry_out(request, centre, change, to_made=True)


@page(CHANGE)
def renew(request, uid):
    """The next term."""
    thing = found(request, uid)
    change = Change(
        CHANGE,
        title=_("Set up the next term"),
        done=_("The next term is set up."),
        form_of=lambda data: RenewForm(data, committee=thing),
        verb=lambda form: committees.renew(thing, **form.renewal, by=request.actor),
    )
    return carry_out(request, thing, change, to_made=True)


@page(CHANGE)
def dissolve(request, uid):
    """The end before the term's."""
    thing = found(request, uid)
    return carry_out(request, thing, ending(CHANGE, committees.dissolve, thing, request.actor))


@page(CHANGE)
def add_member(request, uid):
    """One more member."""
    thing = found(request, uid)
    change = Change(
        CHANGE,
        title=pgettext("committee", "Enter a member"),
        done=_("The member is entered."),
        form_of=lambda data: MemberForm(data, committee=thing),
        verb=lambda form: committees.add_member(thing, facts=form.facts(), by=request.actor),
    )
    return carry_out(request, thing, change)


@page(CHANGE)
def end_member(request, uid):
    """The end of a member's days."""
    member = door.get_visible_or_404(CommitteeMember.objects.select_related("committee"), request.actor, uid=uid)
    change = ending(CHANGE, committees.end_member, member, request.actor)
    return carry_out(request, member.committee, change, asked_on=member)


@page(CHANGE)
def note_meeting(request, uid):
    """A meeting that was held, with its minutes."""
    thing = found(request, uid)

    def note(form):
        data = form.cleaned_data
        words = {"held_on": data["held_on"], "subject": data["subject"]}
        return committees.note_meeting(thing, **words, uploads=data["file"], by=request.actor)

    change = Change(
        CHANGE,
        title=_("Enter a meeting"),
        done=_("The meeting is entered."),
        form_of=lambda data: MeetingForm(data, request.FILES or None, committee=thing),
        verb=note,
    )
    return carry_out(request, thing, change)


@page(CHANGE)
def add_minutes(request, uid):
    """Minutes of a meeting that come later."""
    meeting = door.get_visible_or_404(CommitteeMeeting.objects.select_related("committee"), request.actor, uid=uid)

    def attach(form):
        kept = {"kind": committees.MINUTES, "by": request.actor}
        return attachments.attach(meeting, form.cleaned_data["file"], **kept)

    change = Change(
        CHANGE,
        title=_("Attach minutes"),
        done=_("The minutes are attached."),
        lead=str(meeting),
        form_of=lambda data: MinutesForm(data, request.FILES or None),
        verb=attach,
    )
    return carry_out(request, meeting.committee, change, asked_on=meeting)
