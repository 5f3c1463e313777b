"""Lists of records, ethics committees and the recognition list."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from network.tables.branches import past_filter
from network.tables.memberships import IS_DATE
from sites.enums.record import Acceptance, Audience, GcpKind, MeetingRhythm
from sites.models import EthicsCommittee, GcpRecord, RecognitionEntry


def in_hospital(path: str, words: str) -> Q:
    """The condition that the words stand in a name of the hospital, or are its initials."""
    names = ("name_zh", "name_en", "initials")
    found = Q()
    for name in names:
        found |= Q(**{f"{path}__{name}__icontains": words})
    return found


class GcpRecordTable(tables.Table):
    """Records with their specialties."""

    number = tables.Column(verbose_name=_("Record number"), linkify=True)
    kind = tables.Column(verbose_name=_("Kind"))
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    specialties = tables.Column(verbose_name=_("Specialties"), empty_values=(), orderable=False)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)

    class Meta:
        model = GcpRecord
        fields = ()
        caption = _("Records of trial institutions")
        empty_text = _("No record fits. A hospital's people enter its records.")

    def render_specialties(self, record) -> str:
        """Their names."""
        return _now(", ").join(entry.name for entry in record.specialties.all())


class GcpRecordFilter(filters.FilterSet):
    """By words and kind."""

    q = filters.CharFilter(label=_("Number or hospital"), method="by_words")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=GcpKind.choices)
    past = past_filter()

    class Meta:
        model = GcpRecord
        fields = []

    def by_words(self, queryset, name, value):
        """Words in the number or the hospital's name."""
        return queryset.filter(Q(number__icontains=value) | in_hospital("hospital", value))


class CommitteeTable(tables.Table):
    """Ethics committees."""

    name = tables.Column(verbose_name=_("Name"), linkify=True, order_by=("name_zh", "pk"))
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    record_number = tables.Column(verbose_name=_("Record number"), orderable=False)
    meets = tables.Column(verbose_name=_("Meets"))
    acceptance = tables.Column(verbose_name=_("With a recognised opinion"))
    work_phone = tables.Column(verbose_name=_("Work phone"), orderable=False)

    class Meta:
        model = EthicsCommittee
        fields = ()
        caption = _("Ethics committees")
        empty_text = _("No ethics committee fits. A hospital's people enter its committees.")


class CommitteeFilter(filters.FilterSet):
    """By words, rhythm and what becomes of a recognised opinion."""

    q = filters.CharFilter(label=_("Name or hospital"), method="by_words")
    meets = filters.ChoiceFilter(label=_("Meets"), choices=MeetingRhythm.choices)
    acceptance = filters.ChoiceFilter(label=_("With a recognised opinion"), choices=Acceptance.choices)
    past = past_filter()

    class Meta:
        model = EthicsCommittee
        fields = []

    def by_words(self, queryset, name, value):
        """Words in its name or the hospital's."""
        named = Q(name_zh__icontains=value) | Q(name_en__icontains=value) | Q(record_number__icontains=value)
        return queryset.filter(named | in_hospital("hospital", value))


class RecognitionTable(tables.Table):
    """Whose opinions are recognised by whom."""

    committee = tables.Column(verbose_name=_("Opinions of"), linkify=True, order_by="committee__name_zh")
    hospital = tables.Column(
        verbose_name=_("Hospital"), accessor="committee__hospital", order_by="committee__hospital__sort_key"
    )
    by = tables.Column(verbose_name=_("Recognised by"), accessor="by_title", orderable=False)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)
    document_number = tables.Column(verbose_name=_("Document"), orderable=False)

    class Meta:
        model = RecognitionEntry
        fields = ()
        caption = _("Recognition list")
        empty_text = _("No entry fits. The department enters committees on their pages.")


class RecognitionFilter(filters.FilterSet):
    """By words and audience."""

    q = filters.CharFilter(label=_("Committee or hospital"), method="by_words")
    audience = filters.ChoiceFilter(label=_("Recognised by"), choices=Audience.choices)
    past = past_filter()

    class Meta:
        model = RecognitionEntry
        fields = []

    def by_words(self, queryset, name, value):
        """Words in the committee's name or its hospital's."""
        named = Q(committee__name_zh__icontains=value) | Q(committee__name_en__icontains=value)
        return queryset.filter(named | in_hospital("committee__hospital", value))
