"""How the logbook is searched: by days, people, organisations, objects, acts, outcomes, addresses and words."""

from datetime import timedelta
from uuid import UUID

import django_filters as filters
from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import presenters, scopes
from access.enums import Outcome
from access.models import LogEntry, ScopedModel
from tools import clock

WORD_COLUMNS = ("actor_label", "object_label", "reason")


def object_choices() -> list[tuple[str, str]]:
    """Every kind of object that the logbook speaks of, in words."""
    models = (model for model in apps.get_models() if issubclass(model, ScopedModel) and model is not LogEntry)
    return sorted(((model._meta.label_lower, str(model._meta.verbose_name)) for model in models), key=lambda c: c[1])


class LogbookFilter(filters.FilterSet):
    """Whatever an auditor is asked: who, when, where, what, with which outcome."""

    since = filters.DateFilter(label=_("From"), method="from_day")
    until = filters.DateFilter(label=_("Until"), method="until_day")
    person = filters.CharFilter(label=_("Name of the person"), field_name="actor_label", lookup_expr="icontains")
    organisation = filters.CharFilter(label=_("Name of an organisation, network or region"), method="of_organisation")
    object_kind = filters.ChoiceFilter(label=_("Kind of object"), field_name="object_type", choices=object_choices)
    object = filters.CharFilter(label=_("Name or number of the object"), method="of_object")
    act = filters.ChoiceFilter(label=_("Act"), field_name="verb", choices=presenters.act_choices)
    outcome = filters.ChoiceFilter(label=_("Outcome"), choices=Outcome.choices)
    address = filters.CharFilter(label=_("Network address"), lookup_expr="startswith")
    q = filters.CharFilter(label=_("Words in person, object or reason"), method="in_words")

    class Meta:
        model = LogEntry
        fields = []

    def in_words(self, queryset, name, value):
        """Every word must occur in the person, the object or the reason."""
        for word in value.split():
            found = Q()
            for column in WORD_COLUMNS:
                found |= Q(**{f"{column}__icontains": word})
            queryset = queryset.filter(found)
        return queryset

    def of_organisation(self, queryset, name, value):
        """Entries of the organisations whose names have these words; none when there is no such organisation."""
        found = Q(pk__in=[])
        for kind, ids in scopes.named(value).items():
            found |= Q(**{f"{kind}_id__in": ids})
        return queryset.filter(found)

    def of_object(self, queryset, name, value):
        """By every word of its name or number, or by its identifier in addresses."""
        try:
            return queryset.filter(object_uid=UUID(value))
        except ValueError:
            for word in value.split():
                queryset = queryset.filter(object_label__icontains=word)
            return queryset

    def from_day(self, queryset, name, value):
        """From the day's first minute in Shanghai."""
        return queryset.filter(at__gte=clock.moment(value))

    def until_day(self, queryset, name, value):
        """Until the day's last minute in Shanghai."""
        return queryset.filter(at__lt=clock.moment(value + timedelta(days=1)))
