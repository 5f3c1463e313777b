"""The letter with its one-time code, and the sealed copy that comes back."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from access import door, form_tokens, traces
from access.delivery.letters import absolute
from access.forms.refusals import carried_out
from access.refusals import Refused
from access.views.pages import page
from network import proxy_permissions as permissions
from network.domain import proxy_letters
from network.forms.application import CodeForm, CopiesForm
from network.forms.proxy_entry import LetterCodeForm, LetterSentForm
from network.views.proxy_entries import UNFIT, found, said_of_confirmed, shown
from network.views.proxy_text import letter as letter_text
from network.views.step_forms import StepForm, step_page
from tools.sheets import content_disposition

NOT_FOUND = 404
SENT = StepForm(
    gettext_lazy("Note how the letter was sent"),
    gettext_lazy("Note"),
    gettext_lazy("It is about the letter printed last. If it does not arrive, print another: its code replaces this."),
)


@page(permissions.ENTER)
@never_cache
@require_POST
def letter(request, uid):
    """The letter as PDF, each time with a new code; the one before is void."""
    from tools.documents.pdf import render_pdf

    thing = found(request, uid)
    expected = form_tokens.posted(request, thing)["expected"]
    secret = proxy_letters.print_letter(thing, expected=expected, by=request.actor)
    traces.exported(request.actor, thing._meta.verbose_name, rows=1, form="pdf", filters={"number": thing.number})
    link = absolute(reverse("proxy_code", args=[secret]))
    document = letter_text(thing, link=link, secret=secret)
    response = HttpResponse(render_pdf(document), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"{thing.number}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page(permissions.ENTER)
def note_sent(request, uid):
    """Note when and how the letter went to the hospital."""
    thing = found(request, uid)
    door.require(request.actor, permissions.ENTER, thing)
    form = LetterSentForm(request.POST or None)

    def call(expected, token):
        return proxy_letters.note_sent(thing, **form.cleaned_data, expected=expected, by=request.actor)

    return step_page(request, thing, form, SENT, call, done=_("Noted in the logbook."))


@page(permissions.VIEW_ENTRY)
def enter_code(request):
    """Type the code of a letter."""
    form = LetterCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(proxy_letters.find_by_code(form.cleaned_data["code"], request.actor))
        except Refused as refused:
            form.add_error("code", str(refused.reason))
    return render(request, "network/proxy_code.html", {"form": form}, status=UNFIT if form.errors else 200)


@page(open_because="the code leads only people who see the entry to its page; what they may do there is asked there")
@never_cache
def open_code(request, secret):
    """Follow the letter's link: to the entry's page, or to one sentence whatever is wrong."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    try:
        return redirect(proxy_letters.find_by_code(secret, request.actor))
    except Refused as refused:
        form = LetterCodeForm()
        context = {"form": form, "unusable": str(refused.reason)}
        return render(request, "network/proxy_code.html", context, status=NOT_FOUND)


@page(permissions.ENTER)
@require_POST
def add_copies(request, uid):
    """Upload the letter that came back with the hospital's seal."""
    thing = found(request, uid)
    door.require(request.actor, permissions.ENTER, thing)
    form = CopiesForm(request.POST, request.FILES)
    added = form.is_valid() and carried_out(
        form,
        lambda: proxy_letters.add_sealed_copy(thing, form.cleaned_data["file"], by=request.actor),
        field="file",
    )
    if added:
        messages.success(request, _("The sealed letter is uploaded: a second person compares its code."))
        return redirect(thing)
    return shown(request, thing, copies_form=form, status=UNFIT)


@page(permissions.COMPARE)
@require_POST
def compare(request, uid):
    """Type the code read off the sealed letter."""
    thing = found(request, uid)
    form = CodeForm(request.POST)
    if form.is_valid():
        posted = form_tokens.posted(request, thing)
        code = form.cleaned_data["code"]
        if carried_out(
            form, lambda: proxy_letters.compare(thing, code=code, **posted, by=request.actor), field="code"
        ):
            messages.success(request, _("The code matches.") + " " + said_of_confirmed(thing))
            return redirect(thing)
    return shown(request, thing, code_form=form, status=UNFIT)
