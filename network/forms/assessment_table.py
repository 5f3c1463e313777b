"""A new version of an assessment table: its rows, results and items of veto."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form, SafeText
from network.assessment_enums import Grade, Scoring
from network.assessment_scoring import problems, rows_of, shown
from office.indicators import INDICATORS
from tools import clock

MOST_ROWS, MOST_VETOES = 40, 12
NUMBER = {"step": "any", "inputmode": "decimal"}
CODE = RegexValidator(r"^[a-z][a-z0-9_]*\Z", _("A code is made of small letters, digits and underscores."))


def _number(label, **options) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=-1_000_000,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs=NUMBER),
        **options,
    )


class TableForm(Form):
    """From when the version holds, whom it concerns, how long one may appeal, and where the results begin."""

    valid_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    min_days = forms.IntegerField(label=_("Least days of membership in the year"), min_value=1, max_value=366)
    appeal_days = forms.IntegerField(label=_("Working days to appeal"), min_value=1, max_value=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for grade in Grade:
            self.fields[f"{grade}_zh"] = forms.CharField(
                label=_("Chinese name of the result “%(grade)s”") % {"grade": grade.label}, max_length=30
            )
            self.fields[f"{grade}_en"] = forms.CharField(
                label=_("English name of the result “%(grade)s”") % {"grade": grade.label}, max_length=60
            )
            if grade != Grade.UNQUALIFIED:
                label = _("Points from which the result is “%(grade)s”") % {"grade": grade.label}
                self.fields[f"{grade}_from"] = forms.FloatField(
                    label=label, min_value=0, max_value=100, widget=forms.NumberInput(attrs=NUMBER)
                )

    @classmethod
    def initial_of(cls, table) -> dict:
        """The values of a version, to begin with; the new one holds from today."""
        found = {"valid_from": clock.today(), "min_days": table.min_days, "appeal_days": table.appeal_days}
        for grade in table.content["grades"]:
            found |= {f"{grade['code']}_{name}": grade[name] for name in ("zh", "en", "from")}
        return found

    @property
    def grades(self) -> list[dict]:
        """The results as the table keeps them, the best first."""
        data = self.cleaned_data
        return [
            {
                "code": str(grade),
                "zh": data[f"{grade}_zh"],
                "en": data[f"{grade}_en"],
                "from": data.get(f"{grade}_from", 0),
            }
            for grade in Grade
        ]


class RowForm(SafeText, forms.Form):
    """One indicator; a row without a code is left out."""

    code = forms.CharField(label=_("Code"), max_length=30, validators=[CODE])
    dimension_zh = forms.CharField(label=_("Dimension in Chinese"), max_length=40)
    dimension_en = forms.CharField(label=_("Dimension in English"), max_length=80)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=80)
    title_en = forms.CharField(label=_("Title in English"), max_length=120)
    points = forms.FloatField(label=_("Points"), min_value=0.1, max_value=100, widget=forms.NumberInput(attrs=NUMBER))
    unit_zh = forms.CharField(label=_("Unit in Chinese"), max_length=20, required=False)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=30, required=False)
    figure = forms.ChoiceField(label=_("Where the value comes from"), required=False)
    # Its first value is also that of an empty row, which is left out.
    rule = forms.ChoiceField(label=_("How it becomes points"), choices=Scoring.choices, initial=Scoring.LINEAR.value)
    zero = _number(_("Value without points"))
    full = _number(_("Value with all points"))
    bands = forms.CharField(
        label=_("Bands"), max_length=200, required=False, help_text=_("“value:points”, such as 1:3 10:7 30:10")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        figures = sorted(INDICATORS.values(), key=lambda item: item.code)
        self.fields["figure"].choices = [("", _("filled in by hand")), *((i.code, i.title) for i in figures)]

    def clean_bands(self) -> list[list[float]]:
        """Pairs of numbers."""
        words = self.cleaned_data["bands"].replace("：", ":").split()
        try:
            return [[float(value), float(points)] for value, points in (word.split(":") for word in words)]
        except ValueError:
            raise ValidationError(_("Write bands as “value:points”, separated by spaces.")) from None

    @property
    def row(self) -> dict:
        """The indicator as the table keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}


class VetoForm(SafeText, forms.Form):
    """One item of veto."""

    code = forms.CharField(label=_("Code"), max_length=30, validators=[CODE])
    zh = forms.CharField(label=_("Item in Chinese"), max_length=60)
    en = forms.CharField(label=_("Item in English"), max_length=120)

    @property
    def item(self) -> dict:
        """The item as the table keeps it."""
        return {name: self.cleaned_data[name] for name in ("code", "zh", "en")}


ROWS = forms.formset_factory(
    RowForm, extra=2, can_delete=True, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS + 5
)
VETOES = forms.formset_factory(
    VetoForm, extra=1, can_delete=True, max_num=MOST_VETOES, validate_max=True, absolute_max=MOST_VETOES + 5
)


class TableForms:
    """The three forms of a version as one."""

    def __init__(self, posted=None, *, source=None):
        self.head = TableForm(posted, initial=TableForm.initial_of(source) if source else None)
        self.rows = ROWS(posted, prefix="rows", initial=_row_initials(source) if source else None)
        self.vetoes = VETOES(posted, prefix="vetoes", initial=source.content.get("vetoes") if source else None)

    def is_valid(self) -> bool:
        """Whether every form holds, and the table as a whole; sentences stand at their rows."""
        whole = [part.is_valid() for part in (self.head, self.rows, self.vetoes)]
        if not all(whole):
            return False
        found = list(problems(self.content))
        for place, field, sentence in found:
            self._say(place, field, str(sentence))
        return not found

    def _say(self, place, field: str, sentence: str) -> None:
        kept = self._kept(self.rows)
        if isinstance(place, int) and place < len(kept):
            kept[place].add_error(field, sentence)
        elif place == "grades":
            self.head.add_error(f"{Grade.EXCELLENT}_from", sentence)
        else:
            self.head.add_error(None, sentence)

    @staticmethod
    def _kept(formset) -> list:
        return [
            form
            for form in formset.forms
            if form.cleaned_data.get("code") and not form.cleaned_data.get("DELETE", False)
        ]

    @property
    def content(self) -> dict:
        """The table's content."""
        return {
            "indicators": [form.row for form in self._kept(self.rows)],
            "grades": self.head.grades,
            "vetoes": [form.item for form in self._kept(self.vetoes)],
        }

    @property
    def facts(self) -> dict:
        """What the verb is given."""
        names = ("valid_from", "min_days", "appeal_days")
        return {"content": self.content, **{name: self.head.cleaned_data[name] for name in names}}

    @property
    def points_so_far(self) -> str:
        """The sum of the points that were entered, as people read it."""
        found = [form.cleaned_data.get("points") or 0 for form in self.rows.forms if hasattr(form, "cleaned_data")]
        return shown(round(sum(found), 1))


def _row_initials(source) -> list[dict]:
    return [
        {
            **{name: getattr(row, name) for name in RowForm.base_fields if name != "bands"},
            "bands": " ".join(f"{shown(value)}:{shown(points)}" for value, points in row.bands),
        }
        for row in rows_of(source.content)
    ]
