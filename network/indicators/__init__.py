"""The house's figures."""

from network.indicators.assessments import ASSESSMENTS
from network.indicators.confirmed import CONFIRMED
from network.indicators.coverage import COVERAGE
from network.indicators.late import LATE
from network.indicators.members import MEMBERS
from network.indicators.times import TIMES

ALL = (*MEMBERS, *COVERAGE, *CONFIRMED, *LATE, *TIMES, *ASSESSMENTS)
