"""The answers of a round's sites side by side, for the page and for the sheet."""

from django.utils.translation import gettext as _

from network import questions as rules
from network.models import DiseaseField, Region, Tier
from sites.enums.research_site import EquipmentKind
from sites.feasibility import Criteria
from sites.models import FeasibilityRound
from tools import clock, sheets


def columns_of(thing: FeasibilityRound) -> list:
    """Site, hospital, state, one column for each question, then the reason of those that declined."""
    titles = [_("Research site"), _("Hospital"), _("State"), _("Answered")]
    titles += [rules.in_language(question, "label") for question in thing.questions]
    return [sheets.Column(str(place), title) for place, title in enumerate([*titles, _("Reason")])]


def rows_of(thing: FeasibilityRound, invitations) -> list[dict]:
    """A row for each invitation: ``{invitation, cells, told}``; ``told`` has each cell with its column's title."""
    titles = [column.title for column in columns_of(thing)]
    found = [{"invitation": row, "cells": _cells(thing, row)} for row in invitations]
    return [row | {"told": list(zip(titles, row["cells"], strict=True))} for row in found]


def _cells(thing: FeasibilityRound, row) -> list[str]:
    when = clock.local(row.answered_at).strftime("%Y-%m-%d") if row.answered_at else ""
    answers = [rules.shown_value(question, row.answers.get(question["code"], "")) for question in thing.questions]
    return [str(row.site), str(row.hospital), str(row.get_state_display()), when, *answers, row.reason]


def criteria_facts(criteria: Criteria) -> list[tuple]:
    """What a round asks of sites, as (label, value); what it does not ask is left out."""
    equipment = [str(EquipmentKind(kind).label) for kind in criteria.equipment]
    found = [
        (_("Disease fields"), _names(DiseaseField, criteria.fields)),
        (_("Cases in twelve months"), "" if criteria.cases is None else str(criteria.cases)),
        (_("Equipment"), _(", ").join(equipment)),
        (_("Record as a trial institution"), _("asked for") if criteria.gcp else ""),
        (_("Tiers of membership"), _names(Tier, criteria.tiers)),
        (_("In these regions"), _names(Region, criteria.regions)),
    ]
    return [(label, value) for label, value in found if value]


def _names(model, codes) -> str:
    rows = model._default_manager.filter(code__in=codes) if codes else []
    return _(", ").join(str(row) for row in rows)
