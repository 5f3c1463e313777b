"""The forms of a study: opening it, sharing it, proposing it to networks, ending it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.models import User
from network.models import Hospital, Network
from studies import permissions
from studies.enums import StudyKind


def account(typed: str) -> User:
    """The account with a user name or an e-mail address. Raises ValidationError with what to do."""
    words = typed.strip()
    lookup = {"email__iexact": words} if "@" in words else {"username__iexact": words}
    found = User.objects.filter(is_active=True, **lookup).first()
    if found is None:
        raise ValidationError(_("No account has this name: ask the colleague for the user name, or invite them."))
    return found


class StartForm(Form):
    """Which study, of which hospital, led by whom, and in which network."""

    hospital = forms.ModelChoiceField(label=_("Lead site"), queryset=Hospital.objects.none(), empty_label=None)
    kind = forms.ChoiceField(
        label=_("Kind of study"),
        choices=StudyKind.choices,
        help_text=_("The kind decides which approvals and filings are needed."),
    )
    title_zh = forms.CharField(label=_("Public title in Chinese"), max_length=300)
    investigator = forms.CharField(
        label=_("User name or e-mail of the principal investigator"),
        max_length=100,
        help_text=_("The principal investigator writes the record together with you."),
    )
    network = forms.ModelChoiceField(
        label=_("Leading disease network"),
        queryset=Network.objects.none(),
        required=False,
        help_text=_("Its centre decides after the submission whether this becomes a network study."),
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        hospitals = Hospital.objects.permitted(actor, permissions.ADD_STUDY).filter(closed_on__isnull=True)
        self.fields["hospital"].queryset = hospitals.order_by("sort_key")
        self.fields["network"].queryset = Network.objects.open().order_by("sort_key")
        self.fields["investigator"].initial = actor.user.username

    def clean_investigator(self) -> User:
        """The account, or a sentence that says what to do."""
        return account(self.cleaned_data["investigator"])


class ShareForm(Form):
    """The person, found by user name or e-mail, never listed."""

    colleague = forms.CharField(label=_("User name or e-mail of the person"), max_length=100)
    may_write = forms.BooleanField(label=_("May write the record too"), required=False)

    def clean_colleague(self) -> User:
        """The account, or a sentence that says what to do."""
        return account(self.cleaned_data["colleague"])


class ProposeForm(Form):
    """Another network for the study."""

    network = forms.ModelChoiceField(label=_("Disease network"), queryset=Network.objects.none())
    leading = forms.BooleanField(label=_("This network is to lead the study"), required=False)

    def __init__(self, *args, study, **kwargs):
        super().__init__(*args, **kwargs)
        there = study.networks.current().order_by().values("network")
        self.fields["network"].queryset = Network.objects.open().exclude(pk__in=there).order_by("sort_key")


class AmendForm(Form):
    """Why the record is amended."""

    reason = forms.CharField(
        label=_("Reason of the amendment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CompleteForm(Form):
    """What came out of the study."""

    summary = forms.CharField(label=_("Summary at the end"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))


class CommentForm(Form):
    """A comment on a section, or an answer to one."""

    text = forms.CharField(label=_("Comment"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
