"""Lists of hospitals, centres and networks."""

import django_tables2 as tables
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from network.models import Centre, Hospital, Network

IS_DATE = {"td": {"class": "is-date"}, "th": {"class": "is-date"}}
IS_NUMBER = {"td": {"class": "is-number"}, "th": {"class": "is-number"}}


class HospitalTable(tables.Table):
    """Hospitals in pinyin order with the regions of their campuses."""

    name = tables.Column(verbose_name=_("Name"), linkify=True, order_by=("sort_key", "pk"))
    level = tables.Column(verbose_name=_("Level"), order_by="level_rank")
    institution_type = tables.Column(verbose_name=_("Type of institution"))
    regions = tables.Column(verbose_name=_("Region"), empty_values=(), orderable=False)
    credit_code = tables.Column(verbose_name=_("Credit code"), orderable=False)
    closed_on = tables.DateColumn(verbose_name=_("Closed on"), short=True, attrs=IS_DATE)

    class Meta:
        model = Hospital
        fields = ()
        caption = _("Hospitals")
        empty_text = _("No hospital fits. Try a shorter part of the name, or fewer filters.")

    def render_regions(self, record):
        """The regions of its campuses, each once."""
        return _now(", ").join(dict.fromkeys(str(campus.region) for campus in record.campuses.all()))


class CentreTable(tables.Table):
    """Centres with field and host."""

    name = tables.Column(verbose_name=_("Name"), linkify=True, order_by=("sort_key", "pk"))
    field = tables.Column(verbose_name=_("Disease field"), order_by="field__position")
    host = tables.Column(verbose_name=_("Host institution"), linkify=True, order_by="host__sort_key")
    level = tables.Column(verbose_name=_("Level"))
    director_name = tables.Column(verbose_name=_("Director"), orderable=False)
    established_on = tables.DateColumn(verbose_name=_("Established on"), short=True, attrs=IS_DATE)
    closed_on = tables.DateColumn(verbose_name=_("Closed on"), short=True, attrs=IS_DATE)

    class Meta:
        model = Centre
        fields = ()
        caption = _("Centres")
        empty_text = _("No centre fits.")


class NetworkTable(tables.Table):
    """Networks with the centre that leads them and how many members they have today."""

    name = tables.Column(verbose_name=_("Name"), linkify=True, order_by=("sort_key", "pk"))
    centre = tables.Column(verbose_name=_("Centre"), linkify=True, order_by="centre__sort_key")
    field = tables.Column(
        verbose_name=_("Disease field"), accessor="centre__field", order_by="centre__field__position"
    )
    members = tables.Column(verbose_name=_("Active members"), attrs=IS_NUMBER)
    opened_on = tables.DateColumn(verbose_name=_("Opened on"), short=True, attrs=IS_DATE)
    closed_on = tables.DateColumn(verbose_name=_("Closed on"), short=True, attrs=IS_DATE)

    class Meta:
        model = Network
        fields = ()
        caption = _("Disease networks")
        empty_text = _("No network fits.")
