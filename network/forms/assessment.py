"""Forms of the annual assessment: points of one member, opening a year, appeals, answers, consequences."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network import assessment_permissions as permissions
from network.assessment_scoring import grade_name, veto_items
from network.domain.annual_assessments import Line, unfit_score
from network.domain.assessment_rounds import unopenable
from network.models import Network
from tools import clock

WORDS = {"rows": 2}


class OpenRoundForm(Form):
    """Which network is assessed for which year."""

    network = forms.ModelChoiceField(label=_("Disease network"), queryset=Network.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2999)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Network.objects.permitted(actor, permissions.OPEN_ROUND).open()
        self.fields["network"].queryset = rows.order_by("sort_key")
        self.fields["year"].initial = clock.today().year - 1

    def clean(self) -> dict:
        """What the verb would refuse stands at the year."""
        data = super().clean()
        if data.get("network") and data.get("year"):
            reason = unopenable(data["network"], data["year"])
            if reason:
                self.add_error("year", str(reason))
        return data


class ScoreForm(Form):
    """A value and a reason for each row filled in by hand, and for each item of veto what happened."""

    def __init__(self, *args, assessment, lines: list[Line], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if not line.counted]
        self.vetoes = veto_items(assessment.round.table.content)
        for line in self.lines:
            self.fields[f"value-{line.row.code}"] = self._value_field(line)
            self.fields[f"reason-{line.row.code}"] = forms.CharField(
                label=gettext("Reason: %(title)s") % {"title": line.row.title},
                required=False,
                max_length=500,
                initial=line.reason,
                widget=forms.Textarea(attrs=WORDS),
            )
        for code, title in self.vetoes:
            self.fields[f"veto-{code}"] = forms.CharField(
                label=title,
                required=False,
                max_length=500,
                initial=assessment.vetoes.get(code, ""),
                widget=forms.Textarea(attrs=WORDS),
            )

    def _value_field(self, line: Line) -> forms.Field:
        row = line.row
        label = row.title if row.is_judged or not row.unit else f"{row.title}（{row.unit}）"
        return forms.FloatField(
            label=label,
            required=False,
            min_value=0,
            max_value=row.points if row.is_judged else 1_000_000,
            initial=line.value,
            help_text=row.rule_text,
            widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        )

    def clean(self) -> dict:
        """Every value fits its row, and what is not all points says why."""
        data = super().clean()
        for line in self.lines:
            value = data.get(f"value-{line.row.code}")
            wrong = (
                unfit_score(line.row, value, data.get(f"reason-{line.row.code}", "")) if value is not None else None
            )
            if wrong:
                self.add_error(f"{wrong[0]}-{line.row.code}", str(wrong[1]))
        return data

    @property
    def rows(self) -> list[dict]:
        """The fields of each row together, under its dimension."""
        return [
            {
                "line": line,
                "value": self[f"value-{line.row.code}"],
                "reason": self[f"reason-{line.row.code}"],
            }
            for line in self.lines
        ]

    @property
    def veto_fields(self) -> list:
        """The fields of the items of veto."""
        return [self[f"veto-{code}"] for code, _title in self.vetoes]

    @property
    def entries(self) -> dict[str, tuple[float, str]]:
        """What was entered, by the row's code."""
        found = {}
        for line in self.lines:
            value = self.cleaned_data.get(f"value-{line.row.code}")
            if value is not None:
                found[line.row.code] = (value, self.cleaned_data.get(f"reason-{line.row.code}", ""))
        return found

    @property
    def veto_reasons(self) -> dict[str, str]:
        """What happened, by the item's code."""
        return {code: self.cleaned_data.get(f"veto-{code}", "") for code, _title in self.vetoes}


class AppealForm(Form):
    """Why the hospital appeals."""

    grounds = forms.CharField(
        label=_("Grounds of the appeal"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Name the rows of the result sheet, what is wrong with each, and where it can be checked."),
    )


class AnswerForm(Form):
    """Uphold the result, or change it to another one, with a reason."""

    UPHOLD = "uphold"

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)

    def __init__(self, *args, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        content = assessment.round.table.content
        now = grade_name(content, assessment.grade)
        others = [grade["code"] for grade in content["grades"] if grade["code"] != assessment.grade]
        self.fields["answer"].choices = [
            (self.UPHOLD, gettext("Uphold: %(grade)s") % {"grade": now}),
            *((code, gettext("Change to: %(grade)s") % {"grade": grade_name(content, code)}) for code in others),
        ]


class ConsequenceForm(Form):
    """The words that go to the hospital with a warning, its lifting, or the end of the membership."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 5}), max_length=1000)


class EndingForm(ConsequenceForm):
    """The end, with its last day."""

    last_day = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["last_day"].initial = clock.today

    def clean_last_day(self):
        """Between the first day and today."""
        day = self.cleaned_data["last_day"]
        if not self.membership.valid_from <= day <= clock.today():
            raise ValidationError(_("The last day must lie between the membership's first day and today."))
        return day
