"""The logbook in words: codes of acts, objects and fields as people read them."""

from datetime import datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access import texts
from access.enums import Outcome
from access.lifecycle import LIFECYCLES
from access.logbook import ON_BEHALF
from access.permissions import PERMISSIONS
from access.roles import ROLES
from tools import clock

ACTS = {
    "role.granted": _("gave a role"),
    "role.ended": _("ended a role"),
    "task.chased": _("reminded of a task"),
    "invitation.sent": _("sent an invitation"),
    "invitation.confirmed": _("confirmed an invitation"),
    "invitation.revoked": _("took an invitation back"),
    "invitation.secret_renewed": _("made the link of an invitation anew"),
    "invitation.accepted": _("accepted an invitation"),
    "job.taken_back": _("took a background job back"),
    "sign_in.began": _("signed in"),
    "sign_in.failed": _("typed a wrong password"),
    "sign_in.locked": _("was locked after wrong passwords or codes"),
    "sign_in.unlocked": _("unlocked an account"),
    "sign_in.reopened": _("opened an unused account again"),
    "sign_in.signed_out": _("signed out"),
    "sign_in.session_ended": _("ended a session"),
    "sign_in.password_changed": _("set a new password"),
    "sign_in.code_issued": _("issued a code for a new password"),
    "sign_in.link_asked": _("was sent a link for a new password"),
    "sign_in.code_failed": _("typed a wrong code for a new password"),
    "sign_in.contact_changed": _("changed number or address of the account"),
    "second_factor.app_added": _("set up an authenticator app"),
    "second_factor.app_removed": _("removed the authenticator app"),
    "second_factor.key_added": _("added a passkey"),
    "second_factor.key_removed": _("removed a passkey"),
    "second_factor.key_renamed": _("renamed a passkey"),
    "second_factor.codes_renewed": _("made new recovery codes"),
    "second_factor.failed": _("typed a wrong code of the second factor"),
    "second_factor.removed": _("removed a person's second factor"),
    "privacy_notice.published": _("published a privacy notice"),
    "privacy_notice.accepted": _("agreed to the privacy notice"),
    "door.refused": _("was refused"),
    "row.read": _("read"),
    "list.exported": _("took a list out as a file"),
    "backup.made": _("wrote a backup"),
    "logbook.read": _("read the logbook"),
    "logbook.purged": _("removed entries whose time is over"),
    "logbook.check_started": _("had the logbook checked"),
}


# What groups of acts are called where no lifecycle gives them a name.
GROUPS = {
    "role": _("role"),
    "invitation": _("invitation"),
    "door": _("refusals"),
    "row": _("reading"),
    "list": _("export"),
    "logbook": _("logbook"),
}


def register_acts(acts: dict[str, object]) -> None:
    """Add the words for a house's acts; called from ``apps.ready()``."""
    ACTS.update(acts)


# By which way somebody signed in.
METHODS = {
    "password": _("password"),
    "mfa": _("second factor"),
    "invitation": _("invitation"),
    "story": _("card of the demonstration"),
    "other": _("another way"),
}


# What acts record beside the fields of models: its title, and maybe how its value is read.
FACTS: dict[str, tuple[object, object]] = {
    "method": (_("way in"), lambda value: str(METHODS.get(value, value))),
    "because": (_("reason"), lambda value: texts.render(value["code"]) if isinstance(value, dict) else value),
    "role": (_("role"), lambda value: str(ROLES[value]) if value in ROLES else value),
    "permission": (_("right"), lambda code: str(PERMISSIONS[code].title) if code in PERMISSIONS else code),
    "page": (_("page"), None),
    "refusal": (_("refusal"), lambda value: texts.render(value["code"], value.get("params"))),
    "rows": (_("rows"), None),
    "form": (_("form of file"), str.upper),
    "seals": (_("seals"), None),
    "entries": (_("entries"), None),
}
# Before the name of a filter in the entry of an export.
FILTER = "filter."


def register_facts(facts: dict[str, tuple[object, object]]) -> None:
    """Add (title, reader of values or None) for a house's recorded facts; called from ``apps.ready()``."""
    FACTS.update(facts)


