"""What filings tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import chasing, histories, navigation, presenters, retention
from access.delivery import kinds
from access.enums import EntryKind
from access.navigation import NavItem, holding
from studies import gates, permissions
from studies.policies import filings as policies

ACTS = {
    "filing.started": _("began to file the study"),
    "filing.copy_kept": _("said what stands at the registry"),
    "filing_event.reported": _("recorded a report to the registry"),
    "study.imported": _("brought a study in from a registry's file"),
}


def register_filings() -> None:
    """The gate before recruiting, acts, news, histories, beats."""
    from studies.models import Filing, FilingEvent
    from studies.tasks import filings  # noqa: F401 - importing registers the beat

    presenters.register_acts(ACTS)
    kinds.register(kinds.Kind("filing", _("Filings of studies"), ("news.filing.",), pressing=True))
    presenters.register_facts({"source": (_("file"), None)})
    retention.register_kinds(dict.fromkeys(("filing", "filing_event"), EntryKind.STUDY))
    histories.register("filing", "studies.filing")
    chasing.register(*(model._meta.label_lower for model in (Filing, FilingEvent)))
    navigation.register(
        NavItem(
            "filings",
            _("Filings"),
            "studies:filings",
            "file-check",
            holding(permissions.READ_STUDY),
            order=11,
        ),
    )
    gates.register(gates.RECRUIT, gates.FILING, policies.filed)
