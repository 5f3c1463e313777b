"""The lifecycle of what a centre entered for a hospital, until the hospital has answered."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import membership_permissions as p
from network import proxy_news as news
from network import proxy_permissions, proxy_policies
from network.proxy_enums import ProxyState as S

PROXY_ENTRY = register(
    Lifecycle(
        name="proxy_entry",
        model_label="network.ProxyEntry",
        states=S,
        transitions=(
            Transition(
                "confirm",
                (S.ENTERED,),
                S.CONFIRMED,
                p.SIGN_APPLICATION,
                _("Confirm for the hospital"),
                guards=(
                    proxy_policies.not_own_for_hospital,
                    proxy_policies.before_the_centre,
                    proxy_policies.in_time,
                ),
                notifies=(news.tell_both_of_confirmation,),
                tone="primary",
            ),
            Transition(
                "correct",
                (S.CONTESTED,),
                S.CONFIRMED,
                p.SIGN_APPLICATION,
                _("Sign the corrected application"),
                guards=(proxy_policies.not_own_for_hospital, proxy_policies.before_the_centre),
                notifies=(news.tell_both_of_confirmation,),
                indirect=True,
            ),
            Transition(
                "compare",
                (S.ENTERED,),
                S.SEALED,
                proxy_permissions.COMPARE,
                _("Confirm the code on the sealed copy"),
                guards=(
                    proxy_policies.sealed_copy_attached,
                    proxy_policies.compared_by_second_person,
                    proxy_policies.before_the_centre,
                    proxy_policies.in_time,
                ),
                notifies=(news.tell_both_of_confirmation,),
                tone="primary",
                indirect=True,
            ),
            Transition(
                "contest",
                (S.ENTERED,),
                S.CONTESTED,
                p.SIGN_APPLICATION,
                _("Contest with a reason"),
                guards=(proxy_policies.before_the_centre,),
                needs_reason=True,
                notifies=(news.tell_both_of_contest,),
                tone="danger",
            ),
        ),
    )
)
