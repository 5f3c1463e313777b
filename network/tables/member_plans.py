"""Plans of members as a list."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.models import MemberPlan

IS_NUMBER = {"td": {"class": "is-number"}, "th": {"class": "is-number"}}


class MemberPlanTable(tables.Table):
    """What each network plans for a year."""

    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key", linkify=True)
    centre = tables.Column(verbose_name=_("Centre"), accessor="network__centre", orderable=False)
    year = tables.Column(verbose_name=_("Year"), attrs=IS_NUMBER)
    members = tables.Column(verbose_name=_("Planned members"), attrs=IS_NUMBER)

    class Meta:
        model = MemberPlan
        fields = ()
        caption = _("Plans of members")
        empty_text = _("No network has a plan for this year: its centre's secretary writes it on the overview.")
