"""What may become of applications, sign-offs, agreements and memberships: one table of transitions each."""

from network.lifecycles.agreement import AGREEMENT
from network.lifecycles.application import APPLICATION
from network.lifecycles.import_run import IMPORT_RUN
from network.lifecycles.membership import MEMBERSHIP
from network.lifecycles.signoff import SIGNOFF

__all__ = ["AGREEMENT", "APPLICATION", "IMPORT_RUN", "MEMBERSHIP", "SIGNOFF"]
