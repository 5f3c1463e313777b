"""The lifecycle of a filing."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from studies import permissions as p
from studies.enums.filing import FilingState as F
from studies.news import filings as news

OPEN = (F.PREPARING, F.SUBMITTED, F.RETURNED)

FILING = register(
    Lifecycle(
        name="filing",
        model_label="studies.Filing",
        states=F,
        transitions=(
            Transition(
                "submit",
                (F.PREPARING, F.RETURNED),
                F.SUBMITTED,
                p.MANAGE_FILING,
                _("Record that it was submitted"),
                tone="primary",
                indirect=True,
            ),
            Transition(
                "return",
                (F.SUBMITTED,),
                F.RETURNED,
                p.MANAGE_FILING,
                _("Record that the registry returned it"),
                needs_reason=True,
                notifies=(news.tell_of_return,),
            ),
            Transition(
                "publish",
                OPEN,
                F.PUBLISHED,
                p.MANAGE_FILING,
                _("Record its number"),
                notifies=(news.tell_of_publication,),
                tone="primary",
                indirect=True,
            ),
            Transition(
                "cancel",
                OPEN,
                F.CANCELLED,
                p.MANAGE_FILING,
                _("Cancel the filing"),
                needs_reason=True,
                tone="danger",
            ),
        ),
    )
)
