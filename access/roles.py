"""The catalogue of roles: stable code, scope, and words for people. Who may give which role stands here too.

Permissions are added to roles by the houses that own them (``access.permissions.permission``).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind


@dataclass(frozen=True)
class Role:
    """One role; ``grants`` are the codes of the roles that a holder may give within the own scope.

    ``privileged`` marks whoever decides for others or reaches beyond one organisation's daily work: longer passwords,
    changed every quarter, one live session, a second factor (MLPS level 3: administrators, departments of
    government, access committee, stewards). ``administers`` marks those of them who manage accounts, rights or the
    system: their idle sessions end sooner.
    """

    code: str
    scope_kind: ScopeKind
    title: object
    description: object
    grants: tuple[str, ...] = ()
    privileged: bool = False
    administers: bool = False

    def __str__(self) -> str:
        return str(self.title)


ROLES: dict[str, Role] = {}


def _role(code, scope_kind, title, description, grants=(), **marks: bool) -> str:
    ROLES[code] = Role(code, scope_kind, title, description, tuple(grants), **marks)
    return code


HOSPITAL_COORDINATOR = _role(
    "hospital_coordinator",
    ScopeKind.HOSPITAL,
    _("Hospital coordinator"),
    _("Prepares the hospital's applications, returns and confirmations."),
)
INVESTIGATOR = _role(
    "investigator", ScopeKind.HOSPITAL, _("Investigator"), _("Leads or takes part in studies at the hospital.")
)
ETHICS_SECRETARY = _role(
    "ethics_secretary", ScopeKind.HOSPITAL, _("Ethics secretary"), _("Keeps the ethics committee's records.")
)
STEWARD = _role(
    "steward",
    ScopeKind.HOSPITAL,
    _("Data and biobank steward"),
    _("Keeps the hospital's sample and data registries."),
    privileged=True,
)
RESEARCH_SITE_MANAGER = _role(
    "research_site_manager",
    ScopeKind.HOSPITAL,
    _("Research site manager"),
    _("Describes what the hospital's departments can do in research."),
)
HOSPITAL_ADMIN = _role(
    "hospital_admin",
    ScopeKind.HOSPITAL,
    _("Hospital administrator"),
    _("Signs what leaves the hospital and manages the hospital's people."),
    grants=[HOSPITAL_COORDINATOR, INVESTIGATOR, ETHICS_SECRETARY, STEWARD, RESEARCH_SITE_MANAGER],
    privileged=True,
    administers=True,
)
CENTRE_EDITOR = _role(
    "centre_editor", ScopeKind.CENTRE, _("Centre editor"), _("Writes the centre's public pages and announcements.")
)
CENTRE_ADMIN = _role(
    "centre_admin",
    ScopeKind.CENTRE,
    _("Centre secretary"),
    _("Runs the centre's office: applications, agreements, members."),
    grants=[CENTRE_EDITOR],
    privileged=True,
    administers=True,
)
CENTRE_DIRECTOR = _role(
    "centre_director",
    ScopeKind.CENTRE,
    _("Centre director"),
    _("Leads the centre, decides on members and reads its figures."),
    grants=[CENTRE_EDITOR],
    privileged=True,
)
ACCESS_COMMITTEE = _role(
    "access_committee",
    ScopeKind.RESOURCE,
    _("Access committee member"),
    _("Votes on requests for shared resources."),
    privileged=True,
)
EXPERT = _role("expert", ScopeKind.CALL, _("Expert reviewer"), _("Reviews within one call, for a limited time."))
AGENCY = _role("agency", ScopeKind.CALL, _("Third-party agency"), _("Organises reviews within one call."))
SUPERVISOR = _role(
    "supervisor",
    ScopeKind.REGION,
    _("Supervising department"),
    _("Follows the region's hospitals and gives opinions on their applications."),
    privileged=True,
)
DEPARTMENT_OFFICER = _role(
    "department_officer",
    ScopeKind.PROVINCE,
    _("Provincial department officer"),
    _("Steers the programme and reads the province's figures."),
    privileged=True,
)
REQUESTER = _role("requester", ScopeKind.SELF, _("Requester"), _("Asks for samples or data."))
LEARNER = _role("learner", ScopeKind.SELF, _("Learner"), _("Takes part in training."))
SYSTEM_ADMIN = _role(
    "system_admin",
    ScopeKind.PROVINCE,
    _("System administrator"),
    _("Keeps the system running; reads no domain data."),
    privileged=True,
    administers=True,
)
AUDITOR = _role(
    "auditor",
    ScopeKind.PROVINCE,
    _("Auditor"),
    _("Reads the logbook; reads no domain data."),
    privileged=True,
    administers=True,
)
SECURITY_ADMIN = _role(
    "security_admin",
    ScopeKind.PROVINCE,
    _("Security administrator"),
    _("Appoints the first administrator of each organisation; reads no domain data."),
    grants=[HOSPITAL_ADMIN, CENTRE_ADMIN, CENTRE_DIRECTOR, SUPERVISOR, DEPARTMENT_OFFICER],
    privileged=True,
    administers=True,
)

# The separated administrators: none may take over the account of another (MLPS: separation of the three).
SEPARATED = frozenset({SYSTEM_ADMIN, SECURITY_ADMIN, AUDITOR})


def may_grant(giver: str, given: str) -> bool:
    """Whether the catalogue lets a holder of role ``giver`` give role ``given``."""
    return given in ROLES[giver].grants
