"""The lifecycle of a site visit."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import exit_news as news
from network import exit_permissions as p
from network import exit_policies as policies
from network.exit_enums import VisitState as V

VISIT = register(
    Lifecycle(
        name="visit",
        model_label="network.SiteVisit",
        states=V,
        transitions=(
            Transition(
                "report",
                (V.PLANNED,),
                V.REPORTED,
                p.CHANGE_VISIT,
                _("Report on the visit"),
                guards=(policies.visit_day_has_come,),
                notifies=(news.tell_hospital_of_report,),
                tone="primary",
                indirect=True,
            ),
            Transition(
                "cancel",
                (V.PLANNED,),
                V.CANCELLED,
                p.CHANGE_VISIT,
                _("Cancel the visit"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_cancelled_visit,),
                tone="danger",
            ),
        ),
    )
)
