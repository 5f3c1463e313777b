"""The lifecycle of what a centre entered for a hospital, until the hospital has answered."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import annual_paper_policies, proxy_permissions, proxy_policies
from network import proxy_news as news
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
                proxy_permissions.ANSWER,
                _("Confirm for the hospital"),
                guards=(
                    proxy_policies.not_own_for_hospital,
                    annual_paper_policies.answerable,
                    proxy_policies.in_time,
                ),
                notifies=(news.tell_both_of_confirmation,),
                tone="primary",
            ),
            Transition(
                "correct",
                (S.CONTESTED,),
                S.CONFIRMED,
                proxy_permissions.ANSWER,
                _("Sign the corrected application"),
                guards=(
                    annual_paper_policies.of_application,
                    proxy_policies.not_own_for_hospital,
                    annual_paper_policies.answerable,
                ),
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
                    annual_paper_policies.answerable,
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
                proxy_permissions.ANSWER,
                _("Contest with a reason"),
                guards=(annual_paper_policies.answerable,),
                needs_reason=True,
                notifies=(news.tell_both_of_contest,),
                tone="danger",
            ),
            Transition(
                "replace",
                (S.ENTERED,),
                S.REPLACED,
                proxy_permissions.ANSWER,
                _("Sign the hospital's own confirmation"),
                guards=(annual_paper_policies.hospital_has_confirmed,),
                indirect=True,
            ),
        ),
    )
)
