"""The lifecycle of a hospital's registration by its own people."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import organisation_permissions as p
from network import organisation_policies
from network.organisation_enums import RegistrationState as R

REGISTRATION = register(
    Lifecycle(
        name="registration",
        model_label="network.HospitalRegistration",
        states=R,
        transitions=(
            Transition(
                "approve",
                (R.SUBMITTED,),
                R.APPROVED,
                p.DECIDE_REGISTRATION,
                _("Approve and invite"),
                guards=(
                    organisation_policies.claimed_is_open,
                    organisation_policies.letter_attached,
                    organisation_policies.approved_by_another,
                ),
                tone="primary",
            ),
            Transition(
                "return",
                (R.SUBMITTED,),
                R.RETURNED,
                p.DECIDE_REGISTRATION,
                _("Return for completion"),
                needs_reason=True,
            ),
            Transition(
                "refuse",
                (R.SUBMITTED,),
                R.REFUSED,
                p.DECIDE_REGISTRATION,
                _("Refuse"),
                needs_reason=True,
                tone="danger",
            ),
            Transition(
                "answer",
                (R.RETURNED,),
                R.SUBMITTED,
                p.DECIDE_REGISTRATION,
                _("Hand in again"),
                guards=(organisation_policies.in_time,),
                indirect=True,
            ),
            Transition(
                "expire", (R.RETURNED,), R.EXPIRED, p.DECIDE_REGISTRATION, _("Close without an answer"), indirect=True
            ),
        ),
    )
)
