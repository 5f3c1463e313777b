"""Checklist, human genetic resources and people of a study site."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HgrKind(TextChoices):
    """Approvals and filings about human genetic resources (domain.md §3.6)."""

    COLLECTION = "collection", _("permit to collect")
    PRESERVATION = "preservation", _("permit to preserve")
    COOPERATION = "cooperation", _("permit of international scientific cooperation")
    TRIAL_FILING = "trial_filing", _("filing of an international clinical trial")
    EXPORT = "export", _("certificate for material leaving the country")
    INFORMATION = "information", _("filing of information given abroad, with its backup")


class TeamFunction(TextChoices):
    """What somebody is in a study at one hospital."""

    SITE_INVESTIGATOR = "site_investigator", _("investigator of the site")
    SUB_INVESTIGATOR = "sub_investigator", _("further investigator")
    STUDY_NURSE = "study_nurse", _("study nurse")
    STUDY_COORDINATOR = "study_coordinator", _("study coordinator")
    DATA_MANAGER = "data_manager", _("data manager")
    STATISTICIAN = "statistician", _("statistician")
    PHARMACIST = "pharmacist", _("pharmacist")
    MONITOR = "monitor", _("monitor")


class TeamTask(TextChoices):
    """What is delegated to somebody; the order is that of the delegation log."""

    CONSENT = "consent", _("obtains informed consent")
    SCREENING = "screening", _("screens and enrols")
    EXAMINATION = "examination", _("examines and assesses")
    INTERVENTION = "intervention", _("carries out the intervention")
    SAFETY = "safety", _("judges and reports adverse events")
    MATERIAL = "material", _("keeps drugs, devices or samples")
    DATA = "data", _("enters data and answers queries")
    DOCUMENTS = "documents", _("keeps the study's documents")


class TeamState(TextChoices):
    """Whether the person took the delegation on."""

    INVITED = "invited", _("waits for the person's confirmation")
    ACTIVE = "active", _("confirmed by the person")
    DECLINED = "declined", _("declined by the person")
    ENDED = "ended", _("ended")
