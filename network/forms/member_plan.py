"""How many members a network plans for a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network.models.member_plan import MOST


class MemberPlanForm(Form):
    """One number."""

    members = forms.IntegerField(
        label=_("Planned members at the end of the year"),
        min_value=0,
        max_value=MOST,
        help_text=_("As in the network's task book: active memberships, a campus in two networks counting twice."),
    )
