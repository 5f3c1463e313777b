"""The forms of enrolment: a site's month, the plan, a site's share, a filled place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from studies.domain.enrolment import PlanFacts
from studies.domain.month_reports import Entry
from studies.enrolment.checks import MOST, NAMES, Counts
from studies.enums.enrolment import Curve, ReleaseReason
from studies.models import MonthReport
from tools import clock

TITLES = {name: MonthReport._meta.get_field(name).verbose_name for name in NAMES}
NUMBER = {"inputmode": "numeric", "size": 4, "class": "month-grid__input"}


class MonthForm(Form):
    """The counts of one month of one site. A row with nothing typed in it is left alone by the grid."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    reason = forms.CharField(
        label=_("Reason of the correction"), max_length=500, required=False, widget=forms.TextInput(attrs={"size": 20})
    )

    field_order = (*NAMES, "reason", "expected")

    def __init__(self, *args, counted: int | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.counted = counted
        for name in NAMES:
            self.fields[name] = forms.IntegerField(
                label=TITLES[name],
                min_value=0,
                max_value=MOST,
                widget=forms.TextInput(attrs=NUMBER | ({"readonly": True} if self._is_counted(name) else {})),
                error_messages={"required": _("Write a number, 0 for none.")},
            )
        if counted is not None:
            self.initial["enrolled"] = counted
        self.order_fields(self.field_order)

    def _is_counted(self, name: str) -> bool:
        return name == "enrolled" and self.counted is not None

    @property
    def is_empty(self) -> bool:
        """Whether no count was typed."""
        names = [name for name in NAMES if not self._is_counted(name)]
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    def entry(self, site, month) -> Entry:
        """What was typed, once the form is valid."""
        counts = Counts(**{name: self.cleaned_data[name] for name in NAMES})
        found = self.cleaned_data
        return Entry(site, counts, found["reason"], found["expected"], month)

    def take(self, cells: dict) -> None:
        """Put the sentences of the checks at their cells."""
        for name, reason in cells.items():
            self.add_error(name or None, str(reason))

    @property
    def cells(self) -> list:
        """The counts' fields in order."""
        return [self[name] for name in NAMES]


class PlanForm(Form):
    """How the study plans its enrolment."""

    begins_on = forms.DateField(label=_("Planned first enrolment"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("Planned last enrolment"), widget=forms.DateInput(attrs={"type": "date"}))
    target = forms.IntegerField(label=_("Planned number of participants"), min_value=1, max_value=1_000_000)
    curve = forms.ChoiceField(label=_("Planned growth"), choices=Curve.choices)
    cap = forms.IntegerField(
        label=_("Cap of all sites together"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        help_text=_("Only for competitive enrolment: sites reserve places, and nobody passes the cap."),
    )

    def clean(self) -> dict:
        """The last day comes after the first."""
        found = super().clean()
        begins, ends = found.get("begins_on"), found.get("ends_on")
        if begins and ends and ends <= begins:
            self.add_error("ends_on", _("Choose a day after the planned first enrolment."))
        return found

    def facts(self) -> PlanFacts:
        """What was typed, once the form is valid."""
        return PlanFacts(**self.cleaned_data)


class ShareForm(Form):
    """The least and the most of one site."""

    minimum = forms.IntegerField(label=_("At least"), min_value=0, max_value=1_000_000, required=False)
    maximum = forms.IntegerField(label=_("At most"), min_value=0, max_value=1_000_000, required=False)

    def clean(self) -> dict:
        """The most is no less than the least."""
        found = super().clean()
        least, most = found.get("minimum"), found.get("maximum")
        if least is not None and most is not None and most < least:
            self.add_error("maximum", _("Write a number no lower than the least."))
        return found


class EnrolForm(Form):
    """The day on which the participant was enrolled."""

    day = forms.DateField(label=_("Enrolled on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class ReleaseForm(Form):
    """Why the place is given back."""

    reason = forms.ChoiceField(label=_("Reason"), choices=ReleaseReason.choices)
