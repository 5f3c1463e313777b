"""What people do at research sites, and which certificates they hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SiteFunction(TextChoices):
    """What somebody does at a research site."""

    HEAD = "head", _("head of the site")
    INVESTIGATOR = "investigator", _("investigator")
    COORDINATOR = "coordinator", _("study coordinator")
    NURSE = "nurse", _("research nurse")
    PHARMACIST = "pharmacist", _("study pharmacist")
    DATA_MANAGER = "data_manager", _("data manager")


class CertificateKind(TextChoices):
    """What a certificate of a person is about."""

    GCP = "gcp", _("GCP training")
    DEVICE_GCP = "device_gcp", _("GCP training for devices")
    ETHICS = "ethics", _("training in research ethics")
    HGR = "hgr", _("training in human genetic resources")
    BIOSAFETY = "biosafety", _("biosafety training")
    PRACTICE = "practice", _("practising certificate")
