"""What may become of studies, their networks and reviews: one table of transitions each."""

from studies.lifecycles.enrolment_slot import ENROLMENT_SLOT
from studies.lifecycles.filing import FILING
from studies.lifecycles.review import REVIEW, SEAT
from studies.lifecycles.study import STUDY
from studies.lifecycles.study_network import STUDY_NETWORK
from studies.lifecycles.study_site import STUDY_SITE
from studies.lifecycles.team_member import TEAM_MEMBER

__all__ = ["ENROLMENT_SLOT", "FILING", "REVIEW", "SEAT", "STUDY", "STUDY_NETWORK", "STUDY_SITE", "TEAM_MEMBER"]
