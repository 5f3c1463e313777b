"""What is to be issued, and to whom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network.certificate_enums import CertificateKind
from network.models import Membership


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
    """The same kind for several members, chosen in the list."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CertificateKind.choices)
    members = forms.ModelMultipleChoiceField(
        label=_("Members"),
        queryset=Membership.objects.none(),
        to_field_name="uid",
        error_messages={
            "required": _("Choose at least one member."),
            "invalid_choice": _("One of the chosen members can be given none today: load the page again."),
            "invalid_pk_value": _("One of the chosen members can be given none today: load the page again."),
        },
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members
