"""What may become of applications, sign-offs, agreements and memberships: one table of transitions each."""

from network.lifecycles.agreement import AGREEMENT
from network.lifecycles.application import APPLICATION
from network.lifecycles.membership import MEMBERSHIP
from network.lifecycles.membership_exit import EXIT
from network.lifecycles.signoff import SIGNOFF
from network.lifecycles.site_visit import VISIT

__all__ = ["AGREEMENT", "APPLICATION", "EXIT", "MEMBERSHIP", "SIGNOFF", "VISIT"]
