"""The nouns of who we are to one another."""

from network.models.agreement import Agreement, AgreementTemplate
from network.models.annual_confirmation import AnnualConfirmation, ConfirmationAnswers
from network.models.application import ApplicationGrant, MembershipApplication
from network.models.application_section import ApplicationSection, SectionRemark
from network.models.campus import Campus
from network.models.centre import Centre
from network.models.certificate import Certificate, CertificateBatch
from network.models.confirmation_rule import ConfirmationRule
from network.models.division import Division
from network.models.eligibility_rule import EligibilityRule
from network.models.evidence_packet import EvidencePacket
from network.models.field import DiseaseField
from network.models.hospital import Hospital
from network.models.hospital_profile import HospitalProfile
from network.models.membership import Membership
from network.models.membership_confirmation import MembershipConfirmation
from network.models.network import Network
from network.models.other_name import OtherName
from network.models.question_set import QuestionSet
from network.models.region import Region
from network.models.review_opinion import ReviewOpinion
from network.models.signoff import SignOff
from network.models.suspension import Suspension
from network.models.tier import Tier

__all__ = [
    "Agreement",
    "AgreementTemplate",
    "AnnualConfirmation",
    "ApplicationGrant",
    "ApplicationSection",
    "Campus",
    "Centre",
    "Certificate",
    "CertificateBatch",
    "ConfirmationAnswers",
    "ConfirmationRule",
    "DiseaseField",
    "Division",
    "EligibilityRule",
    "EvidencePacket",
    "Hospital",
    "HospitalProfile",
    "Membership",
    "MembershipApplication",
    "MembershipConfirmation",
    "Network",
    "OtherName",
    "QuestionSet",
    "Region",
    "ReviewOpinion",
    "SectionRemark",
    "SignOff",
    "Suspension",
    "Tier",
]
