"""Opening an application, its papers, sharing it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.models import User
from network import exit_policies
from network import membership_permissions as permissions
from network import questions as rules
from network.models import Campus, Hospital, Network, Tier
from network.sections import ON_SHELF, PAPER_TITLES
from office.forms.files import FilesField


class StartForm(Form):
    """Which campus wants to join which network at which tier."""

    campus = forms.ModelChoiceField(label=_("Campus"), queryset=Campus.objects.none(), empty_label=None)
    network = forms.ModelChoiceField(label=_("Disease network"), queryset=Network.objects.none())
    tier = forms.ModelChoiceField(label=_("Tier"), queryset=Tier.objects.all(), empty_label=None)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        hospitals = Hospital.objects.permitted(actor, permissions.ADD_APPLICATION)
        self.fields["campus"].queryset = (
            Campus.objects.filter(hospital__in=hospitals)
            .open()
            .select_related("hospital")
            .order_by("hospital_id", "pk")
        )
        self.fields["campus"].label_from_instance = lambda campus: f"{campus.hospital} · {campus}"
        self.fields["network"].queryset = Network.objects.open().order_by("sort_key")
        self.fields["tier"].queryset = Tier.objects.offered()

    def clean(self) -> dict:
        """A block after an exit stands at the network, with the day on which it ends."""
        data = super().clean()
        chosen = data.get("campus"), data.get("network")
        blocked = exit_policies.block(chosen[0].hospital, chosen[1]) if all(chosen) else None
        if blocked:
            self.add_error("network", str(blocked))
        return data


class PaperForm(Form):
    """One paper of an application."""

    kind = forms.ChoiceField(label=_("Kind"))
    file = FilesField(label=_("File"))

    def __init__(self, *args, keeps_shelf: bool, questions: list[dict] = (), **kwargs):
        """Whoever keeps the hospital's shelf takes its documents from there; ``questions`` of the network may ask for
        papers, too."""
        super().__init__(*args, **kwargs)
        left_out = ON_SHELF if keeps_shelf else ()
        known = [(kind, title) for kind, title in PAPER_TITLES.items() if kind not in left_out]
        asked = [(kind, rules.in_language(question, "label")) for kind, question in rules.papers(questions).items()]
        self.fields["kind"].choices = known + asked


class CopiesForm(Form):
    """The sealed copy of one side."""

    file = FilesField(
        only_scans=True,
        label=_("Sealed copy"),
        help_text=_(
            "One PDF, or a photograph of each page: they become one PDF in the order shown. The code at the foot must "
            "be readable."
        ),
    )


class WaiverForm(Form):
    """Why a condition should be waived."""

    reason = forms.CharField(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class ShareForm(Form):
    """The colleague, found by user name or e-mail, never listed."""

    colleague = forms.CharField(label=_("User name or e-mail of the colleague"), max_length=100)
    may_edit = forms.BooleanField(label=_("May fill in sections too"), required=False)

    def clean_colleague(self) -> User:
        """The account, or a sentence that says what to do."""
        words = self.cleaned_data["colleague"].strip()
        lookup = {"email__iexact": words} if "@" in words else {"username__iexact": words}
        found = User.objects.filter(is_active=True, **lookup).first()
        if found is None:
            raise ValidationError(_("No account has this name: ask the colleague for the user name, or invite them."))
        return found


class CodeForm(Form):
    """The code read off a sealed copy."""

    code = forms.CharField(
        label=_("Code at the foot of the sealed copy"),
        max_length=40,
        help_text=_(
            "Four groups of four characters, printed on every page. Read it from the copy, not from this screen."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
