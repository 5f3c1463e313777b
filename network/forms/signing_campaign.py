"""Opening a campaign in which members sign again."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network import version_permissions as permissions
from network.domain import signing_campaigns
from network.models import Network
from network.version_enums import CampaignReason
from tools import clock

USUAL_DAYS = 60


class OpenCampaignForm(Form):
    """Which members sign again, why, and until when."""

    network = forms.ModelChoiceField(label=_("Disease network"), queryset=Network.objects.none(), empty_label=None)
    reason = forms.ChoiceField(label=_("Reason"), choices=CampaignReason.choices, widget=forms.RadioSelect)
    due_on = forms.DateField(label=_("To be signed by"), widget=forms.DateInput(attrs={"type": "date"}))
    months = forms.IntegerField(
        label=_("Terms that end within so many months"),
        required=False,
        min_value=1,
        max_value=24,
        help_text=_("For a renewal only."),
    )
    years = forms.IntegerField(
        label=_("Years by which terms go on"), required=False, min_value=1, help_text=_("For a renewal only.")
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Network.objects.permitted(actor, permissions.RUN_CAMPAIGN).open()
        self.fields["network"].queryset = rows.select_related("centre").order_by("sort_key")
        self.fields["due_on"].initial = clock.today() + timedelta(days=USUAL_DAYS)
        self.fields["months"].initial, self.fields["years"].initial = 6, 3

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if not self.errors:
            if data["reason"] != CampaignReason.RENEWAL:
                data["months"] = data["years"] = None
            facts = {name: data[name] for name in ("reason", "due_on", "months", "years")}
            wrong = signing_campaigns.problem(data["network"], **facts)
            if wrong:
                self.add_error(wrong[0], str(wrong[1]))
        return data
