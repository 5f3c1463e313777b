"""What certificates tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import histories, navigation, presenters
from access.delivery import kinds
from access.navigation import NavItem, holding
from network import certificate_permissions as permissions

ACTS = {
    "certificate.issued": _("issued a certificate"),
    "certificates.started": _("had certificates issued together"),
    "certificates.printed": _("printed certificates into one file"),
}


def register_certificates() -> None:
    """Acts, news, history, menu and the job."""
    from network import certificate_tasks  # noqa: F401 - importing registers the work

    presenters.register_acts(ACTS)
    kinds.register(kinds.Kind("certificate", _("Certificates and plaques"), ("news.certificate.",)))
    histories.register("certificate", "network.certificate")
    navigation.register(
        NavItem(
            "members",
            _("Certificates and plaques"),
            "network:certificates",
            "stamp",
            holding(permissions.VIEW_CERTIFICATE),
            order=50,
        )
    )
