"""What is known about a hospital, as the facts component shows it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from access import door
from access.actor import Actor
from network import permissions
from network.membership_enums import EffectiveState
from network.models import Hospital, HospitalProfile, OrganisationEvent
from network.profile_sections import SECTIONS
from network.shown_states import shown_state

TONES = {
    EffectiveState.ACTIVE: "ok",
    EffectiveState.UPCOMING: "info",
    EffectiveState.WARNED: "warn",
    EffectiveState.GRACE: "warn",
    EffectiveState.SUSPENDED: "danger",
    EffectiveState.UNCONFIRMED: "danger",
}


def hospital_facts(hospital: Hospital) -> list[dict]:
    """The public facts, each ``{label, value, url, note}``."""
    code_note = (
        "" if hospital.credit_code_checked or not hospital.credit_code else hospital.credit_code_override_reason
    )
    facts = [
        {"label": _("Level"), "value": hospital.get_level_display()},
        {"label": _("Type of institution"), "value": hospital.get_institution_type_display()},
        {"label": _("Management class"), "value": hospital.get_management_class_display()},
        {"label": _("Independent legal person"), "value": _("yes") if hospital.legal_person else _("no")},
        {"label": _("Unified social credit code"), "value": hospital.credit_code, "note": code_note},
    ]
    facts += closing_fact(hospital)
    if hospital.merged_into:
        facts.append(
            {
                "label": _("Merged into"),
                "value": str(hospital.merged_into),
                "url": hospital.merged_into.get_absolute_url(),
            }
        )
    return facts


def hospital_events(hospital: Hospital, actor: Actor) -> list[dict]:
    """What happened to it, newest first: ``{event, reason, other}``; the reason for readers of its history only."""
    rows = OrganisationEvent.objects.visible_to(actor).of(hospital).with_names().newest_first()
    told = door.can(actor, permissions.VIEW_HISTORY, hospital)
    return [
        {
            "event": event,
            "reason": event.reason if told else "",
            "other": event.hospital if event.hospital_id != hospital.pk else event.other,
        }
        for event in rows
    ]


def closing_fact(thing) -> list[dict]:
    """The day of closing of what has closed."""
    return [{"label": _("Closed on"), "value": thing.closed_on.isoformat()}] if thing.closed_on else []


def profile_sections(hospital: Hospital, profile: HospitalProfile, actor: Actor) -> list[dict]:
    """The profile by section: ``{title, items, url}``; ``url`` leads to the form for those who may edit."""
    editable = door.can(actor, permissions.CHANGE_PROFILE, hospital)
    return [
        {
            "title": section.title,
            "items": [_item(profile, name) for name in section.fields],
            "url": reverse("network:profile_section", args=[hospital.uid, section.code]) if editable else "",
        }
        for section in SECTIONS
    ]


def _item(profile: HospitalProfile, name: str) -> dict:
    value = getattr(profile, name)
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    return {"label": profile._meta.get_field(name).verbose_name, "value": value}


def membership_rows(memberships, actor) -> list[dict]:
    """Memberships, newest first, with what the actor may know of today: ``{membership, state: {text, tone}}``."""
    rows = memberships.with_names().with_effective_state().order_by("-valid_from")
    return [{"membership": row, "state": _state(shown_state(row.state_on, actor, row))} for row in rows]


def _state(state: EffectiveState) -> dict:
    return {"text": state.label, "tone": TONES.get(state, "neutral")}
