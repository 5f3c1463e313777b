"""Entering for a hospital from paper, and its answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.forms.refusals import carried_out
from access.views.lists import ListPage
from access.views.pages import page
from network import confirmation_permissions as confirmation
from network import membership_permissions as membership
from network import proxy_permissions as permissions
from network import questions as rules
from network.annual_paper_policies import answerable
from network.domain import proxy_answers, proxy_entries, signoffs
from network.forms.application import CodeForm, CopiesForm
from network.forms.application_sections import shown_answers
from network.forms.proxy_entry import PaperForms, PlaceForm
from network.models import Hospital, MembershipConfirmation, Network, ProxyEntry
from network.proxy_enums import ProxyState
from network.sections import questions_of, sections_of
from network.tables.proxy_entries import ProxyEntryFilter, ProxyEntryTable
from office.models import Attachment, Receipt

UNFIT = 422


class ProxyEntries(ListPage):
    """What centres entered for hospitals, newest first."""

    model = ProxyEntry
    table_class = ProxyEntryTable
    filterset_class = ProxyEntryFilter
    permission = permissions.VIEW_ENTRY
    title = gettext_lazy("Entered from paper")
    lead = gettext_lazy("What a centre typed for a hospital. It counts once the hospital has confirmed.")
    create_url = "network:enter_from_paper"
    create_title = gettext_lazy("Enter from paper")
    create_permission = permissions.ENTER
    moves = True

    def get_queryset(self):
        """With names and what holds today."""
        rows = super().get_queryset().with_names().select_related("entered_by").with_state()
        return rows.order_by("-entered_at", "-pk")


def found(request, uid) -> ProxyEntry:
    """The entry in the address, or 404."""
    rows = ProxyEntry.objects.with_names().select_related("entered_by", "answered_by")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(permissions.ENTER)
def choose(request):
    """Choose hospital and network; then type the paper."""
    form = PlaceForm(request.GET or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        return redirect(form.address, network=data["network"].uid, hospital=data["hospital"].uid)
    return render(request, "network/proxy_choose.html", {"form": form}, status=UNFIT if form.errors else 200)


@page(permissions.ENTER)
def enter(request, network, hospital):
    """Type the whole paper and attach its scan."""
    network = get_object_or_404(Network.objects.visible_to(request.actor), uid=network)
    hospital = get_object_or_404(Hospital.objects.open(), uid=hospital)
    door.require(request.actor, permissions.ENTER, network)
    forms = PaperForms(request.POST or None, request.FILES or None, hospital=hospital, network=network)
    if request.method == "POST" and forms.are_valid():
        made = carried_out(
            forms.head,
            lambda: proxy_entries.enter(network, paper=forms.paper, scan=forms.scan, by=request.actor),
        )
        if made:
            messages.success(request, _("Entered. Print the letter, so that the hospital can confirm."))
            return redirect(made)
    context = {"forms": forms, "network": network, "hospital": hospital}
    return render(request, "network/proxy_enter.html", context, status=UNFIT if request.method == "POST" else 200)


@page(permissions.VIEW_ENTRY)
def entry(request, uid):
    """The page of an entry for both sides."""
    return shown(request, found(request, uid))


def shown(request, thing, *, code_form=None, copies_form=None, status=200):
    """The page, with the form of a step that was refused."""
    actor = request.actor
    comparisons = lifecycle.actions(thing, actor, only=("compare",))
    waits = thing.state == ProxyState.ENTERED and answerable(thing, actor) is None
    enters = waits and door.can(actor, permissions.ENTER, thing)
    context = {
        "entry": thing,
        "sections": signed_sections(thing),
        "papers": Attachment.objects.of(thing).current().select_related("uploaded_by"),
        "copies_form": (copies_form or CopiesForm()) if enters else None,
        "code_form": (code_form or CodeForm()) if any(action.enabled for action in comparisons) else None,
        "comparisons_off": [action for action in comparisons if not action.enabled],
        "actions": lifecycle.actions(thing, actor),
        "may_print": enters,
        "may_note": enters and bool(thing.code_hash),
        "may_ask": waits and _only_hands_in(actor, thing) and not signoffs.waits(thing),
        **_whereabouts(thing, actor),
        **histories.newest(thing, actor),
        "token": form_tokens.fresh(),
    }
    return render(request, "network/proxy_entry.html", context, status=status)


def _whereabouts(thing, actor) -> dict:
    """What it leads to: the application; or the hospital's own confirmation and the members confirmed from paper."""
    if not thing.is_annual:
        return {"sees_application": door.can(actor, membership.VIEW_APPLICATION, thing.application)}
    members = MembershipConfirmation.objects.filter(annual=thing.annual, network=thing.network)
    return {
        "sees_annual": door.can(actor, confirmation.VIEW_ANNUAL, thing.annual),
        "confirmed": members.visible_to(actor).order_by("pk") if not thing.is_unconfirmed else [],
        "receipts": Receipt.objects.of(thing).visible_to(actor),
    }


def _only_hands_in(actor, thing) -> bool:
    signs = door.can(actor, permissions.ANSWER, thing)
    return not signs and door.can(actor, membership.HAND_IN_APPLICATION, thing)


def signed_sections(thing) -> list[tuple]:
    """What was typed, by section: (section, facts); an application's from its first receipt, which never changes."""
    if thing.is_annual:
        return annual_sections(thing)
    first = Receipt.objects.of(thing.application).order_by("pk").first()
    said = first.content.get("sections", {}) if first else {}
    asked = questions_of(thing.application)
    sections = sections_of(thing.application).items()
    return [(section, shown_answers(code, said[code], asked)) for code, section in sections if code in said]


def annual_sections(thing) -> list[tuple]:
    """The answers to the network's questions as one section; none when it asked nothing of its own."""
    if thing.question_set is None:
        return []
    section = {"code": "questions", "title": _("Answers to %(network)s") % {"network": thing.network}}
    return [(section, rules.shown(thing.question_set.questions, thing.answers))]


@page(open_because="one entry; each verb asks its permission")
@require_POST
def step(request, uid):
    """Confirm or contest for the hospital."""
    thing = found(request, uid)
    posted = form_tokens.posted(request, thing)
    name = request.POST.get("action", "")
    if name == "confirm":
        proxy_answers.confirm(thing, **posted, by=request.actor)
        messages.success(request, said_of_confirmed(thing))
    elif name == "contest":
        reason = form_tokens.words(request, "reason")
        proxy_answers.contest(thing, reason=reason, **posted, by=request.actor)
        if thing.is_annual:
            messages.success(request, _("Contested: nothing is confirmed. Give your own confirmation of the year."))
        else:
            messages.success(
                request, _("Contested: the application is back with the hospital to correct or withdraw.")
            )
    return redirect(thing)


def said_of_confirmed(thing) -> str:
    """What the person who confirmed reads."""
    if thing.is_annual:
        return _("Confirmed: the memberships on this paper count as confirmed from today on.")
    return _("Confirmed: the application counts as the hospital's own.")


@page(open_because="one entry; the verb asks the permission")
@require_POST
def ask(request, uid):
    """Hand it to the hospital's administrator for signature."""
    thing = found(request, uid)
    expected = form_tokens.posted(request, thing)["expected"]
    proxy_answers.ask_administrator(thing, expected=expected, by=request.actor)
    messages.success(request, _("Your administrator has it for signature now."))
    return redirect(thing)
