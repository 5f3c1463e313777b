"""For people without an account: finding their hospital, asking to come in, completing what was returned."""

from allauth.core import ratelimit
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from access.actor import Actor
from access.forms.refusals import carried_out
from network.domain import hospital_registrations, registration_letters
from network.forms.hospital_registration import ClaimForm, NewHospitalForm, SearchForm
from network.models import Hospital, HospitalRegistration
from network.organisation_enums import RegistrationKind

# The directory is read page by page elsewhere; here a name is looked for.
MOST_FOUND = 20
# How often one address may hand something in (settings.ACCOUNT_RATE_LIMITS).
LIMIT = "hospital_registration"


@never_cache
def search(request):
    """Look for one's hospital: claim it, or register it when it is not there."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    rows = Hospital.objects.public().open().named(words).prefetch_related("campuses__region").alphabetical()
    found = list(rows[:MOST_FOUND]) if words else []
    context = {"form": form, "words": words, "found": found, "most": MOST_FOUND}
    return render(request, "public/hospital_registration.html", context)


@never_cache
def claim(request, uid):
    """Ask for a hospital of the directory."""
    hospital = get_object_or_404(Hospital.objects.public().open(), uid=uid)
    form = ClaimForm(*_posted(request), hospital=hospital)
    return _handed_in(request, form, {"hospital": hospital})


@never_cache
def new(request):
    """Ask for a hospital to be entered."""
    return _handed_in(request, NewHospitalForm(*_posted(request)), {})


@never_cache
def received(request):
    """What happens next; the same for everybody who handed something in."""
    return render(request, "public/hospital_registration_received.html")


@never_cache
def answer(request, token):
    """Complete what was returned, by the link of the letter."""
    known = registration_letters.returned_by(token)
    if known is None:
        return render(request, "public/hospital_registration_over.html", status=404)
    if known.kind == RegistrationKind.CLAIM:
        form = ClaimForm(*_posted(request), known=known, hospital=known.hospital)
    else:
        form = NewHospitalForm(*_posted(request), known=known)
    return _handed_in(request, form, {"hospital": known.hospital, "known": known})


def _posted(request) -> tuple:
    """What a form is bound to; also an empty post is one."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _handed_in(request, form, context: dict):
    """The form's page, or what happens next once it was handed in."""
    if request.method == "POST":
        too_many = ratelimit.consume_or_429(request, action=LIMIT)
        if too_many:
            return too_many
        if form.is_valid() and _kept(form, context.get("known")):
            return redirect("hospital_registration_received")
    context |= {"form": form}
    return render(request, "public/hospital_registration_form.html", context, status=422 if form.is_bound else 200)


def _kept(form, known: HospitalRegistration | None) -> bool:
    """Whether the registration is kept."""
    by = Actor.anonymous()

    def keep():
        uploads = form.cleaned_data.get("letter")
        if known is None:
            return hospital_registrations.hand_in(request=form.request, uploads=uploads, by=by)
        expected = known.version
        return hospital_registrations.answer(known, request=form.request, uploads=uploads, expected=expected, by=by)

    return carried_out(form, keep, field=_field_of) is not None


def _field_of(reason) -> str | None:
    """What is wrong with the file stands at the file."""
    return "letter" if reason.code.startswith("office.") else None
