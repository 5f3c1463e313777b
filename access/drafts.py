"""Autosaved typing: one row for each person, form and object; plain writes, never logged."""

from django.utils.translation import gettext_lazy as _

from access import safe_text
from access.models import Draft
from access.refusals import Refused, Stale, refusal
from access.texts import text
from tools import clock

ELSEWHERE = text(
    "access.draft.elsewhere",
    _("You typed into this form in another window at %(when)s. Copy your text and load the page again."),
)
SAVED_ELSEWHERE = text(
    "access.draft.saved_elsewhere",
    _("This form was saved in another window. Copy your text and load the page again."),
)
TOO_LONG = text("access.draft.too_long", _("This is too long to be kept while you type: shorten it and save."))
IGNORED = frozenset({"csrfmiddlewaretoken", "draft_version", "version", "token"})
LARGEST = 200_000


def _rows(user, form: str, thing):
    return Draft.objects.filter(user=user, form=form, object_type=thing._meta.label_lower, object_id=thing.pk)


def find(user, form: str, thing) -> Draft | None:
    """What the person typed last into this form, or None."""
    return _rows(user, form, thing).first()


def save(user, form: str, thing, posted, *, expected: int) -> Draft:
    """Keep what is typed. ``expected`` is the version that the page holds, 0 before the first autosave.

    Raises Stale when another window of the same person was faster, Refused for what cannot be kept.
    """
    data = _typed(posted)
    if sum(len(value) for values in data.values() for value in values) > LARGEST:
        raise Refused(refusal(TOO_LONG), thing)
    safe_text.refuse(data)
    now = clock.now()
    if expected == 0:
        draft, created = Draft.objects.get_or_create(
            user=user,
            form=form,
            object_type=thing._meta.label_lower,
            object_id=thing.pk,
            defaults={"data": data, "saved_at": now},
        )
        if created:
            return draft
    updated = _rows(user, form, thing).filter(version=expected).update(data=data, version=expected + 1, saved_at=now)
    draft = find(user, form, thing)
    if draft is None:
        raise Stale(refusal(SAVED_ELSEWHERE), thing)
    if not updated:
        raise Stale(refusal(ELSEWHERE, when=clock.local(draft.saved_at).strftime("%H:%M")), thing)
    return draft


def _typed(posted) -> dict[str, list[str]]:
    """The typed fields, without the one character that PostgreSQL refuses in JSON."""
    return {
        key: [value.replace("\0", "") for value in posted.getlist(key)]
        for key in posted
        if key not in IGNORED and "\0" not in key
    }


def discard(user, form: str, thing) -> None:
    """Forget the typing once the form itself is saved."""
    _rows(user, form, thing).delete()
