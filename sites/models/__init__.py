"""What the house keeps."""

from sites.models.capacity import SiteCapacity, SiteEquipment
from sites.models.ethics_committee import EthicsCommittee, RecognitionEntry
from sites.models.feasibility import FeasibilityInvitation, FeasibilityRound
from sites.models.gcp_record import GcpRecord, GcpSpecialty
from sites.models.person import PersonCertificate, SitePerson
from sites.models.research_site import ResearchSite

__all__ = [
    "EthicsCommittee",
    "FeasibilityInvitation",
    "FeasibilityRound",
    "GcpRecord",
    "GcpSpecialty",
    "PersonCertificate",
    "RecognitionEntry",
    "ResearchSite",
    "SiteCapacity",
    "SiteEquipment",
    "SitePerson",
]
