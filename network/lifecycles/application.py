"""The lifecycle of an application, from its draft to the decision."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import exit_news, exit_policies, news, policies, proxy_policies
from network import exit_permissions as leaving
from network import membership_permissions as p
from network.membership_enums import ApplicationState as S

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
                    exit_policies.not_blocked,
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
                guards=(policies.hospital_is_open, policies.campus_is_open, policies.network_is_open),
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
                    proxy_policies.confirmed_by_hospital,
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
                # From the return, too: a hospital that never completes would keep the network from closing.
                (S.SUBMITTED, S.RETURNED, S.UNDER_REVIEW),
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
            Transition(
                "lapse",
                exit_policies.LEAVABLE,
                S.LAPSED,
                leaving.CLOSE_IDLE,
                _("Close as left by the hospital"),
                guards=(exit_policies.left_idle,),
                needs_reason=True,
                notifies=(exit_news.tell_both_of_lapse,),
                tone="danger",
            ),
        ),
    )
)
