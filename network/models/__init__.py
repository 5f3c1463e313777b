"""The nouns of who we are to one another."""

from network.models.agreement import Agreement, AgreementTemplate
from network.models.alliance import Alliance, AllianceMember
from network.models.annual_assessment import AnnualAssessment
from network.models.annual_confirmation import AnnualConfirmation, ConfirmationAnswers
from network.models.application import ApplicationGrant, MembershipApplication
from network.models.application_section import ApplicationSection, SectionRemark
from network.models.assessment_appeal import AssessmentAppeal
from network.models.assessment_round import AssessmentRound
from network.models.assessment_table import AssessmentTable
from network.models.branch_centre import BranchCentre
from network.models.bulk_message import BulkMessage, MessageRecipient
from network.models.campus import Campus
from network.models.centre import Centre
from network.models.centre_branch import CentreBranch
from network.models.certificate import Certificate, CertificateBatch
from network.models.committee import Committee, CommitteeMeeting, CommitteeMember
from network.models.confirmation_rule import ConfirmationRule
from network.models.division import Division
from network.models.eligibility_rule import EligibilityRule
from network.models.evidence_packet import EvidencePacket
from network.models.field import DiseaseField
from network.models.hospital import Hospital
from network.models.hospital_profile import HospitalProfile
from network.models.hospital_registration import HospitalRegistration
from network.models.idle_warning import IdleWarning
from network.models.import_run import ImportRun
from network.models.measure import Measure
from network.models.member_plan import MemberPlan
from network.models.membership import Membership
from network.models.membership_confirmation import MembershipConfirmation
from network.models.membership_exit import ExitDisposition, MembershipExit
from network.models.network import Network
from network.models.organisation_event import OrganisationEvent
from network.models.other_name import OtherName
from network.models.partner import Partner
from network.models.profile_confirmation import ProfileConfirmation
from network.models.proxy_entry import ProxyEntry
from network.models.question_set import QuestionSet
from network.models.region import Region
from network.models.review_opinion import ReviewOpinion
from network.models.signing_campaign import SigningCampaign
from network.models.signoff import SignOff
from network.models.site_visit import SiteVisit, VisitChecklist, VisitFinding
from network.models.suspension import Suspension
from network.models.tier import Tier
from network.models.tier_version import TierVersion
from network.models.version_proposal import VersionProposal

__all__ = [
    "Agreement",
    "AgreementTemplate",
    "Alliance",
    "AllianceMember",
    "AnnualConfirmation",
    "AnnualAssessment",
    "ApplicationGrant",
    "ApplicationSection",
    "AssessmentAppeal",
    "AssessmentRound",
    "AssessmentTable",
    "BranchCentre",
    "BulkMessage",
    "Campus",
    "Centre",
    "Certificate",
    "CertificateBatch",
    "CentreBranch",
    "Committee",
    "CommitteeMeeting",
    "CommitteeMember",
    "ConfirmationAnswers",
    "ConfirmationRule",
    "DiseaseField",
    "Division",
    "EligibilityRule",
    "ExitDisposition",
    "EvidencePacket",
    "Hospital",
    "HospitalProfile",
    "HospitalRegistration",
    "MemberPlan",
    "Membership",
    "MembershipApplication",
    "MembershipConfirmation",
    "IdleWarning",
    "Measure",
    "Membership",
    "MembershipApplication",
    "MembershipExit",
    "ImportRun",
    "Membership",
    "MembershipApplication",
    "MessageRecipient",
    "Network",
    "OrganisationEvent",
    "OtherName",
    "ProfileConfirmation",
    "ProxyEntry",
    "Partner",
    "QuestionSet",
    "Region",
    "ReviewOpinion",
    "SectionRemark",
    "SignOff",
    "SigningCampaign",
    "SiteVisit",
    "Suspension",
    "Tier",
    "TierVersion",
    "VersionProposal",
    "VisitChecklist",
    "VisitFinding",
]
