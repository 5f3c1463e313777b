"""Deciding an item of the quarterly review, and answering for an organisation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.people_enums import ReviewDecision


class DecisionForm(Form):
    """What becomes of the role, and why."""

    decision = forms.ChoiceField(label=_("Decision"), choices=ReviewDecision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("Whoever audits the review reads it."))


class AnswerForm(Form):
    """Whether the role is still needed, in a sentence."""

    words = forms.CharField(
        label=_("Is the role still needed, and what for?"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
