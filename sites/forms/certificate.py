"""Certificates of people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind
from access.forms.base import Form
from access.forms.dates import DayField
from access.models import RoleAssignment, User
from network.forms.changes import ReasonForm, VersionForm
from office.forms.files import FilesField
from sites.domain import certificates
from sites.domain.certificates import CertificateFacts
from sites.enums.person import CertificateKind
from sites.forms.fields import OwnHospitalField, PersonField
from sites.models import PersonCertificate
from sites.permissions.people import CHANGE_CERTIFICATE


class CertificateFields(Form):
    """What stands on a certificate."""

    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    issuer = forms.CharField(label=_("Issuing body"), max_length=100)
    valid_from = DayField(label=_("Date of issue"))
    valid_to = DayField(
        label=_("Last valid day"), required=False, help_text=_("Empty for a certificate without a last day.")
    )
    file = FilesField(label=_("Copy of the certificate"), required=False, only_scans=True)

    def facts_of(self, kind: str) -> CertificateFacts:
        """What was entered, for the verb."""
        names = ("issuer", "valid_from", "valid_to", "number")
        return CertificateFacts(kind, **{name: self.cleaned_data[name] for name in names})


class EnterCertificateForm(CertificateFields):
    """A certificate of somebody at one of the actor's hospitals."""

    hospital = OwnHospitalField()
    user = PersonField()
    kind = forms.ChoiceField(label=_("Kind"), choices=CertificateKind.choices)

    field_order = ("hospital", "user", "kind", "number", "issuer", "valid_from", "valid_to", "file")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hospital"].offer(actor, CHANGE_CERTIFICATE)
        own = actor.scope_ids(CHANGE_CERTIFICATE, ScopeKind.HOSPITAL)
        held = RoleAssignment.objects.valid().filter(scope_kind=ScopeKind.HOSPITAL, scope_id__in=own)
        people = User.objects.filter(pk__in=held.order_by().values("user"), is_active=True)
        self.fields["user"].queryset = people.order_by("name", "pk")

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if set(self.fields) - {"file"} <= set(data):
            facts = self.facts_of(data["kind"])
            for field, sentence in certificates.problems(data["hospital"], data["user"], facts):
                self.add_error(field, str(sentence))
        return data


class RenewForm(CertificateFields, VersionForm):
    """The newer certificate."""

    field_order = ("number", "issuer", "valid_from", "valid_to", "file")

    def __init__(self, *args, certificate: PersonCertificate, **kwargs):
        seen = {"version": certificate.version, "issuer": certificate.issuer}
        super().__init__(*args, initial=seen, **kwargs)
        self.certificate = certificate

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if set(self.fields) - {"file"} <= set(data):
            problem = certificates.renewal_problem(self.certificate, self.facts_of(self.certificate.kind))
            if problem:
                self.add_error("valid_to", str(problem))
        return data


class WithdrawForm(ReasonForm, VersionForm):
    """Why a certificate is taken out of use."""

    def __init__(self, *args, certificate: PersonCertificate, **kwargs):
        super().__init__(*args, initial={"version": certificate.version}, **kwargs)
