"""Forms of measures: the centre's reason and days, the hospital's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network.province.membership_rules import membership_rules
from office.forms.files import FilesField

MOST_DAYS = 180


class ReasonForm(Form):
    """A reason that the hospital reads."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class MeasureForm(ReasonForm):
    """A warning or suspension: why, and by when the hospital answers."""

    days = forms.IntegerField(
        label=_("Natural days for the hospital's answer"), min_value=1, max_value=MOST_DAYS, required=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = membership_rules().answer_days


class AnswerForm(Form):
    """What the hospital did, with papers."""

    answer = forms.CharField(
        label=_("What the hospital did"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6})
    )
    file = FilesField(label=_("Papers"), required=False)
