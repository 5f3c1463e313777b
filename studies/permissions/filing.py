"""Permissions of filings: the lead site files; everybody who reads the record reads where it was filed."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from network.permissions import HOSPITAL_PEOPLE

MANAGE_FILING = permission(
    "studies.manage_filing",
    _("File a study with registries for the lead site, and record numbers and reports"),
    roles=HOSPITAL_PEOPLE,
)
