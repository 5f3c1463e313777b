"""What may become of applications, sign-offs, agreements and memberships: one table of transitions each."""

from network.lifecycles.agreement import AGREEMENT
from network.lifecycles.application import APPLICATION
from network.lifecycles.certificate import CERTIFICATE
from network.lifecycles.confirmation import CONFIRMATION
from network.lifecycles.membership import MEMBERSHIP
from network.lifecycles.signoff import SIGNOFF

__all__ = ["AGREEMENT", "APPLICATION", "CERTIFICATE", "CONFIRMATION", "MEMBERSHIP", "SIGNOFF"]
