"""The forms of study sites: inviting, confirming, start-up, ethics, approvals, team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.models import Hospital
from office.forms.files import FilesField
from studies import hgr
from studies.domain.approvals import HgrFacts
from studies.domain.checklist import ItemFacts
from studies.domain.ethics import Facts
from studies.domain.team import Place
from studies.enums import EthicsDecision, EthicsKind, EthicsRoute, HgrKind, TeamFunction, TeamTask
from studies.forms.study import account
from studies.models.startup_item import BEFORE
from tools import clock

YES_NO = [("yes", _("yes")), ("no", _("no"))]


class InviteSiteForm(Form):
    """Which hospital, and how many participants it is to bring."""

    hospital = forms.ModelChoiceField(label=_("Hospital"), queryset=Hospital.objects.none())
    target = forms.IntegerField(label=_("Target of participants"), min_value=1, max_value=1_000_000, required=False)

    def __init__(self, *args, study, **kwargs):
        super().__init__(*args, **kwargs)
        there = study.sites.order_by().values("hospital")
        rows = Hospital.objects.filter(closed_on__isnull=True).exclude(pk__in=there)
        self.fields["hospital"].queryset = rows.order_by("sort_key")


class InvestigatorForm(Form):
    """The responsible person, found by user name or e-mail, never listed."""

    investigator = forms.CharField(label=_("User name or e-mail of the site's investigator"), max_length=100)

    def clean_investigator(self):
        """The account, or a sentence that says what to do."""
        return account(self.cleaned_data["investigator"])


class DayForm(Form):
    """A day on which something happened."""

    day = DayField(label=_("Day"))


class EthicsForm(Form):
    """A decision of an ethics committee."""

    kind = forms.ChoiceField(label=_("Kind of review"), choices=EthicsKind.choices)
    route = forms.ChoiceField(label=_("Way to the decision"), choices=EthicsRoute.choices)
    decision = forms.ChoiceField(label=_("Decision"), choices=EthicsDecision.choices)
    committee = forms.CharField(label=_("Ethics committee"), max_length=200)
    number = forms.CharField(label=_("Number of the opinion"), max_length=80, required=False)
    decided_on = DayField(label=_("Decided on"))
    valid_to = DayField(label=_("Valid until, as stated"), required=False)
    next_due_on = DayField(
        label=_("Next follow-up review due on"),
        required=False,
        help_text=_("Within 12 months. Without a stated last day the approval ends then."),
    )
    ground = forms.CharField(
        label=_("Ground of the exemption"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    summary = forms.CharField(
        label=_("What it came to"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = FilesField(label=_("Opinion of the committee"), required=False)

    @property
    def facts(self) -> Facts:
        """The decision as the verbs take it."""
        return Facts(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class ApprovalForm(Form):
    """The hospital's own approval."""

    number = forms.CharField(label=_("Approval number"), max_length=80)
    decided_on = DayField(label=_("Approved on"))
    file = FilesField(label=_("Approval"))


class HgrAnswersForm(Form):
    """The questions of the rules that apply today."""

    def __init__(self, *args, told: dict, **kwargs):
        super().__init__(*args, **kwargs)
        for code in hgr.rule_on(clock.today()).questions:
            initial = {True: "yes", False: "no"}.get(told.get(code))
            self.fields[code] = forms.ChoiceField(
                label=hgr.QUESTIONS[code], choices=YES_NO, widget=forms.RadioSelect, initial=initial
            )

    @property
    def answers(self) -> dict[str, bool]:
        """Each question's code with whether the answer is yes."""
        return {code: value == "yes" for code, value in self.cleaned_data.items()}


class HgrApprovalForm(Form):
    """An approval or filing about human genetic resources."""

    kind = forms.ChoiceField(label=_("Approval or filing"), choices=HgrKind.choices)
    number = forms.CharField(label=_("Number"), max_length=80)
    valid_from = DayField(label=_("Valid from"))
    valid_to = DayField(label=_("Valid until"))
    file = FilesField(label=_("Approval"), required=False)

    @property
    def facts(self) -> HgrFacts:
        """The approval as the verbs take it."""
        return HgrFacts(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class ItemForm(Form):
    """An item of the checklist."""

    responsible = forms.CharField(label=_("User name or e-mail of who sees to it"), max_length=100, required=False)
    due_on = DayField(label=_("Due on"), required=False)
    done_on = DayField(label=_("Done on"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    file = FilesField(label=_("Evidence"), required=False)

    def clean_responsible(self):
        """The account, nobody, or a sentence that says what to do."""
        typed = self.cleaned_data["responsible"]
        return account(typed) if typed.strip() else None

    @property
    def facts(self) -> ItemFacts:
        """The item as the verbs take it."""
        return ItemFacts(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class LineForm(Form):
    """A further line of the study's checklist."""

    title = forms.CharField(label=_("What has to be there"), max_length=200)
    before = forms.ChoiceField(label=_("Before the site is"), choices=BEFORE)
    days = forms.IntegerField(label=_("Days from the invitation"), min_value=1, max_value=720, initial=30)
    needs_file = forms.BooleanField(label=_("With a paper as evidence"), required=False)


class TeamForm(Form):
    """A person, a function, and what is delegated."""

    person = forms.CharField(label=_("User name or e-mail of the person"), max_length=100)
    function = forms.ChoiceField(label=_("Function"), choices=TeamFunction.choices)
    tasks = forms.MultipleChoiceField(
        label=_("Delegated tasks"), choices=TeamTask.choices, widget=forms.CheckboxSelectMultiple
    )
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until"), required=False)

    def clean_person(self):
        """The account, or a sentence that says what to do."""
        return account(self.cleaned_data["person"])

    @property
    def place(self) -> Place:
        """The place as the verbs take it."""
        data = self.cleaned_data
        return Place(data["function"], tuple(data["tasks"]), data["valid_from"], data["valid_to"])
