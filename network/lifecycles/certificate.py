"""The lifecycle of a certificate: issued once, then replaced or withdrawn at most once."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import certificate_news as news
from network import certificate_permissions as p
from network.certificate_enums import CertificateState as C

CERTIFICATE = register(
    Lifecycle(
        name="certificate",
        model_label="network.Certificate",
        states=C,
        transitions=(
            Transition(
                "replace",
                (C.ISSUED,),
                C.REPLACED,
                p.ISSUE_CERTIFICATE,
                _("Replace by a newer one"),
                needs_reason=True,
                indirect=True,
            ),
            Transition(
                "withdraw",
                (C.ISSUED,),
                C.WITHDRAWN,
                p.WITHDRAW_CERTIFICATE,
                _("Withdraw"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_withdrawal,),
                tone="danger",
            ),
        ),
    )
)
