"""The forms of reviews: recording one, holding one, inviting, declaring, giving an opinion, closing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from access.refusals import refusal
from office.forms.files import FilesField
from studies.domain.reviews import IN_FUTURE, Decision
from studies.enums import Conflict, ReviewDecision
from studies.forms.study import account
from tools import clock


class DecisionForm(Form):
    """What a review came to."""

    body = forms.CharField(label=_("Reviewing body"), max_length=200)
    decision = forms.ChoiceField(label=_("Decision"), choices=ReviewDecision.choices)
    decided_on = DayField(label=_("Decided on"))
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    summary = forms.CharField(
        label=_("What it came to"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = FilesField(label=_("Paper of the decision"), required=False)

    def clean_decided_on(self):
        """A decision is recorded once it is made."""
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(str(refusal(IN_FUTURE)))
        return day

    @property
    def found(self) -> Decision:
        """The decision as the verbs take it."""
        data = self.cleaned_data
        names = ("decision", "body", "decided_on", "summary", "document_number")
        return Decision(**{name: data[name] for name in names})


class HoldForm(Form):
    """A review by the own office."""

    body = forms.CharField(label=_("Reviewing body"), max_length=200)
    due_on = DayField(label=_("Opinions due on"))

    def clean_due_on(self):
        """Reviewers need a day that lies ahead."""
        day = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError(_("This day is over: choose today or a later day."))
        return day


class InviteForm(Form):
    """The reviewer, found by user name or e-mail, never listed."""

    reviewer = forms.CharField(label=_("User name or e-mail of the reviewer"), max_length=100)

    def clean_reviewer(self):
        """The account, or a sentence that says what to do."""
        return account(self.cleaned_data["reviewer"])


class DeclareForm(Form):
    """The declaration before anything is read."""

    conflict = forms.ChoiceField(label=_("Conflict of interest"), choices=Conflict.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Which interest"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class OpinionForm(Form):
    """The opinion."""

    verdict = forms.ChoiceField(label=_("Comes to"), choices=ReviewDecision.choices)
    opinion = forms.CharField(label=_("Opinion"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
