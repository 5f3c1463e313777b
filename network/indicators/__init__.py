"""The house's figures."""

from network.indicators.assessments import ASSESSMENTS
from network.indicators.confirmed import CONFIRMED
from network.indicators.coverage import COVERAGE
from network.indicators.late import LATE
from network.indicators.members import MEMBERS
from network.indicators.planned import PLANNED
from network.indicators.points import POINTS
from network.indicators.reach import REACH
from network.indicators.times import TIMES
from network.indicators.waiting import WAITING

ALL = (*MEMBERS, *COVERAGE, *CONFIRMED, *LATE, *TIMES, *ASSESSMENTS, *PLANNED, *POINTS, *REACH, *WAITING)
