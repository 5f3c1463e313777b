"""Opening a disease network, and its facts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.domain.centres import NetworkFacts, unfit_network
from network.domain.networks import FACT_FIELDS
from network.forms.changes import ReasonForm, VersionForm
from network.models import Network
from tools import clock

LONGEST_TERM = 10


def slug_field(label) -> forms.RegexField:
    """A name in addresses."""
    return forms.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label=label,
        max_length=60,
        help_text=_("Small Latin letters, digits and hyphens, such as “stroke”. It cannot be changed later."),
        error_messages={"invalid": _("Use small Latin letters, digits and single hyphens only.")},
    )


def _term_field() -> forms.IntegerField:
    return forms.IntegerField(label=_("Term of a membership in years"), min_value=1, max_value=LONGEST_TERM, initial=3)


class NetworkFields(Form):
    """A network to be opened."""

    network_name_zh = forms.CharField(label=_("Chinese name of the network"), max_length=100)
    network_name_en = forms.CharField(label=_("English name of the network"), max_length=200, required=False)
    network_slug = slug_field(_("Name of the network in addresses"))
    network_code = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9]{1,11}$",
        label=_("Code of the network"),
        help_text=_("2 to 12 capital letters and digits: the numbers of its applications and members begin with it."),
        error_messages={"invalid": _("Begin with a letter and use 2 to 12 letters and digits only.")},
    )
    opened_on = DayField(label=_("The network opens on"), initial=clock.today)
    term_years = _term_field()

    def clean_network_code(self) -> str:
        """In capital letters."""
        return self.cleaned_data["network_code"].upper()

    def network(self) -> NetworkFacts:
        """What was entered about the network, for the verb."""
        data = self.cleaned_data
        named = {name: data[f"network_{name}"] for name in ("name_zh", "name_en", "slug", "code")}
        return NetworkFacts(**named, opened_on=data["opened_on"], term_years=data["term_years"])

    def check_network(self, established_on) -> None:
        """Put what the verb would refuse at its field."""
        if self._entered():
            for field, sentence in unfit_network(self.network(), established_on):
                self.add_error(field if field in self.fields else f"network_{field}", str(sentence))

    def _entered(self) -> bool:
        return set(NetworkFields.base_fields) <= set(self.cleaned_data)


class OpenNetworkForm(NetworkFields):
    """One more network of a centre."""

    def __init__(self, *args, centre, **kwargs):
        super().__init__(*args, **kwargs)
        self.centre = centre

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        self.check_network(self.centre.established_on)
        return data


class ReviseNetworkForm(ReasonForm, VersionForm):
    """Other names or another term of a network that is there."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=100)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    term_years = _term_field()

    field_order = (*FACT_FIELDS, "reason")

    def __init__(self, *args, network: Network, **kwargs):
        super().__init__(*args, initial={name: getattr(network, name) for name in (*FACT_FIELDS, "version")}, **kwargs)

    @property
    def changes(self) -> dict:
        """Field name → value, for the verb."""
        return {name: self.cleaned_data[name] for name in FACT_FIELDS}
