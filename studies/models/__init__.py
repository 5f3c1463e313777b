"""The models of the house, one file a noun."""

from studies.models.comment import SectionComment
from studies.models.enrolment_plan import EnrolmentPlan, EnrolmentSlot, SiteShare
from studies.models.month_report import MonthConfirmation, MonthReport
from studies.models.record import StudyRecord, StudyVersion
from studies.models.review import ReviewSeat, StudyReview
from studies.models.study import Study
from studies.models.study_grant import StudyGrant
from studies.models.study_network import StudyNetwork
from studies.models.study_site import StudySite

__all__ = [
    "EnrolmentPlan",
    "EnrolmentSlot",
    "MonthConfirmation",
    "MonthReport",
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
