"""The shelf as a list, and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access.tables import IS_DATE, ScopeColumn, ScopeLabelled
from office.enums import StandingKind, StandingState
from office.models import StandingDocument

TONES = {
    StandingState.CURRENT: "ok",
    StandingState.UPCOMING: "info",
    StandingState.EXPIRED: "danger",
}


def state_shown(document: StandingDocument) -> dict:
    """The state of today as the state component shows it: ``{text, tone}``; a last day that is near is told."""
    state = document.state
    left = document.days_left
    near = state == StandingState.CURRENT and document.is_live and left is not None
    if near and left <= settings.SHELF_REMIND_DAYS:
        text = ngettext("valid, %(count)d day left", "valid, %(count)d days left", left) % {"count": left}
        return {"text": text, "tone": "warn"}
    return {"text": state.label, "tone": TONES.get(state, "neutral")}


class ShelfTable(ScopeLabelled):
    """Standing documents with their days and what holds today."""

    kind = tables.Column(verbose_name=_("Kind"), linkify=True)
    number = tables.Column(verbose_name=_("Number"))
    issuer = tables.Column(verbose_name=_("Issuing authority"), orderable=False)
    hospital = ScopeColumn(verbose_name=_("Hospital"), accessor="hospital_id", orderable=False)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Valid from"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Last valid day"), short=True, default=_("no last day"))
    state = tables.Column(verbose_name=_("State"), accessor="state_shown", orderable=False)

    class Meta:
        model = StandingDocument
        fields = ()
        caption = _("Standing documents")
        empty_text = _("Nothing fits. Put the hospital's licence and records here once; every form then offers them.")

    def render_state(self, record):
        """Mark and words; a last day that is near is told."""
        return render_to_string("components/state.html", state_shown(record))

    def value_state(self, value):
        """The state in words, for sheets."""
        return str(StandingState(value).label)


class ShelfFilter(filters.FilterSet):
    """By words, kind and state; replaced and ended ones only when asked for."""

    q = filters.CharFilter(label=_("Number or issuing authority"), method="in_words")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=StandingKind.choices)
    state = filters.ChoiceFilter(
        label=_("State"), field_name="state_shown", choices=StandingState.choices, empty_label=_("what is kept up")
    )

    class Meta:
        model = StandingDocument
        fields = []

    def in_words(self, queryset, name, value):
        """Every word in the number or the issuer."""
        for word in value.split():
            queryset = queryset.filter(Q(number__icontains=word) | Q(issuer__icontains=word))
        return queryset
