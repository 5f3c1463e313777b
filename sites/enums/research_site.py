"""What research sites are and what they have."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SiteKind(TextChoices):
    """What sort of place in a hospital it is."""

    DEPARTMENT = "department", _("clinical department")
    UNIT = "unit", _("clinical research unit")
    WARD = "ward", _("research ward")
    CLINIC = "clinic", _("out-patient clinic")


class Language(TextChoices):
    """Languages in which the site works with sponsors and participants."""

    ZH = "zh", _("Chinese")
    EN = "en", _("English")
    JA = "ja", _("Japanese")
    KO = "ko", _("Korean")
    RU = "ru", _("Russian")
    DE = "de", _("German")
    FR = "fr", _("French")


class DataSystem(TextChoices):
    """Systems in which the site keeps what studies need."""

    EMR = "emr", _("electronic medical records")
    LIS = "lis", _("laboratory information system")
    PACS = "pacs", _("picture archive (PACS)")
    EDC = "edc", _("electronic data capture for studies (EDC)")
    CTMS = "ctms", _("clinical trial management system (CTMS)")
    FOLLOW_UP = "follow_up", _("follow-up system")


class SampleStorage(TextChoices):
    """How the site keeps samples."""

    FRIDGE = "fridge", _("2–8 °C")
    FREEZER = "freezer", _("−20 °C")
    DEEP_FREEZER = "deep_freezer", _("−80 °C")
    LIQUID_NITROGEN = "liquid_nitrogen", _("liquid nitrogen")
    ROOM = "room", _("room temperature, monitored")


class EquipmentKind(TextChoices):
    """Equipment for which studies ask."""

    CT = "ct", _("CT")
    MRI = "mri", _("MRI")
    PET_CT = "pet_ct", _("PET-CT")
    DSA = "dsa", _("angiography (DSA)")
    ULTRASOUND = "ultrasound", _("ultrasound")
    ENDOSCOPY = "endoscopy", _("endoscopy")
    LINAC = "linac", _("linear accelerator")
    ECG_MONITOR = "ecg_monitor", _("long-term ECG")
    EEG = "eeg", _("EEG")
    CENTRIFUGE = "centrifuge", _("refrigerated centrifuge")
    FLOW_CYTOMETER = "flow_cytometer", _("flow cytometer")
    SEQUENCER = "sequencer", _("sequencer")
    MASS_SPECTROMETER = "mass_spectrometer", _("mass spectrometer")
    ECMO = "ecmo", _("ECMO")
    INFUSION = "infusion", _("infusion unit with emergency equipment")
