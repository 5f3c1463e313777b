"""What a centre says about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.domain.centres import CONTACT_FIELDS
from network.models import Centre


class CentreContactForm(forms.Form):
    """Work telephone, address and the summary that visitors read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    phone = forms.RegexField(
        r"^[0-9+()/ -]{0,40}$",
        label=_("Work phone"),
        required=False,
        help_text=_("With the area code, such as 0311-12345678. It stands on public pages: no private numbers."),
        error_messages={"invalid": _("Use digits, spaces and the signs + - / ( ) only.")},
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    summary_zh = forms.CharField(
        label=_("Summary in Chinese"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What the centre does and for whom, in a few sentences."),
    )
    summary_en = forms.CharField(
        label=_("Summary in English"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args, centre: Centre, **kwargs):
        initial = {name: getattr(centre, name) for name in (*CONTACT_FIELDS, "version")}
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def changes(self) -> dict:
        """Field name → text, for the verb."""
        return {name: self.cleaned_data[name] for name in CONTACT_FIELDS}
