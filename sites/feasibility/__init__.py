"""Which research sites fit a planned study, and what each lacks."""

from sites.feasibility.criteria import Criteria
from sites.feasibility.match import Fit, match

__all__ = ["Criteria", "Fit", "match"]
