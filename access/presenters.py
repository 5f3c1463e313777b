"""The logbook in words: codes of acts, objects and fields as people read them."""

from datetime import datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField
from django.utils.translation import gettext_lazy as _

from access import texts
from access.lifecycle import LIFECYCLES
from access.roles import ROLES
from tools import clock

ACTS = {
    "role.granted": _("gave a role"),
    "role.ended": _("ended a role"),
    "invitation.sent": _("sent an invitation"),
    "invitation.confirmed": _("confirmed an invitation"),
    "invitation.revoked": _("took an invitation back"),
    "invitation.accepted": _("accepted an invitation"),
}


def register_acts(acts: dict[str, object]) -> None:
    """Add the words for a house's acts; called from ``apps.ready()``."""
    ACTS.update(acts)


# What acts record beside the fields of models: its title, and maybe how its value is read.
FACTS: dict[str, tuple[object, object]] = {
    "role": (_("role"), lambda value: str(ROLES[value]) if value in ROLES else value),
}


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


def object_title(label: str) -> str:
    """The kind of object in words."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


def entries(rows) -> list[dict]:
    """Logbook rows as the timeline component shows them."""
    return [
        {
            "when": clock.local(row.at).strftime("%Y-%m-%d %H:%M"),
            "who": row.actor_label,
            "hat": str(ROLES[row.hat]) if row.hat in ROLES else "",
            "text": act_title(row.verb),
            "reason": row.reason,
            "changes": _changes(row),
        }
        for row in rows
    ]


def _changes(row) -> list[dict]:
    shown = []
    for name, values in row.changes.items():
        field = _field(row.object_type, name)
        title, reader = (field.verbose_name, None) if field is not None else FACTS.get(name, (name, None))
        if values == "changed":
            shown.append({"field": str(title), "old": "", "new": _("changed")})
        else:
            old, new = (_shown(field, reader, value) for value in values)
            shown.append({"field": str(title), "old": old, "new": new})
    return shown


def _field(label: str, name: str):
    """The model's own field; None for what acts record beside them, other models' relations to it included."""
    try:
        found = apps.get_model(label)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None
    return found if found.concrete else None


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
