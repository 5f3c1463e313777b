"""A registry's file, and for whom the study is opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network.models import Hospital
from studies import permissions
from studies.enums import StudyKind
from studies.forms.study import account
from studies.record.exchange import ctgov_reading, ictrp_reading
from studies.record.exchange.notes import UnfitFile

MOST_BYTES = 5 * 1024**2


class RegistryFileForm(Form):
    """The lead site, the kind, the investigator and the file; ``found`` is what was read from it."""

    hospital = forms.ModelChoiceField(label=_("Lead site"), queryset=Hospital.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("Kind of study"), choices=StudyKind.choices)
    investigator = forms.CharField(label=_("User name or e-mail of the principal investigator"), max_length=100)
    file = forms.FileField(
        label=_("File of the registry"),
        widget=forms.FileInput(attrs={"accept": ".json,.csv"}),
        help_text=_("ClinicalTrials.gov: a record downloaded as JSON. WHO platform (ICTRP): its CSV."),
        allow_empty_file=True,
    )

    trial_id = forms.CharField(
        label=_("Number of the study in the CSV"),
        max_length=60,
        required=False,
        help_text=_("Needed when the file has several studies."),
    )
    field_order = ("hospital", "kind", "investigator", "trial_id", "file")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        hospitals = Hospital.objects.permitted(actor, permissions.ADD_STUDY).filter(closed_on__isnull=True)
        self.fields["hospital"].queryset = hospitals.order_by("sort_key")
        self.fields["investigator"].initial = actor.user.username
        self.found = None

    def clean_investigator(self):
        """The account, or a sentence that says what to do."""
        return account(self.cleaned_data["investigator"])

    def clean_file(self):
        """Read it at once: what it is not is told at the field."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB: a record of one study is smaller."))
        try:
            if file.name.lower().endswith(".csv"):
                self.found = ictrp_reading.read(file.read(), self.cleaned_data.get("trial_id", ""))
            else:
                self.found = ctgov_reading.read(file.read())
        except UnfitFile as unfit:
            raise forms.ValidationError(str(unfit)) from None
        return file
