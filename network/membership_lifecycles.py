"""Lifecycles of applications, sign-offs, agreements and memberships as tables."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import membership_permissions as p
from network import news, policies, terms
from network.membership_enums import AgreementState as A
from network.membership_enums import ApplicationState as S
from network.membership_enums import MembershipState as M
from network.membership_enums import SignOffState as F

APPLICATION = register(
    Lifecycle(
        name="application",
        model_label="network.MembershipApplication",
        states=S,
        transitions=(
            Transition(
                "request_signoff",
                (S.DRAFT, S.RETURNED),
                S.AWAITING_SIGNOFF,
                p.HAND_IN_APPLICATION,
                _("Hand in for sign-off"),
                guards=(
                    policies.hospital_is_open,
                    policies.campus_is_open,
                    policies.network_is_open,
                    policies.sections_complete,
                    policies.eligible,
                ),
                tone="primary",
            ),
            Transition(
                "take_back",
                (S.AWAITING_SIGNOFF,),
                S.DRAFT,
                p.HAND_IN_APPLICATION,
                _("Take back to the draft"),
                guards=(policies.never_submitted,),
            ),
            Transition(
                "take_back_again",
                (S.AWAITING_SIGNOFF,),
                S.RETURNED,
                p.HAND_IN_APPLICATION,
                _("Take back to the remarks"),
                guards=(policies.submitted_before,),
            ),
            Transition(
                "submit",
                (S.AWAITING_SIGNOFF,),
                S.SUBMITTED,
                p.SIGN_APPLICATION,
                _("Submit to the centre"),
                guards=(policies.network_is_open,),
                notifies=(news.tell_centre_of_submission,),
                indirect=True,
            ),
            Transition(
                "pass_formal_check",
                (S.SUBMITTED,),
                S.UNDER_REVIEW,
                p.CHECK_APPLICATION,
                _("Formal check passed"),
                notifies=(news.tell_hospital_of_review,),
                tone="primary",
            ),
            Transition(
                "return",
                (S.SUBMITTED, S.UNDER_REVIEW),
                S.RETURNED,
                p.CHECK_APPLICATION,
                _("Return for completion"),
                notifies=(news.tell_hospital_of_return,),
                indirect=True,
            ),
            Transition(
                "admit",
                (S.UNDER_REVIEW,),
                S.ADMITTED,
                p.DECIDE_APPLICATION,
                _("Admit"),
                guards=(
                    policies.hospital_is_open,
                    policies.campus_is_open,
                    policies.network_is_open,
                    policies.no_conflicting_membership,
                ),
                notifies=(news.tell_hospital_of_admission,),
                tone="primary",
                indirect=True,
            ),
            Transition(
                "decline",
                (S.UNDER_REVIEW,),
                S.DECLINED,
                p.DECIDE_APPLICATION,
                _("Decline"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_decline,),
                tone="danger",
                indirect=True,
            ),
            Transition(
                "complete",
                (S.ADMITTED,),
                S.COMPLETED,
                p.CONFIRM_FOR_HOSPITAL,
                _("Complete with the sealed agreement"),
                notifies=(news.tell_both_of_membership,),
                indirect=True,
            ),
            Transition(
                "withdraw",
                (S.DRAFT, S.AWAITING_SIGNOFF),
                S.WITHDRAWN,
                p.HAND_IN_APPLICATION,
                _("Withdraw the application"),
                guards=(policies.signs_what_was_sent,),
                needs_reason=True,
                notifies=(news.tell_centre_of_withdrawal,),
                tone="danger",
            ),
            Transition(
                "withdraw_submitted",
                (S.RETURNED, S.SUBMITTED, S.UNDER_REVIEW, S.ADMITTED),
                S.WITHDRAWN,
                p.SIGN_APPLICATION,
                _("Withdraw the application"),
                needs_reason=True,
                notifies=(news.tell_centre_of_withdrawal,),
                tone="danger",
            ),
        ),
    )
)

SIGNOFF = register(
    Lifecycle(
        name="signoff",
        model_label="network.SignOff",
        states=F,
        transitions=(
            Transition(
                "sign",
                (F.WAITING,),
                F.SIGNED,
                p.SIGN_OFF,
                _("Sign for the hospital"),
                guards=(policies.signed_by_another,),
                tone="primary",
            ),
            Transition(
                "return",
                (F.WAITING,),
                F.RETURNED,
                p.SIGN_OFF,
                _("Return with a reason"),
                needs_reason=True,
                tone="danger",
            ),
            Transition("cancel", (F.WAITING,), F.CANCELLED, p.VIEW_SIGNOFF, _("Cancel"), indirect=True),
        ),
    )
)

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
                _("Cancel with the withdrawn application"),
                needs_reason=True,
                tone="danger",
                indirect=True,
            ),
        ),
    )
)

MEMBERSHIP = register(
    Lifecycle(
        name="membership",
        model_label="network.Membership",
        states=M,
        transitions=(
            Transition(
                "warn",
                (M.ACTIVE,),
                M.WARNED,
                p.CHANGE_MEMBERSHIP,
                _("Warn"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_membership_change,),
            ),
            Transition(
                "suspend",
                (M.ACTIVE, M.WARNED),
                M.SUSPENDED,
                p.CHANGE_MEMBERSHIP,
                _("Suspend"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_membership_change,),
                tone="danger",
            ),
            Transition(
                "reinstate",
                (M.WARNED, M.SUSPENDED),
                M.ACTIVE,
                p.CHANGE_MEMBERSHIP,
                _("Reinstate"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_membership_change,),
                tone="primary",
            ),
            Transition(
                "exit",
                (M.ACTIVE, M.WARNED, M.SUSPENDED),
                M.EXITED,
                p.CHANGE_MEMBERSHIP,
                _("End the membership"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_membership_change,),
                tone="danger",
                indirect=True,
            ),
        ),
    )
)
