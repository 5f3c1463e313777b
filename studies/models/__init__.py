"""The models of the house, one file a noun."""

from studies.models.comment import SectionComment
from studies.models.enrolment_plan import EnrolmentPlan, EnrolmentSlot, SiteShare
from studies.models.ethics_record import EthicsRecord
from studies.models.filing import Filing, FilingEvent
from studies.models.month_report import MonthConfirmation, MonthReport
from studies.models.record import StudyRecord, StudyVersion
from studies.models.review import ReviewSeat, StudyReview
from studies.models.site_approval import HgrAnswers, HgrApproval, InstitutionApproval
from studies.models.startup_item import ChecklistLine, StartupItem
from studies.models.study import Study
from studies.models.study_grant import StudyGrant
from studies.models.study_network import StudyNetwork
from studies.models.study_site import SiteStep, StudySite
from studies.models.team_member import TeamMember

__all__ = [
    "ChecklistLine",
    "EnrolmentPlan",
    "EnrolmentSlot",
    "EthicsRecord",
    "Filing",
    "FilingEvent",
    "HgrAnswers",
    "HgrApproval",
    "InstitutionApproval",
    "MonthConfirmation",
    "MonthReport",
    "SiteStep",
    "StartupItem",
    "TeamMember",
    "ReviewSeat",
    "SectionComment",
    "SiteShare",
    "Study",
    "StudyGrant",
    "StudyNetwork",
    "StudyRecord",
    "StudyReview",
    "StudySite",
    "StudyVersion",
]
