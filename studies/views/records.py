"""The record: reading it, writing a section with autosave, comments on sections, versions and their differences."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, drafts, form_tokens
from access.refusals import Refused, Stale
from access.views.pages import page
from studies import permissions
from studies.domain import comments, records, similar
from studies.forms.record import RecordForm, next_section
from studies.forms.study import CommentForm
from studies.models import Study, StudyVersion
from studies.policies.studies import writable
from studies.record import BY_CODE, SECTIONS, derived, differences, fields_of
from studies.record.reading import sides
from studies.views import finding
from studies.views.study_context import read_values
from tools import clock

BACKGROUND = "background"


def _form_name(code: str) -> str:
    return f"study.{code}"


def _section_of(request, uid, code) -> Study:
    """The study for who may write it, and a section that there is. Raises Http404, Forbidden."""
    thing = finding.study(request, uid)
    if code not in SECTIONS:
        raise Http404
    door.require(request.actor, permissions.CHANGE_STUDY, thing)
    return thing


@page(open_because="one study; the verb asks the permission")
def section(request, uid, code):
    """One section as a form; saved as a whole, typed text kept meanwhile."""
    thing = _section_of(request, uid, code)
    shut = writable(thing)
    if shut:
        messages.info(request, str(shut))
        return redirect("studies:record", uid=thing.uid)
    facts = {"section": code, "study_kind": thing.kind}
    if request.method == "POST":
        form = RecordForm(request.POST, **facts, more=request.POST.get("more", ""))
        if not form.more and form.is_valid() and _saved(request, thing, code, form):
            return redirect(_next(thing, code, request))
        return _shown(request, thing, code, form, None)
    draft = drafts.find(request.user, _form_name(code), thing)
    typed = {name: texts[-1] if texts else "" for name, texts in draft.data.items()} if draft else None
    return _shown(request, thing, code, RecordForm(**facts, values=thing.record.values, typed=typed), draft)


def _saved(request, thing: Study, code: str, form: RecordForm) -> bool:
    expected = form_tokens.posted(request, thing)["expected"]
    try:
        records.save_section(thing, code=code, values=form.values(), expected=expected, by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return False
    drafts.discard(request.user, _form_name(code), thing)
    messages.success(request, _("“%(section)s” is saved.") % {"section": SECTIONS[code].title})
    return True


def _next(thing: Study, code: str, request) -> str:
    """The next section, or the overview after the last."""
    following = next_section(code)
    if "and_close" in request.POST or not following:
        return thing.get_absolute_url()
    return reverse("studies:section", args=[thing.uid, following])


def _shown(request, thing: Study, code: str, form: RecordForm, draft):
    shows_similar = code == BACKGROUND
    context = {
        "study": thing,
        "section": SECTIONS[code],
        "sections": SECTIONS.values(),
        "number": list(SECTIONS).index(code) + 1,
        "form": form,
        "version": request.POST.get("version") or thing.record.sections.get(code, 0),
        "draft_version": draft.version if draft else request.POST.get("draft_version", 0),
        "saved_at": clock.local(draft.saved_at).strftime("%H:%M") if draft else "",
        "comments": thing.comments.filter(section=code, closed_at__isnull=True).with_names(),
        "similar": _similar(thing, request.actor) if shows_similar else [],
        "shows_similar": shows_similar,
        "amends": not thing.is_editable,
    }
    status = 422 if form.is_bound and not form.more else 200
    return render(request, "studies/section.html", context, status=status)


def _similar(thing: Study, actor) -> list:
    return similar.similar_to(thing.record.values, actor, without=thing.pk)


@page(open_because="one study; only the own typing is kept")
@require_POST
def autosave(request, uid, code):
    """Keep what is typed; answers with the version and the time, or with the reason: 409 ends it, 422 does not."""
    thing = _section_of(request, uid, code)
    expected = form_tokens.version(request.POST.get("draft_version", "0"), thing)
    try:
        draft = drafts.save(request.user, _form_name(code), thing, request.POST, expected=expected)
    except Stale:
        raise
    except Refused as refused:
        return JsonResponse({"message": str(refused.reason)}, status=422)
    return JsonResponse({"version": draft.version, "saved_at": clock.local(draft.saved_at).strftime("%H:%M")})


@page(open_because="one study, visible through the door")
def record(request, uid):
    """The whole record in both languages side by side, with the comments on its sections."""
    thing = finding.study(request, uid)
    values, said = read_values(thing, request.actor), {}
    for one in thing.comments.with_names():
        said.setdefault(one.section, []).append(one)
    may_comment = _may_comment(request.actor, thing)
    sections = [
        {"section": part, "rows": _rows(code, values, thing), "comments": said.get(code, [])}
        for code, part in SECTIONS.items()
    ]
    context = {
        "study": thing,
        "sections": sections,
        "derived": [(BY_CODE[code], value) for code, value in derived.values_of(thing).items()],
        "comment_form": CommentForm() if may_comment else None,
        "may_write": door.can(request.actor, permissions.CHANGE_STUDY, thing),
        "may_edit": door.can(request.actor, permissions.CHANGE_STUDY, thing) and thing.keeps_record,
        "may_manage": door.can(request.actor, permissions.MANAGE_STUDY, thing),
    }
    return render(request, "studies/record.html", context)


def _may_comment(actor, thing: Study) -> bool:
    allowed = (permissions.COMMENT_STUDY, permissions.GIVE_OPINION)
    return any(door.can(actor, permission, thing) for permission in allowed)


def _rows(code: str, values: dict, thing: Study) -> list[dict]:
    shown = [field for field in fields_of(code, thing.kind) if field.is_asked(values, thing.kind)]
    return [{"field": field, "sides": sides(field, values.get(field.code))} for field in shown]


@page(open_because="one study; the verb asks")
@require_POST
def comment(request, uid, code):
    """Comment on a section."""
    thing = finding.study(request, uid)
    form = CommentForm(request.POST)
    if form.is_valid():
        comments.comment(thing, section=code, text=form.cleaned_data["text"], by=request.actor)
        messages.success(request, _("Your comment is with the team of the study."))
    else:
        messages.error(request, " ".join(form.errors["text"]))
    return redirect(f"{reverse('studies:record', args=[thing.uid])}#section-{code}")


@page(open_because="one study; the verb asks")
@require_POST
def answer_comment(request, uid, comment_uid):
    """Answer a comment, or close it."""
    thing = finding.study(request, uid)
    row = get_object_or_404(thing.comments, uid=comment_uid)
    expected = form_tokens.version(request.POST.get("version", ""), thing)
    if request.POST.get("action") == "close":
        comments.close(thing, comment=row, expected=expected, by=request.actor)
        messages.success(request, _("The comment is closed."))
    else:
        words = form_tokens.words(request, "text")
        comments.answer(thing, comment=row, text=words, expected=expected, by=request.actor)
        messages.success(request, _("Your answer is with the person who commented."))
    return redirect(f"{reverse('studies:record', args=[thing.uid])}#section-{row.section}")


@page(open_because="one study, visible through the door")
def version(request, uid):
    """What a version changed against the one before it."""
    made = get_object_or_404(StudyVersion.objects.select_related("study", "written_by"), uid=uid)
    thing = finding.study(request, made.study.uid)
    before = thing.versions.filter(number=made.number - 1).first()
    found = differences.between(before.values if before else {}, made.values)
    context = {"study": thing, "version": made, "before": before, "differences": found}
    return render(request, "studies/version.html", context)