def act_title(verb: str) -> str:
    """The act in words: a registered title, the title of a lifecycle's step, or the code itself."""
    if verb in ACTS:
        return str(ACTS[verb])
    name, _dot, step = verb.partition(".")
    for table in LIFECYCLES.values():
        found = next((t for t in table.transitions if table.name == name and t.name == step), None)
        if found:
            return str(found.title)
    return verb


def person(row) -> str:
    """Who acted, and for whom as a deputy; works of the system are named as such."""
    if not row.actor_id:
        return gettext("the system (%(work)s)") % {"work": row.actor_label}
    _before, whom = row.changes.get(ON_BEHALF) or ("", None)
    if whom is None:
        return row.actor_label
    return gettext("%(deputy)s for %(person)s") % {"deputy": row.actor_label, "person": whom["name"]}


def act_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All acts in words, those of one lifecycle or of one kind of thing together, for a list to choose from."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in ACTS:
        groups.setdefault(code.partition(".")[0], []).append((code, act_title(code)))
    names = {model._meta.model_name: str(model._meta.verbose_name) for model in apps.get_models()}
    names |= {table.name: str(table.model._meta.verbose_name) for table in LIFECYCLES.values()}
    names |= {name: str(title) for name, title in GROUPS.items()}
    for table in LIFECYCLES.values():
        steps = groups.setdefault(table.name, [])
        steps += [(f"{table.name}.{step.name}", str(step.title)) for step in table.transitions]
    return sorted((names.get(name, name), group) for name, group in groups.items())


def details(row) -> str:
    """What an entry changed, as one line."""
    return gettext("; ").join(_detail(change) for change in _changes(row))


def _detail(change: dict) -> str:
    old = f"{change['old']} → " if change["old"] else ""
    return gettext("%(field)s: %(value)s") % {"field": change["field"], "value": f"{old}{change['new']}"}


def object_title(label: str) -> str:
    """The kind of object in words; nothing for entries about pages and lists."""
    if not label:
        return ""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


def entries(rows) -> list[dict]:
    """Logbook rows as the timeline component shows them."""
    return [
        {
            "when": clock.local(row.at).strftime("%Y-%m-%d %H:%M"),
            "who": person(row),
            "hat": str(ROLES[row.hat]) if row.hat in ROLES else "",
            "text": act_title(row.verb),
            "reason": row.reason,
            "changes": _changes(row),
            "outcome": "" if row.outcome == Outcome.DONE else row.get_outcome_display(),
            "seal": _seal(row),
        }
        for row in rows
    ]


def _changes(row) -> list[dict]:
    shown = []
    for name, values in row.changes.items():
        if name == ON_BEHALF:
            continue
        field = _field(row.object_type, name)
        title, reader = (field.verbose_name, None) if field is not None else _fact(name)
        if values == "changed":
            shown.append({"field": str(title), "old": "", "new": _("changed")})
        else:
            old, new = (_shown(field, reader, value) for value in values)
            shown.append({"field": str(title), "old": old, "new": new})
    return shown


def _seal(row) -> str:
    """The seal of an entry that was read together with it; nothing where seals are not shown."""
    if "seal_number" not in row.__dict__:
        return ""
    if row.seal_number is None:
        return str(_("not sealed yet"))
    return str(_("sealed in batch %(number)d") % {"number": row.seal_number})


def _fact(name: str) -> tuple:
    """Title and reader of what acts record beside fields; a filter is shown by its name in the address."""
    if name.startswith(FILTER):
        return _("filter “%(name)s”") % {"name": name.removeprefix(FILTER)}, None
    return FACTS.get(name, (name, None))


def _field(label: str, name: str):
    """The model's own field; None for what acts record beside them, other models' relations to it included."""
    try:
        found = apps.get_model(label)._meta.get_field(name) if label else None
    except (LookupError, FieldDoesNotExist):
        return None
    return found if found is not None and found.concrete else None


def _shown(field, reader, value) -> str:
    if value in (None, ""):
        return ""
    if reader is not None:
        return str(reader(value))
    if isinstance(field, DateTimeField):
        return clock.local(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M")
    if field is not None and getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, dict) and "code" in value:
        return texts.render(value["code"], value.get("params"))
    return str(ROLES[value]) if value in ROLES else str(value)
