"""What is to be issued, and to whom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network.certificate_enums import CertificateKind


class IssueForm(Form):
    """One certificate of one member."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CertificateKind.choices)
    reason = forms.CharField(
        label=_("Why a new one"),
        required=False,
        max_length=500,
        help_text=_("Only when the member holds one that says the same, such as when the paper was lost."),
    )


class IssueManyForm(Form):
    """The same kind for several members, who were chosen in the list."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CertificateKind.choices)
