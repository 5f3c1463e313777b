"""Forms of entering from paper: for whom, what stands on the paper, and the codes of the letter."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from access.texts import render
from network import proxy_permissions as permissions
from network.annual_paper_policies import can_be_entered
from network.domain.applications import questions_in_force
from network.domain.proxy_entries import IN_FUTURE, TYPED, FromPaper, typed
from network.forms.application_sections import SECTION_FORMS, answers_of
from network.forms.confirmation import AnswersForm
from network.forms.hospital_field import HospitalField
from network.models import Campus, Network, Tier
from network.proxy_enums import LetterWay
from network.sections import OWN, OWN_SECTION, SECTIONS
from office.forms.files import FilesField
from tools import clock


class PlaceForm(Form):
    """What came on paper, from which hospital, to which network of the own centre."""

    APPLICATION, ANNUAL = "application", "annual"

    what = forms.ChoiceField(
        label=_("What came on paper"),
        choices=[(APPLICATION, _("Membership application")), (ANNUAL, _("Annual confirmation"))],
        required=False,
    )
    hospital = HospitalField(label=_("Hospital"))
    network = forms.ModelChoiceField(label=_("Disease network"), queryset=Network.objects.none(), empty_label=None)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        own = Network.objects.open().permitted(actor, permissions.ENTER)
        self.fields["network"].queryset = own.order_by("sort_key")

    def clean(self):
        """An annual confirmation is typed only where one is waited for."""
        data = super().clean()
        if data.get("what") == self.ANNUAL and data.get("hospital") and data.get("network"):
            unfit = can_be_entered(data["hospital"], data["network"])
            if unfit:
                self.add_error("hospital", str(unfit))
        return data

    @property
    def address(self) -> str:
        """The name of the page on which it is typed, once valid."""
        annual = self.cleaned_data["what"] == self.ANNUAL
        return "network:type_annual_paper" if annual else "network:type_from_paper"


class SealedForm(Form):
    """The date beside the seal, and the scan: what every paper has."""

    signed_on = DayField(label=_("Date on the paper"), help_text=_("The date beside the hospital's seal."))
    scan = FilesField(
        only_scans=True,
        label=_("Scan of the paper"),
        help_text=_("One PDF, or a photograph of each page. If the page comes back with a remark, choose it again."),
    )

    def clean_signed_on(self):
        """Not later than today."""
        day = self.cleaned_data["signed_on"]
        if day > clock.today():
            raise ValidationError(render(IN_FUTURE, {}))
        return day


class HeadForm(SealedForm):
    """What stands at the head of an application on paper, and its scan."""

    campus = forms.ModelChoiceField(label=_("Campus"), queryset=Campus.objects.none(), empty_label=None)
    tier = forms.ModelChoiceField(label=_("Tier"), queryset=Tier.objects.all(), empty_label=None)
    field_order = ("campus", "tier", "signed_on", "scan")

    def __init__(self, *args, hospital, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campus"].queryset = Campus.objects.filter(hospital=hospital).open().order_by("pk")
        self.fields["tier"].queryset = Tier.objects.offered()


class PaperForms:
    """The head and the sections of one paper, read together: entered as a whole or not at all."""

    def __init__(self, data=None, files=None, *, hospital, network):
        self.head = HeadForm(data, files, prefix="head", hospital=hospital)
        self.sections: dict[str, Form] = {code: SECTION_FORMS[code](data, prefix=code) for code in TYPED}
        if OWN in typed(network):
            asked = questions_in_force(network).questions
            self.sections[OWN] = AnswersForm(data, questions=asked, prefix=OWN)

    @property
    def all(self) -> list[Form]:
        """Every form, in the order of the paper."""
        return [self.head, *self.sections.values()]

    @property
    def parts(self) -> list[tuple]:
        """The sections with their forms."""
        titles = SECTIONS | {OWN: OWN_SECTION}
        return [(titles[code], form) for code, form in self.sections.items()]

    def are_valid(self) -> bool:
        """Whether every part is; all of them are read, so that all remarks show at once."""
        return all([form.is_valid() for form in self.all])

    @property
    def paper(self) -> FromPaper:
        """What was typed, once valid."""
        head = {name: self.head.cleaned_data[name] for name in ("campus", "tier", "signed_on")}
        return FromPaper(**head, sections={code: answers_of(form) for code, form in self.sections.items()})

    @property
    def scan(self) -> list:
        """The uploads, once valid."""
        return self.head.cleaned_data["scan"]


class LetterCodeForm(Form):
    """The one-time code of a letter, typed by somebody who cannot scan it."""

    code = forms.CharField(
        label=_("Code of the letter"),
        max_length=40,
        help_text=_("Three groups of four characters, beside the square to scan."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class LetterSentForm(Form):
    """When and how the letter went to the hospital."""

    sent_on = DayField(label=_("Sent on"), initial=clock.today)
    way = forms.ChoiceField(label=_("Way"), choices=LetterWay.choices)
    tracking = forms.CharField(
        label=_("Number of the sending"),
        required=False,
        max_length=60,
        help_text=_("As on the slip, if there is one."),
    )
