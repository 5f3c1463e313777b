"""A step with a form of its own: what the verb refuses stands in the form, and what was typed is kept.

Whoever was second reads who changed what and when above the own text, and decides anew with the present version.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render

from access import form_tokens
from access.refusals import Refused, Stale

OK, CONFLICT, UNFIT = 200, 409, 422


@dataclass(frozen=True)
class StepForm:
    """How a form's page reads: ``lead`` says what follows."""

    title: str
    submit: str
    lead: str = ""
    tone: str = "primary"
    template: str = "network/step_form.html"


def step_page(
    request,
    thing,
    form,
    words: StepForm,
    call: Callable,
    *,
    done: Callable | str,
    back=None,
    version_of: Callable[[], int] | None = None,
    **further,
):
    """The form's page, or the way to what ``call(expected=…, token=…)`` returned (``back`` if it is named).

    ``done`` is the message of success, or takes the result and answers with it. ``version_of`` answers with the
    version that the form compares, the thing's own unless named; ``further`` goes to the template.
    """
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            made = call(**form_tokens.posted(request, thing))
        except Refused as found:
            refused = found
            form.add_error(None, str(found.reason))
        else:
            messages.success(request, done(made) if callable(done) else done)
            return redirect(back or made)
    is_stale = isinstance(refused, Stale)
    # Once told, the reader may send the same text again, about what is there now.
    typed = "" if is_stale else request.POST.get("version", "")
    context = {
        "thing": thing,
        "form": form,
        "words": words,
        "version": typed or (version_of or (lambda: _version_now(thing)))(),
        "token": request.POST.get("token") or form_tokens.fresh(),
        **further,
    }
    status = OK if not form.is_bound else (CONFLICT if is_stale else UNFIT)
    return render(request, words.template, context, status=status)


def _version_now(thing) -> int:
    return type(thing)._base_manager.values_list("version", flat=True).get(pk=thing.pk)
