"""The lifecycle of an agreement, from the print to both seals."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import membership_permissions as p
from network import news, policies, terms
from network.membership_enums import AgreementState as A

AGREEMENT = register(
    Lifecycle(
        name="agreement",
        model_label="network.Agreement",
        states=A,
        transitions=(
            Transition(
                "seal_hospital",
                (A.ISSUED,),
                A.HOSPITAL_SEALED,
                p.SEAL_FOR_HOSPITAL,
                _("The hospital's sealed copy is complete"),
                guards=(policies.application_is_admitted, policies.hospital_copy_attached),
                notifies=(news.tell_centre_of_hospital_seal,),
                tone="primary",
            ),
            Transition(
                "confirm_hospital",
                (A.HOSPITAL_SEALED,),
                A.HOSPITAL_CONFIRMED,
                p.CONFIRM_FOR_CENTRE,
                _("Confirm the code on the hospital's copy"),
                guards=(policies.application_is_admitted, policies.confirmed_by_second_person),
                indirect=True,
            ),
            Transition(
                "refuse_hospital",
                (A.HOSPITAL_SEALED,),
                A.ISSUED,
                p.CONFIRM_FOR_CENTRE,
                _("Send the hospital's copy back"),
                guards=(policies.application_is_admitted,),
                needs_reason=True,
                notifies=(news.tell_hospital_of_refused_copy,),
                tone="danger",
            ),
            Transition(
                "seal_centre",
                (A.HOSPITAL_CONFIRMED,),
                A.CENTRE_SEALED,
                p.SEAL_FOR_CENTRE,
                _("The centre's sealed copy is complete"),
                guards=(policies.application_is_admitted, policies.centre_copy_attached),
                notifies=(news.tell_hospital_of_centre_seal,),
                tone="primary",
            ),
            Transition(
                "refuse_centre",
                (A.CENTRE_SEALED,),
                A.HOSPITAL_CONFIRMED,
                p.CONFIRM_FOR_HOSPITAL,
                _("Send the centre's copy back"),
                guards=(policies.application_is_admitted,),
                needs_reason=True,
                notifies=(news.tell_centre_of_refused_copy,),
                tone="danger",
            ),
            Transition(
                "complete",
                (A.CENTRE_SEALED,),
                A.COMPLETE,
                p.CONFIRM_FOR_HOSPITAL,
                _("Confirm the code on the centre's copy"),
                guards=(
                    policies.application_is_admitted,
                    policies.hospital_is_open,
                    policies.campus_is_open,
                    policies.network_is_open,
                    policies.campus_is_free,
                    terms.leaves_a_day,
                    policies.confirmed_by_second_person,
                ),
                indirect=True,
            ),
            Transition(
                "cancel",
                (A.ISSUED, A.HOSPITAL_SEALED, A.HOSPITAL_CONFIRMED, A.CENTRE_SEALED),
                A.CANCELLED,
                p.SIGN_APPLICATION,
                _("Cancel with what it was issued for"),
                needs_reason=True,
                tone="danger",
                indirect=True,
            ),
        ),
    )
)
