"""Who is told what about entries for a hospital, and which tasks they bring."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from network.news import centre_people, hospital_people

ENTERED = text(
    "news.proxy.entered",
    _("%(network)s entered an application for %(hospital)s from paper (%(number)s): confirm or contest it."),
)
ENTERED_ANNUAL = text(
    "news.proxy.entered_annual",
    _("%(network)s entered your annual confirmation %(year)s from paper (%(number)s): confirm or contest it."),
)
CONFIRMED = text("news.proxy.confirmed", _("%(number)s, entered for %(hospital)s from paper, counts now: %(state)s."))
CONTESTED = text(
    "news.proxy.contested",
    _("%(hospital)s contests what was entered for it from paper (%(number)s): %(reason)s"),
)
TASK_CONFIRM = text("task.proxy.confirm", _("Confirm or contest what the centre entered from paper: %(about)s"))
TASK_COMPARE = text("task.proxy.compare", _("Compare the code on the sealed letter: %(about)s"))


def _names(entry) -> dict:
    names = {"hospital": in_first_language(entry.hospital), "network": in_first_language(entry.network)}
    return names | {"number": entry.number}


def tell_hospital_of_entry(entry) -> None:
    """The hospital's people learn what was entered in its name."""
    people, names = hospital_people(entry.hospital_id), _names(entry)
    if entry.is_annual:
        inbox.notify(people, ENTERED_ANNUAL, entry, year=str(entry.annual.year), **names)
    else:
        inbox.notify(people, ENTERED, entry, **names)


def tell_both_of_confirmation(entry, by, reason) -> None:
    """Both sides learn that the entry counts, and by what."""
    people = hospital_people(entry.hospital_id) + centre_people(entry.network.centre_id)
    inbox.notify(people, CONFIRMED, entry, state=str(entry.get_state_display()), **_names(entry))


def tell_both_of_contest(entry, by, reason) -> None:
    """The centre learns why the hospital contests; the hospital's own people learn what was said."""
    people = hospital_people(entry.hospital_id) + centre_people(entry.network.centre_id)
    inbox.notify(people, CONTESTED, entry, reason=reason, **_names(entry))


def ask_hospital(entry) -> None:
    """A task for the hospital's administrators and coordinators, also for those who come later."""
    for role in (HOSPITAL_ADMIN, HOSPITAL_COORDINATOR):
        _open(TASK_CONFIRM, entry, role, "hospital", entry.hospital_id)


def ask_second_person(entry) -> None:
    """A task for the centre: the sealed letter is there."""
    for role in (CENTRE_ADMIN, CENTRE_DIRECTOR):
        _open(TASK_COMPARE, entry, role, "centre", entry.network.centre_id)


def _open(kind, entry, role, scope_kind, scope_id) -> None:
    about = in_first_language(entry)
    inbox.open_task(
        kind, entry, role=role, scope_kind=scope_kind, scope_id=scope_id, due=entry.expires_on, about=about
    )


def close(entry, by: Actor, *kinds: str) -> None:
    """Close what is open about an entry."""
    inbox.close_tasks(entry, *kinds, by=by)
