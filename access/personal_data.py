"""What the system holds about a person, in plain words: shown on a page and taken along as a file (PIPL art. 45).

Each section is a title, columns and rows of texts. Houses add theirs with ``register``.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Q
from django.utils.translation import gettext as _

from access import delegation_kinds, holdings, presenters, scopes, second_factor
from access.devices import device_name
from access.models import Delegation, HandOver, LogEntry, RoleAssignment, Task, User
from access.tables import account_state
from tools import clock, sheets

# A person who has been here for years has many; the newest are enough to see what is kept.
MOST_ENTRIES = 5_000


@dataclass(frozen=True)
class Section:
    """One kind of data about a person; ``note`` says what it is for and how long it stays."""

    code: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


_FURTHER: list[Callable[[User], Section]] = []


def register(section: Callable[[User], Section]) -> None:
    """Add what a house holds about people; called from ``apps.ready()``."""
    if section not in _FURTHER:
        _FURTHER.append(section)


def sections(user: User) -> list[Section]:
    """Everything about a person, in the reader's language."""
    own = (_account, _roles, _deputies, _hand_overs, _tasks, _news, _sessions, _consents, _shares, _acts)
    return [make(user) for make in (*own, *_FURTHER)]


def as_zip(user: User) -> bytes:
    """All sections as one JSON file and as a sheet each."""
    held, out = sections(user), BytesIO()
    said = {
        item.code: {"title": item.title, "rows": [dict(zip(item.columns, row, strict=True)) for row in item.rows]}
        for item in held
    }
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(said, ensure_ascii=False, indent=1))
        for item in held:
            columns = [sheets.Column(str(number), title) for number, title in enumerate(item.columns)]
            archive.writestr(f"{item.code}.xlsx", sheets.write_xlsx(item.title[:30], columns, item.rows))
    return out.getvalue()


def _when(moment) -> str:
    return clock.local(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def _day(day) -> str:
    return day.isoformat() if day else ""


def _account(user: User) -> Section:
    factors = second_factor.factors_of(user).count()
    rows = [
        (_("Name of the person"), user.name),
        (_("User name"), user.username),
        (_("E-mail"), user.email),
        (_("Mobile number"), user.mobile),
        (_("Post"), user.title),
        (_("Language"), user.language),
        (_("State of the account"), account_state(user)),
        (_("Joined on"), _when(user.joined_at)),
        (_("Last sign-in"), _when(user.last_login)),
        (_("Password last changed"), _when(user.password_changed_at)),
        (_("Second factors"), str(factors)),
    ]
    note = _("To know who you are and to reach you; as long as you have the account. Of the password a hash is kept.")
    return Section("account", _("Account"), note, (_("What"), _("What is held")), rows)


def _roles(user: User) -> Section:
    held = list(RoleAssignment.objects.filter(user=user).select_related("granted_by").order_by("valid_from", "pk"))
    labels = scopes.scope_labels((item.scope_kind, item.scope_id) for item in held)
    rows = [
        (
            item.role_title,
            labels.get((item.scope_kind, item.scope_id), ""),
            _day(item.valid_from),
            _day(item.valid_to),
            item.granted_by.name if item.granted_by else "",
            item.reason,
        )
        for item in held
    ]
    columns = (_("Role"), _("Where"), _("From"), _("Until"), _("Given by"), _("Reason"))
    return Section("roles", _("Roles"), _("To decide what you may see and do; kept as history."), columns, rows)


def _deputies(user: User) -> Section:
    found = Delegation.objects.of(user).select_related("delegator", "deputy", "assignment").order_by("valid_from")
    rows = [
        (
            item.delegator.name,
            item.deputy.name,
            item.assignment.role_title,
            delegation_kinds.title_of(item.kind),
            _day(item.valid_from),
            _day(item.valid_to),
        )
        for item in found
    ]
    columns = (_("Person away"), _("Deputy"), _("Role"), _("For which acts"), _("From"), _("Until"))
    return Section("deputies", _("Deputies"), _("Who acted for whom; kept as history."), columns, rows)


def _hand_overs(user: User) -> Section:
    found = HandOver.objects.filter(Q(leaver=user) | Q(successor=user)).select_related(
        "leaver", "successor", "assignment"
    )
    rows = [
        (
            item.leaver.name,
            item.successor.name,
            item.assignment.role_title,
            _day(item.first_day),
            str(item.get_state_display()),
        )
        for item in found.order_by("pk")
    ]
    columns = (_("From whom"), _("Successor"), _("Role"), _("From"), _("State"))
    return Section("hand_overs", _("Hand-overs"), _("Which role went from whom to whom; history."), columns, rows)


def _tasks(user: User) -> Section:
    from access.actor import Actor

    found = Task.objects.owned_by(Actor.of(user)).open().order_by("due_on", "pk")
    rows = [(str(task), _day(task.due_on)) for task in found]
    note = _("What waits for your roles; it belongs to the role and not to you.")
    return Section("tasks", _("Open tasks"), note, (_("Task"), _("Due on")), rows)


def _news(user: User) -> Section:
    rows = [(_when(item.sent_at), str(item), _when(item.read_at)) for item in user.notifications.order_by("-sent_at")]
    columns = (_("Time"), _("News"), _("Read at"))
    return Section("news", _("News"), _("What you were told; as long as you have the account."), columns, rows)


def _sessions(user: User) -> Section:
    rows = [
        (
            _when(item.began_at),
            _when(item.last_used_at),
            device_name(item.device),
            item.address or "",
            _when(item.ended_at),
        )
        for item in user.sessions.order_by("-began_at")
    ]
    columns = (_("Since"), _("Last used"), _("Device"), _("Network address"), _("Ended at"))
    note = _("Where you are and were signed in: for the safety of your account, removed some months after use.")
    return Section("sessions", _("Sessions"), note, columns, rows)


def _consents(user: User) -> Section:
    found = user.privacy_acceptances.select_related("notice").order_by("at")
    rows = [(str(item.notice), _when(item.at)) for item in found]
    note = _("That you read and agreed: proof that the law asks for.")
    return Section("consents", _("Agreements to the privacy notice"), note, (_("Version"), _("Agreed at")), rows)


def _shares(user: User) -> Section:
    rows = [(title,) for title, _url in holdings.shares_of(user)]
    rows += [(draft.form,) for draft in holdings.drafts_of(user)]
    note = _("What others let you see alone, and forms that you have begun to fill in.")
    return Section("shares", _("Shared things and drafts"), note, (_("What"),), rows)


def _acts(user: User) -> Section:
    mine = Q(actor_id=user.pk) | Q(object_type="access.user", object_id=user.pk)
    rows = [
        (
            _when(entry.at),
            presenters.person(entry),
            presenters.act_title(entry.verb),
            entry.object_label,
            entry.address if entry.actor_id == user.pk else "",
        )
        for entry in LogEntry.objects.filter(mine).order_by("-at", "-pk")[:MOST_ENTRIES]
    ]
    columns = (_("Time"), _("Person"), _("Act"), _("About"), _("Network address"))
    note = _(
        "What you did and what was done to your account. The law asks for six months at least; decisions stay for "
        "good. At most the newest %(most)s entries are shown here."
    ) % {"most": MOST_ENTRIES}
    return Section("logbook", _("Logbook"), note, columns, rows)
