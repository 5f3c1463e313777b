"""Who runs the site: what every public page says at its foot (domain rules: ICP filing, public security filing)."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form

PHONE = RegexValidator(
    r"^[0-9+][0-9 \-]{5,24}$", _("Write the office's telephone number with its area code, such as 010-12345678.")
)
ICP = RegexValidator(
    r"^\S{0,2}ICP[备证]\S*\d{5,}号(-\d+)?$",
    _("Copy the ICP record number as it was granted, with the sign of the province in front."),
)
SITE_CODE = RegexValidator(r"^\d{10}$", _("The code of a government website has ten digits."))


class SiteIdentityForm(Form):
    """The words and numbers; only the Chinese name of the office and how to reach it have to be there."""

    host_zh = forms.CharField(label=_("Office that runs the site, in Chinese"), max_length=100)
    host_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    address_zh = forms.CharField(label=_("Address in Chinese"), max_length=100, required=False)
    address_en = forms.CharField(label=_("Address in English"), max_length=200, required=False)
    telephone = forms.CharField(label=_("Telephone of the office"), max_length=25, validators=[PHONE])
    email = forms.EmailField(label=_("E-mail of the office"), required=False)
    icp_record = forms.CharField(label=_("ICP record"), max_length=40, required=False, validators=[ICP])
    police_record = forms.CharField(label=_("Public security record"), max_length=40, required=False)
    site_code = forms.CharField(
        label=_("Government website code"), max_length=10, required=False, validators=[SITE_CODE]
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    @property
    def words(self) -> dict[str, str]:
        """The cleaned values without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
