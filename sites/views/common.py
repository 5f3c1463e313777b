"""What pages of the house share: links to steps, and forms that make something new."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.forms.refusals import carried_out
from network.views.offers import offer, offers


def steps_of(actor, thing, steps: Iterable[tuple]) -> list[dict]:
    """Links to what may be done with a thing: steps given as (permission, name in addresses, title, guard or None)."""
    return offers(
        *(
            offer(
                actor,
                permission,
                thing,
                name=name,
                title=title,
                url=reverse(f"sites:{name}", args=[thing.uid]),
                guard=guard(thing) if guard and actor.holds(permission) else None,
            )
            for permission, name, title, guard in steps
        )
    )


def make(request, form, call: Callable, *, title: str, done: str, back: tuple, lead: str = ""):
    """The page of a form that makes something, or the way to what it made; ``back`` is the list's (address, title)."""
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, lambda: call(form))
        if made is not None:
            messages.success(request, done)
            return redirect(made)
    context = {"form": form, "title": title, "lead": lead, "list_name": back[0], "list_title": back[1]}
    return render(request, "network/enter_form.html", context, status=422 if form.is_bound else 200)


def dated(row) -> list[tuple]:
    """The days of a dated row as (label, value) for ``facts``."""
    return [
        (_("From"), row.valid_from.isoformat()),
        (_("Until"), row.valid_to.isoformat() if row.valid_to else ""),
        (_("Document"), row.document_number),
    ]


def facts(*items: tuple) -> list[dict]:
    """(label, value) or (label, value, address) as the facts component shows them."""
    return [dict(zip(("label", "value", "url"), item, strict=False)) for item in items]
