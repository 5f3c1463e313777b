"""A new version of an agreement's text: title, facts, clauses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form, SafeText
from network.agreement_text import problems
from tools import clock

MOST_FACTS, MOST_CLAUSES = 20, 40
LONG = {"rows": 4}


class TextForm(Form):
    """The title, and from when the version holds."""

    title = forms.CharField(label=_("Title"), max_length=100)
    valid_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))


class FactForm(SafeText, forms.Form):
    """One line at the head of the agreement; empty lines are left out."""

    label = forms.CharField(label=_("Label"), max_length=60)
    value = forms.CharField(label=_("Value"), max_length=200)


class ClauseForm(SafeText, forms.Form):
    """One clause; empty ones are left out."""

    text = forms.CharField(label=_("Clause"), max_length=2000, widget=forms.Textarea(attrs=LONG))


FACTS = forms.formset_factory(
    FactForm, extra=1, can_delete=True, max_num=MOST_FACTS, validate_max=True, absolute_max=MOST_FACTS + 5
)
CLAUSES = forms.formset_factory(
    ClauseForm, extra=2, can_delete=True, max_num=MOST_CLAUSES, validate_max=True, absolute_max=MOST_CLAUSES + 5
)


class TemplateForms:
    """The three forms of a version as one."""

    def __init__(self, posted=None, *, source=None):
        body = source.body if source else {"facts": [], "clauses": []}
        facts = [{"label": label, "value": value} for label, value in body["facts"]]
        head = {"title": source.title if source else "", "valid_from": clock.today()}
        self.head = TextForm(posted, initial=head)
        self.facts = FACTS(posted, prefix="facts", initial=facts)
        self.clauses = CLAUSES(posted, prefix="clauses", initial=[{"text": clause} for clause in body["clauses"]])

    def is_valid(self) -> bool:
        """Whether every form holds; an unknown field is said at its line."""
        whole = [part.is_valid() for part in (self.head, self.facts, self.clauses)]
        if not all(whole):
            return False
        if not _kept(self.clauses):
            self.head.add_error(None, _("Write at least one clause."))
            return False
        found = list(problems(self.content))
        for part, place, sentence in found:
            rows, field = (_kept(self.facts), "value") if part == "facts" else (_kept(self.clauses), "text")
            rows[place].add_error(field, str(sentence))
        return not found

    @property
    def content(self) -> dict:
        """The text as the proposal keeps it."""
        return {
            "title": self.head.cleaned_data["title"],
            "facts": [[row.cleaned_data["label"], row.cleaned_data["value"]] for row in _kept(self.facts)],
            "clauses": [row.cleaned_data["text"] for row in _kept(self.clauses)],
        }


def _kept(formset) -> list:
    """The rows that are filled in and not struck out."""
    return [row for row in formset.forms if len(row.cleaned_data) > 1 and not row.cleaned_data.get("DELETE")]
