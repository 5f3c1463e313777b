"""What is held about me: to read, to take along, to correct, to have deleted; and a new address that counts."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from access import personal_data, traces
from access.delivery.letters import CONFIRM_HOURS, CONFIRM_SALT
from access.domain import accounts, deletion_requests
from access.forms.personal_data import DeletionForm, NameForm
from access.models import EmailChange
from access.views.pages import page
from tools import clock, sheets

# The account has eleven rows: all of them.
SHOWN = 12


@page(open_because="the own data")
@never_cache
def my_data(request):
    """Every kind of data with its purpose and time, the newest rows of each."""
    held = personal_data.sections(request.user)
    context = {
        "sections": [_shown(item) for item in held],
        "requests": request.user.deletion_requests.order_by("-asked_at"),
    }
    return render(request, "access/my_data.html", context)


def _shown(section: personal_data.Section) -> dict:
    """The newest rows, each cell with its column, which stands beside it on a phone."""
    rows = [list(zip(section.columns, row, strict=True)) for row in section.rows[:SHOWN]]
    return {"section": section, "rows": rows, "more": len(section.rows) - SHOWN}


@page(open_because="the own data")
@never_cache
def export_my_data(request):
    """Everything as a ZIP with JSON and sheets; the logbook keeps that it was taken out."""
    title = _("My data")
    traces.exported(request.actor, title, rows=1, form="zip", filters={})
    answer = HttpResponse(personal_data.as_zip(request.user), content_type="application/zip")
    name = f"{title}-{clock.today().isoformat()}.zip"
    answer.headers["Content-Disposition"] = sheets.content_disposition(name)
    return answer


@page(open_because="the own name")
@never_cache
@sensitive_post_parameters("password")
def correct_name(request):
    """Correct the own name."""
    form = NameForm(request.POST or None, user=request.user, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        changed = accounts.correct_name(request.user, name=form.cleaned_data["name"], by=request.actor)
        messages.success(request, _("Your name is corrected.") if changed else _("Nothing was changed."))
        return redirect("access:my_data")
    return render(request, "access/correct_name.html", {"form": form})


@page(open_because="the own account")
@never_cache
@sensitive_post_parameters("password")
def ask_deletion(request):
    """Ask for the deletion of the own account."""
    form = DeletionForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = deletion_requests.ask(request.user, wish=form.cleaned_data["wish"], by=request.actor)
        messages.success(request, _("You are answered by %(day)s.") % {"day": made.due_on.isoformat()})
        return redirect(made)
    return render(request, "access/ask_deletion.html", {"form": form})


@page(open_because="the signed link in the address stands for the permission")
@never_cache
def confirm_email(request, token):
    """The page behind the link to a new address: a button, for programs that read mails open every link."""
    change = _change_of(token)
    if change is None or not change.is_open:
        return render(request, "access/confirm_email.html", {"change": None}, status=404)
    if request.method == "POST":
        accounts.confirm_email(change, by=request.actor)
        messages.success(request, _("The new e-mail address counts from now on."))
        return redirect("access:account" if request.user.is_authenticated else "account_login")
    return render(request, "access/confirm_email.html", {"change": change})


def _change_of(token: str) -> EmailChange | None:
    try:
        uid = signing.loads(token, salt=CONFIRM_SALT, max_age=CONFIRM_HOURS * 3600)
    except signing.BadSignature:
        return None
    return EmailChange.objects.select_related("user").filter(uid=uid).first()
