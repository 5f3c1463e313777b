"""Forms of visits: the plan, the report with its checklist, the photographs, a checklist's next version."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.domain.site_visits import Report
from network.exit_enums import Finding, VisitOutcome
from network.province.records import in_reader_language
from office.forms.files import FilesField
from tools import clock

BETWEEN = "｜"


class PlanVisitForm(Form):
    """Day and visitors, as the hospital reads them."""

    planned_on = DayField(label=_("Day of the visit"))
    visitors = forms.CharField(
        label=_("Visitors"), max_length=300, help_text=_("Names and posts; the hospital reads them.")
    )

    def clean_planned_on(self):
        """Today or later."""
        day = self.cleaned_data["planned_on"]
        if day < clock.today():
            raise ValidationError(_("Choose today or a later day for the visit."))
        return day


class MoveVisitForm(Form):
    """Another day, and why."""

    planned_on = DayField(label=_("New day of the visit"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The hospital reads it."),
    )


class ReportForm(Form):
    """Each item of the visit's checklist with a finding and a remark, then the conclusion."""

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = visit.checklist.items
        for item in self.items:
            title = in_reader_language(item["zh"], item["en"])
            self.fields[f"{item['code']}"] = forms.ChoiceField(
                label=title, choices=Finding.choices, widget=forms.RadioSelect
            )
            self.fields[f"{item['code']}-remark"] = forms.CharField(
                label=_("Remark on: %(title)s") % {"title": title}, required=False, max_length=1000
            )
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Comes to"), choices=VisitOutcome.choices, widget=forms.RadioSelect
        )
        self.fields["conclusion"] = forms.CharField(
            label=_("Conclusion"),
            max_length=3000,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("The hospital reads it: a member at once, an applicant after the decision."),
        )

    @property
    def report(self) -> Report:
        """What was entered, as the verb takes it."""
        data = self.cleaned_data
        findings = {i["code"]: (data[i["code"]], data[f"{i['code']}-remark"]) for i in self.items}
        return Report(findings=findings, outcome=data["outcome"], conclusion=data["conclusion"])


class PhotographsForm(Form):
    """Photographs of a visit: they become one PDF."""

    file = FilesField(label=_("Photographs"), only_scans=True)


class ChecklistForm(Form):
    """The next version of a network's checklist, one item on each line."""

    valid_from = DayField(label=_("In force from"), initial=clock.today)
    items = forms.CharField(
        label=_("Items"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One item on each line; an English text may follow after “%(mark)s”.") % {"mark": BETWEEN},
    )

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Chinese and English of each line that is not empty."""
        pairs = [line.partition(BETWEEN) for line in self.cleaned_data["items"].splitlines()]
        return [(zh.strip(), en.strip()) for zh, _mark, en in pairs if zh.strip()]

    @staticmethod
    def typed(items: list[dict]) -> str:
        """A checklist as it is typed."""
        return "\n".join(f"{item['zh']}{BETWEEN}{item['en']}" if item["en"] else item["zh"] for item in items)
