"""The lifecycle of a proposed version, from the author to the second person."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import version_news as news
from network import version_permissions as p
from network import version_policies as policies
from network.version_enums import ProposalState as P

VERSION_PROPOSAL = register(
    Lifecycle(
        name="version",
        model_label="network.VersionProposal",
        states=P,
        transitions=(
            Transition(
                "publish",
                (P.PROPOSED,),
                P.PUBLISHED,
                p.PUBLISH,
                _("Publish the version"),
                guards=(policies.written_by_another,),
                notifies=(news.tell_author_of_publication,),
                tone="primary",
            ),
            Transition(
                "send_back",
                (P.PROPOSED,),
                P.RETURNED,
                p.PUBLISH,
                _("Send the version back"),
                guards=(policies.written_by_another,),
                needs_reason=True,
                notifies=(news.tell_author_of_return,),
                tone="danger",
            ),
            Transition(
                "withdraw",
                (P.PROPOSED,),
                P.WITHDRAWN,
                p.PROPOSE,
                _("Withdraw the version"),
                guards=(policies.written_by_oneself,),
            ),
        ),
    )
)
