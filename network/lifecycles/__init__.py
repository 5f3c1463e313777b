"""What may become of applications, sign-offs, agreements and memberships: one table of transitions each."""

from network.lifecycles.agreement import AGREEMENT
from network.lifecycles.application import APPLICATION
from network.lifecycles.membership import MEMBERSHIP
from network.lifecycles.registration import REGISTRATION
from network.lifecycles.signoff import SIGNOFF

__all__ = ["AGREEMENT", "APPLICATION", "MEMBERSHIP", "REGISTRATION", "SIGNOFF"]
