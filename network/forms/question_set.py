"""The forms in which a centre writes its questions: one for each question, and one for the version."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network import questions as rules
from network.confirmation_enums import QuestionKind
from tools import clock

BLANK_ROWS = 1


class QuestionForm(Form):
    """One question; one that is left empty is no question."""

    code = forms.CharField(
        label=_("Code"), max_length=30, required=False, help_text=_("Small letters, digits and underscores.")
    )
    label_zh = forms.CharField(label=_("Question in Chinese"), max_length=100, required=False)
    label_en = forms.CharField(label=_("Question in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Answered with"), choices=(), required=False)
    unit_zh = forms.CharField(label=_("Unit in Chinese"), max_length=20, required=False)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=40, required=False)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: code | Chinese | English."),
    )
    help_zh = forms.CharField(label=_("Help in Chinese"), max_length=200, required=False)
    help_en = forms.CharField(label=_("Help in English"), max_length=300, required=False)
    required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    leave_out = forms.BooleanField(label=_("Leave this question out from now on"), required=False)

    def __init__(self, *args, occasion: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = rules.kinds_for(occasion)

    @property
    def is_question(self) -> bool:
        """Whether the row holds a question to keep."""
        said = self.cleaned_data
        return not said.get("leave_out") and any(said.get(name) for name in ("code", "label_zh", "label_en"))

    @property
    def question(self) -> dict:
        """The question as plain data."""
        said = self.cleaned_data
        texts = {name: said.get(name, "") for name in ("code", "label_zh", "label_en", "kind", "help_zh", "help_en")}
        found = {name: value for name, value in texts.items() if value} | {"required": bool(said.get("required"))}
        if said.get("kind") == QuestionKind.NUMBER:
            found |= {name: said[name] for name in ("unit_zh", "unit_en") if said.get(name)}
        if said.get("kind") == QuestionKind.CHOICE:
            found["choices"] = read_choices(said.get("choices", ""))
        return found


def read_choices(typed: str) -> list[dict]:
    """The choices of the lines ``code | Chinese | English``."""
    rows = [[part.strip() for part in line.split("|")] for line in typed.splitlines() if line.strip()]
    names = ("code", "label_zh", "label_en")
    return [dict(zip(names, row, strict=False)) for row in rows]


def write_choices(choices: list[dict]) -> str:
    """The lines that ``read_choices`` reads."""
    return "\n".join(
        " | ".join(row.get(k, "") for k in ("code", "label_zh", "label_en")).rstrip(" |") for row in choices
    )


class _Questions(BaseFormSet):
    """The questions of one version; what is wrong with a question is said at it."""

    def __init__(self, *args, occasion: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.occasion = occasion

    def get_form_kwargs(self, index) -> dict:
        """Each question may be answered with what the occasion has a place for."""
        return super().get_form_kwargs(index) | {"occasion": self.occasion}

    def clean(self):
        """Ask the rules of questions once every field by itself is right."""
        if any(form.errors for form in self.forms):
            return
        kept = [form for form in self.forms if form.is_question]
        for place, sentence in rules.problems([form.question for form in kept], self.occasion).items():
            if place < len(kept):
                kept[place].add_error(None, sentence)
            else:
                raise forms.ValidationError(sentence)

    @property
    def questions(self) -> list[dict]:
        """The questions as plain data."""
        return [form.question for form in self.forms if form.is_question]


QuestionFormSet = formset_factory(
    QuestionForm, formset=_Questions, extra=BLANK_ROWS, max_num=rules.MOST_QUESTIONS + BLANK_ROWS, absolute_max=60
)


def initial_of(questions: list[dict]) -> list[dict]:
    """Stored questions as the forms' initial values."""
    return [question | {"choices": write_choices(question.get("choices", []))} for question in questions]


class VersionForm(Form):
    """From when the questions hold, and which version they follow."""

    valid_from = forms.DateField(
        label=_("In force from"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
