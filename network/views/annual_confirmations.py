"""The hospital's side of the annual confirmation: opening, answering, handing in."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, drafts, form_tokens, histories, lifecycle
from access.refusals import Refused, Stale
from access.views.pages import page
from network import confirmation_permissions as permissions
from network import confirmation_policies as policies
from network import questions as rules
from network.domain import annual_confirmations as verbs
from network.domain import confirmation_content as content
from network.domain import profiles
from network.forms.confirmation import AnswersForm
from network.models import AnnualConfirmation, Hospital, Network
from office.models import Receipt
from tools import clock

STEPS = {"hand_in": verbs.hand_in, "take_back": verbs.take_back}


def _found(request, uid) -> AnnualConfirmation:
    rows = AnnualConfirmation.objects.select_related("hospital__profile")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


def _own_hospital(actor) -> Hospital:
    """The hospital of the hat that is worn, else the first for which the actor may confirm. Raises Http404."""
    mine = Hospital.objects.permitted(actor, permissions.FILL).open().order_by("pk")
    worn = actor.worn
    own = mine.filter(pk=worn.scope_id).first() if worn and worn.scope_kind == "hospital" else None
    found = own or mine.first()
    if found is None:
        raise Http404
    return found


@page(permissions.FILL)
def start(request):
    """What the confirmation is about, and the button that opens it; one that is open is led to."""
    hospital, season = _own_hospital(request.actor), policies.season_now()
    found = AnnualConfirmation.objects.filter(hospital=hospital, year=season.year).first() if season else None
    if found is not None:
        return redirect(found)
    if request.method == "POST":
        return redirect(verbs.open_for(hospital, by=request.actor))
    return render(request, "network/confirmation_start.html", {"hospital": hospital, "season": season})


@page(permissions.VIEW_ANNUAL)
def confirmation(request, uid):
    """One hospital's confirmation of a year: the profile, each network's questions, the next step."""
    thing = _found(request, uid)
    profile = thing.hospital.profile
    context = {
        "confirmation": thing,
        "season": policies.season_of_year(thing.year),
        "profile": profile,
        "profile_confirmed": policies.profile_is_confirmed(thing) or not thing.is_editable,
        "profile_refusal": profiles.not_confirmable(profile),
        "networks": list(_networks(thing)),
        "missing": policies.missing_parts(thing) if thing.is_editable else [],
        "may_change": thing.is_editable and door.can(request.actor, permissions.FILL, thing),
        "actions": lifecycle.actions(thing, request.actor),
        "receipts": Receipt.objects.of(thing).visible_to(request.actor),
        "token": form_tokens.fresh(),
        **histories.newest(thing, request.actor),
    }
    return render(request, "network/annual_confirmation.html", context)


def _networks(thing: AnnualConfirmation):
    """Each network with its questions, what is answered, and its paper: what was signed, once it is confirmed."""
    papers = {
        row.network_id: row for row in thing.proxy_entries.with_names().select_related("entered_by").order_by("pk")
    }
    for network, asked, row, confirmed in _answered(thing):
        yield {
            "network": network,
            "asked": asked,
            "saved": row,
            "items": rules.shown(asked, row.answers) if row else [],
            "confirmed": confirmed,
            "paper": papers.get(network.pk),
        }


def _answered(thing: AnnualConfirmation):
    """(network, its questions, the row with the answers or None, whether it is confirmed): what the hospital confirmed
    from paper comes first, then what was handed in, or what is still asked."""
    done = {row.network_id: row for row in thing.members.select_related("network", "question_set").order_by("pk")}
    for row in done.values():
        yield row.network, row.question_set.questions if row.question_set else [], row, True
    if thing.confirmed_on:
        return
    saved = {row.network_id: row for row in _waiting(thing)}
    if not thing.is_editable:
        for row in saved.values():
            yield row.network, row.question_set.questions, row, False
        return
    for network, questions in policies.asked(thing):
        asked, row = questions.questions if questions else [], saved.get(network.pk)
        current = row if row and questions and row.question_set_id == questions.pk else None
        yield network, asked, current, False


def _waiting(thing: AnnualConfirmation):
    """What is answered to networks that are not confirmed from paper."""
    rows = thing.answered.exclude(network__in=thing.members.values("network"))
    return rows.select_related("network", "question_set").order_by("network__sort_key")


def signed_sections(thing: AnnualConfirmation) -> list[tuple]:
    """What the administrator reads before signing: the answers by network."""
    rows = _waiting(thing)
    return [({"title": str(row.network)}, rules.shown(row.question_set.questions, row.answers)) for row in rows]


@page(open_because="one confirmation; the verbs ask their permissions")
@require_POST
def step(request, uid):
    """Confirm the profile, hand in or take back."""
    thing = _found(request, uid)
    name = request.POST.get("action", "")
    if name == "confirm_profile":
        expected = form_tokens.posted(request, thing)["expected"]
        profiles.confirm_profile(thing.hospital, expected=expected, by=request.actor)
        messages.success(request, _("The profile is confirmed as of today."))
    if name in STEPS:
        STEPS[name](thing, **form_tokens.posted(request, thing), by=request.actor)
        said = _("Handed in: your administrator signs it.") if name == "hand_in" else _("Taken back.")
        messages.success(request, said)
    return redirect(thing)


def _asked(request, uid, network) -> tuple:
    """The confirmation, a network and its questions, for those who may answer; 404 where nothing is asked."""
    thing = _found(request, uid)
    door.require(request.actor, permissions.FILL, thing)
    chosen = get_object_or_404(Network, uid=network)
    questions = dict(policies.asked(thing)).get(chosen)
    if questions is None:
        raise Http404
    return thing, chosen, questions


@page(open_because="one confirmation; the verb asks the permission")
def answers(request, uid, network):
    """One network's questions as a form; last year's answers are filled in and marked."""
    thing, chosen, questions = _asked(request, uid, network)
    if not thing.is_editable:
        messages.info(request, str(policies.locked(thing)))
        return redirect(thing)
    stored = thing.answered.filter(network=chosen).first()
    draft = drafts.find(request.user, _form_name(chosen), thing)
    form = _form(request, thing, chosen, questions, stored, draft)
    if request.method == "POST" and form.is_valid() and _saved(request, thing, chosen, form):
        return redirect(_next(thing, chosen, request))
    context = {
        "confirmation": thing,
        "network": chosen,
        "form": form,
        "version": request.POST.get("version") or (stored.version if stored else 0),
        "draft_version": draft.version if draft else 0,
        "draft_saved_at": clock.local(draft.saved_at).strftime("%H:%M") if draft else "",
    }
    status = 200 if request.method == "GET" else 422
    return render(request, "network/confirmation_answers.html", context, status=status)


def _form(request, thing, network, questions, stored, draft) -> AnswersForm:
    """Posted words, else typed ones, else saved answers, else last year's."""
    last = content.last_answers(thing, network) if stored is None and draft is None else None
    facts = {"questions": questions.questions, "prefix": "q"}
    if request.method == "POST":
        return AnswersForm(request.POST, **facts)
    if last is not None:
        return AnswersForm(before=last.answers, year=last.year, **facts)
    if draft is not None:
        typed = {key.removeprefix("q-"): values[-1] if values else "" for key, values in draft.data.items()}
        return AnswersForm(initial=typed, **facts)
    return AnswersForm(initial=stored.answers if stored else None, **facts)


