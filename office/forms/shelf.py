"""What stands on a document for the shelf, and its copy."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access import safe_text, scopes
from access.enums import ScopeKind
from access.forms.base import Form
from access.forms.dates import DayField
from access.refusals import Refusal
from office.domain.shelf import NOT_NEWER, OVER, THERE_ALREADY, Facts
from office.enums import StandingKind
from office.forms.files import FilesField
from office.models import StandingDocument
from office.permissions import ADD_STANDING

FIELDS = {
    THERE_ALREADY: "number",
    OVER: "valid_to",
    NOT_NEWER: "valid_to",
    safe_text.IN_FILE: "file",
    safe_text.UNREADABLE: "file",
}


def field_of(reason: Refusal) -> str | None:
    """The field at which a refusal of the shelf's verbs is told; None for the top of the form."""
    return "file" if reason.code.startswith("office.file.") else FIELDS.get(reason.code)


class StandingForm(Form):
    """One document: kind, number, issuer, first and last day, and its copy."""

    kind = forms.ChoiceField(label=_("Kind"), choices=StandingKind.choices)
    number = forms.CharField(
        label=_("Number of the document"), max_length=60, help_text=_("As it stands on the document.")
    )
    issuer = forms.CharField(label=_("Issuing authority"), max_length=100)
    valid_from = DayField(label=_("Valid from"))
    valid_to = DayField(
        label=_("Last valid day"), required=False, help_text=_("Leave empty for a record that has no last day.")
    )
    file = FilesField(label=_("Copy of the document"), only_scans=True)

    def __init__(self, *args, kind: str = "", **kwargs):
        """With ``kind`` the form is about a document of that kind and does not ask for it."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind:
            del self.fields["kind"]

    def clean(self) -> dict:
        """The last day is not before the first."""
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", ValidationError(_("The last valid day lies before the first one.")))
        return data

    @property
    def facts(self) -> Facts:
        """What the verbs take."""
        said = {name: self.cleaned_data.get(name) for name in Facts.__dataclass_fields__}
        return Facts(**said | ({"kind": self.kind} if self.kind else {}))

    @property
    def uploads(self) -> list:
        """The file or photographs of the copy."""
        return self.cleaned_data["file"]


class AddForm(StandingForm):
    """A new document of one of the hospitals whose shelf the person keeps; the choice shows for several only."""

    hospital = forms.ChoiceField(label=_("Hospital"))
    field_order = ("hospital",)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        model = scopes.model_of(ScopeKind.HOSPITAL)
        self.hospitals = {
            str(row.uid): row for row in model._base_manager.filter(pk__in=actor.scope_ids(ADD_STANDING, "hospital"))
        }
        self.fields["hospital"].choices = [(uid, str(row)) for uid, row in self.hospitals.items()]
        if len(self.hospitals) == 1:
            del self.fields["hospital"]

    @property
    def owner(self):
        """The hospital that was chosen, or the only one."""
        chosen = self.cleaned_data.get("hospital")
        return self.hospitals[chosen] if chosen else next(iter(self.hospitals.values()))


class RenewForm(StandingForm):
    """The successor of a document: of the same kind, with its number and issuer as a start."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, document: StandingDocument, **kwargs):
        initial = {"number": document.number, "issuer": document.issuer, "version": document.version}
        super().__init__(*args, initial=initial, kind=document.kind, **kwargs)
