"""The form of a network's questions, made from their data, as the hospital sees it."""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network import questions as rules
from network.confirmation_enums import QuestionKind


class AnswersForm(Form):
    """One field for each question; ``before`` are earlier answers with their year, filled in and marked as such."""

    def __init__(self, *args, questions: list[dict], before: dict | None = None, year: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        for question in rules.without_papers(questions):
            value = (before or {}).get(question["code"], "")
            self.fields[question["code"]] = _field(question, value, year)

    @property
    def answers(self) -> dict:
        """The cleaned answers by the questions' codes; what was left out is left out."""
        said = {code: value for code, value in self.cleaned_data.items() if value not in (None, "")}
        return {code: value.isoformat() if isinstance(value, date) else value for code, value in said.items()}


def _field(question: dict, before, year: int) -> forms.Field:
    kind, options = question["kind"], _options(question, before, year)
    if kind == QuestionKind.NUMBER:
        return forms.IntegerField(
            min_value=0,
            max_value=rules.LARGEST_NUMBER,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": _("Write a whole number; 0 if there is nothing to report.")},
            **options,
        )
    if kind == QuestionKind.DATE:
        return DayField(**options)
    if kind == QuestionKind.TEXT:
        return forms.CharField(max_length=rules.LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}), **options)
    return forms.ChoiceField(choices=_choices(question), **options)


def _choices(question: dict) -> list[tuple]:
    empty = ("", gettext("— choose —"))
    if question["kind"] == QuestionKind.YES_NO:
        return [empty, ("yes", gettext("yes")), ("no", gettext("no"))]
    return [empty, *((choice["code"], rules.in_language(choice, "label")) for choice in question["choices"])]


def _options(question: dict, before, year: int) -> dict:
    label, unit = rules.in_language(question, "label"), rules.in_language(question, "unit")
    known = rules.shown_value(question, before) if before not in (None, "") else ""
    said = gettext("%(year)d: %(answer)s (taken over: check it)") % {"year": year, "answer": known} if known else ""
    return {
        "label": gettext("%(label)s (%(unit)s)") % {"label": label, "unit": unit} if unit else label,
        "required": question.get("required", True),
        "help_text": " ".join(text for text in (rules.in_language(question, "help"), said) if text),
        "initial": before,
    }