def _form_name(network: Network) -> str:
    return f"confirmation.{network.pk}"


def _saved(request, thing, network, form) -> bool:
    expected = form_tokens.posted(request, thing)["expected"]
    try:
        verbs.save_answers(thing, network=network, answers=form.answers, expected=expected, by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return False
    drafts.discard(request.user, _form_name(network), thing)
    messages.success(request, _("“%(section)s” is saved.") % {"section": network})
    return True


def _next(thing, network, request) -> str:
    """The next network whose questions are not answered yet, or the overview."""
    answered = set(thing.answered.values_list("network", flat=True))
    waiting = [
        other
        for other, questions in policies.asked(thing)
        if questions and questions.questions and other.pk not in answered
    ]
    if "and_close" in request.POST or not waiting:
        return thing.get_absolute_url()
    return reverse("network:confirmation_answers", args=[thing.uid, waiting[0].uid])


@page(open_because="one confirmation; only the own typing is kept")
@require_POST
def autosave(request, uid, network):
    """Keep what is typed; answers with the version and the time, or with the reason: 409 ends it, 422 does not."""
    thing, chosen, _questions = _asked(request, uid, network)
    expected = form_tokens.version(request.POST.get("draft_version", "0"), thing)
    try:
        draft = drafts.save(request.user, _form_name(chosen), thing, request.POST, expected=expected)
    except Stale:
        raise
    except Refused as refused:
        return JsonResponse({"message": str(refused.reason)}, status=422)
    return JsonResponse({"version": draft.version, "saved_at": clock.local(draft.saved_at).strftime("%H:%M")})
