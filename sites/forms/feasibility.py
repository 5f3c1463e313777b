"""Preparing a feasibility round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.forms.changes import VersionForm
from network.models import DiseaseField, Hospital, Network, Region, Tier
from sites.domain.feasibility_rounds import RoundFacts
from sites.enums.research_site import EquipmentKind
from sites.feasibility import Criteria
from sites.forms.fields import boxes, number
from sites.models import FeasibilityRound
from sites.permissions.feasibility import ASK
from tools import clock


def _rows(label, queryset, **options) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        queryset,
        label=label,
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


class RoundFields(Form):
    """What a round is about and which sites fit."""

    title = forms.CharField(label=_("Title"), max_length=150)
    about = forms.CharField(
        label=_("What the study is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The asked sites read it. Nothing that must stay confidential."),
    )
    due_on = DayField(label=_("Answers until"))
    fields_wanted = _rows(
        _("Disease fields"), DiseaseField.objects.all(), help_text=_("A site must treat all that are ticked.")
    )
    cases = number(_("Cases in twelve months"), help_text=_("At least so many in each field."))
    equipment = boxes(_("Equipment"), EquipmentKind.choices)
    gcp = forms.BooleanField(label=_("A valid record as a trial institution must cover the site"), required=False)
    tiers = _rows(_("Tiers of membership"), Tier.objects.all(), help_text=_("One of those that are ticked."))
    regions = _rows(_("In these regions"), Region.objects.all(), help_text=_("One of those that are ticked."))

    def clean_due_on(self):
        """A day to come, or today."""
        if self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError(_("The last day for answers lies in the past: choose a later one."))
        return self.cleaned_data["due_on"]

    def facts_for(self, network: Network | None) -> RoundFacts:
        """What was entered, for the verb."""
        data = self.cleaned_data
        codes = {name: tuple(row.code for row in data[key]) for name, key in CODED.items()}
        criteria = Criteria(
            cases=data["cases"],
            equipment=tuple(data["equipment"]),
            gcp=data["gcp"],
            network=network.pk if network else None,
            **codes,
        )
        return RoundFacts(data["title"], data["due_on"], criteria, data["about"])


CODED = {"fields": "fields_wanted", "tiers": "tiers", "regions": "regions"}


class PrepareForm(RoundFields):
    """A round, and in whose name it asks."""

    asker = forms.ChoiceField(label=_("Asked by"))
    field_order = ("asker", "title", "about", "due_on")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        networks = Network.objects.permitted(actor, ASK).open().order_by("sort_key", "pk")
        hospitals = Hospital.objects.permitted(actor, ASK).open().alphabetical()
        self.askers = {str(row.uid): row for row in (*networks, *hospitals)}
        self.fields["asker"].choices = [(uid, str(row)) for uid, row in self.askers.items()]

    @property
    def asked_by(self):
        """The hospital or the network."""
        return self.askers[self.cleaned_data["asker"]]

    def facts(self) -> RoundFacts:
        """What was entered, for the verb."""
        asker = self.asked_by
        return self.facts_for(asker if isinstance(asker, Network) else None)


class ReviseForm(RoundFields, VersionForm):
    """A draft as it is now."""

    def __init__(self, *args, thing: FeasibilityRound, **kwargs):
        criteria = Criteria.of(thing.criteria)
        seen = {name: getattr(thing, name) for name in ("title", "about", "due_on", "version")}
        seen |= {name: getattr(criteria, name) for name in ("cases", "equipment", "gcp")}
        seen |= {key: list(getattr(criteria, name)) for name, key in CODED.items()}
        super().__init__(*args, initial=seen, **kwargs)
        self.thing = thing

    def facts(self) -> RoundFacts:
        """What was entered, for the verb."""
        return self.facts_for(self.thing.network)
