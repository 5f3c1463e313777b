"""What may become of applications, sign-offs, agreements and memberships: one table of transitions each."""

from network.lifecycles.agreement import AGREEMENT
from network.lifecycles.annual_assessment import ANNUAL_ASSESSMENT
from network.lifecycles.application import APPLICATION
from network.lifecycles.assessment_appeal import ASSESSMENT_APPEAL
from network.lifecycles.assessment_round import ASSESSMENT_ROUND
from network.lifecycles.certificate import CERTIFICATE
from network.lifecycles.confirmation import CONFIRMATION
from network.lifecycles.import_run import IMPORT_RUN
from network.lifecycles.membership import MEMBERSHIP
from network.lifecycles.membership_exit import EXIT
from network.lifecycles.proxy_entry import PROXY_ENTRY
from network.lifecycles.registration import REGISTRATION
from network.lifecycles.signing_campaign import SIGNING_CAMPAIGN
from network.lifecycles.signoff import SIGNOFF
from network.lifecycles.site_visit import VISIT
from network.lifecycles.version_proposal import VERSION_PROPOSAL

__all__ = [
    "AGREEMENT",
    "ANNUAL_ASSESSMENT",
    "APPLICATION",
    "ASSESSMENT_APPEAL",
    "ASSESSMENT_ROUND",
    "CERTIFICATE",
    "CONFIRMATION",
    "EXIT",
    "IMPORT_RUN",
    "MEMBERSHIP",
    "PROXY_ENTRY",
    "REGISTRATION",
    "SIGNING_CAMPAIGN",
    "SIGNOFF",
    "VERSION_PROPOSAL",
    "VISIT",
]
