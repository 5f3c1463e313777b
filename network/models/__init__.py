"""The nouns of who we are to one another."""

from network.models.agreement import Agreement, AgreementTemplate
from network.models.application import ApplicationGrant, MembershipApplication
from network.models.application_section import ApplicationSection, SectionRemark
from network.models.bulk_message import BulkMessage, MessageRecipient
from network.models.campus import Campus
from network.models.centre import Centre
from network.models.division import Division
from network.models.eligibility_rule import EligibilityRule
from network.models.field import DiseaseField
from network.models.hospital import Hospital
from network.models.hospital_profile import HospitalProfile
from network.models.import_run import ImportRun
from network.models.membership import Membership
from network.models.network import Network
from network.models.other_name import OtherName
from network.models.region import Region
from network.models.review_opinion import ReviewOpinion
from network.models.signoff import SignOff
from network.models.suspension import Suspension
from network.models.tier import Tier

__all__ = [
    "Agreement",
    "AgreementTemplate",
    "ApplicationGrant",
    "ApplicationSection",
    "BulkMessage",
    "Campus",
    "Centre",
    "DiseaseField",
    "Division",
    "EligibilityRule",
    "Hospital",
    "HospitalProfile",
    "ImportRun",
    "Membership",
    "MembershipApplication",
    "MessageRecipient",
    "Network",
    "OtherName",
    "Region",
    "ReviewOpinion",
    "SectionRemark",
    "SignOff",
    "Suspension",
    "Tier",
]
