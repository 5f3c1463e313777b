"""The lifecycle of a place of competitive enrolment."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from studies import permissions as p
from studies.enums.enrolment import SlotState as S
from studies.policies import slots as policies

ENROLMENT_SLOT = register(
    Lifecycle(
        name="enrolment_slot",
        model_label="studies.EnrolmentSlot",
        states=S,
        transitions=(
            Transition(
                "enrol",
                (S.RESERVED,),
                S.ENROLLED,
                p.TAKE_SLOT,
                _("Enter as enrolled"),
                guards=(policies.not_expired,),
                tone="primary",
            ),
            Transition("release", (S.RESERVED,), S.RELEASED, p.TAKE_SLOT, _("Release the place")),
        ),
    )
)
