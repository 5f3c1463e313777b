"""What a centre reaches of its members' hospitals, and which papers the house keeps."""

from django.utils.translation import gettext_lazy as _

from access import scopes
from access.enums import ScopeKind
from sites.models.scope import MEMBER_HOSPITAL
from sites.permissions.people import CHANGE_CERTIFICATE


def register_scopes() -> None:
    """A centre reaches the hospitals that are members of its networks, or are to be; applicants are none yet."""
    from network.models import Hospital, Membership
    from office.files import SCANS
    from office.owners import register_owner
    from sites.domain.certificates import COPY, copy_kept

    def members(ids):
        rows = Membership.objects.not_over().filter(network__centre__in=ids)
        return Hospital.objects.filter(pk__in=rows.values("hospital"))

    scopes.register_expansion(ScopeKind.CENTRE, MEMBER_HOSPITAL, members)
    copy = {COPY: (_("Copy of the certificate"), CHANGE_CERTIFICATE)}
    register_owner("research_sites.personcertificate", copy, guard=copy_kept, types=SCANS)
