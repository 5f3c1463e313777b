"""The lifecycle of an import."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import import_permissions as p
from network import news_imports as news
from network.import_enums import ImportState as S

IMPORT_RUN = register(
    Lifecycle(
        name="import",
        model_label="network.ImportRun",
        states=S,
        transitions=(
            Transition(
                "check",
                (S.UPLOADED,),
                S.CHECKED,
                p.ADD_IMPORT,
                _("Check"),
                notifies=(news.tell_of_check,),
                indirect=True,
            ),
            Transition("commit", (S.CHECKED,), S.COMMITTED, p.ADD_IMPORT, _("Take in"), indirect=True),
            Transition(
                "fail",
                (S.UPLOADED, S.CHECKED),
                S.FAILED,
                p.ADD_IMPORT,
                _("Not taken in"),
                notifies=(news.tell_of_failure,),
                indirect=True,
            ),
            Transition("recheck", (S.CHECKED, S.FAILED), S.UPLOADED, p.ADD_IMPORT, _("Check again")),
            Transition(
                "cancel", (S.UPLOADED, S.CHECKED, S.FAILED), S.CANCELLED, p.ADD_IMPORT, _("Give up"), tone="danger"
            ),
        ),
    )
)
