"""What entering for hospitals from paper tells the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import chasing, histories, live, navigation, presenters
from access.delivery import kinds
from access.navigation import NavItem, holding
from network import proxy_permissions as permissions
from network import proxy_policies as policies
from network.proxy_enums import LetterWay

ACTS = {
    "application.entered_from_paper": _("entered the application for the hospital from paper"),
    "proxy_entry.entered": _("entered for the hospital from paper"),
    "proxy_entry.put_up_for_signature": _("handed the entry in for signature"),
    "proxy_entry.letter_printed": _("printed the letter with a new code"),
    "proxy_entry.letter_sent": _("noted how the letter went to the hospital"),
    "proxy_entry.copy_uploaded": _("uploaded a sealed letter"),
}
FACTS = {
    "sent_on": (_("sent on"), None),
    "way": (_("way"), lambda code: str(LetterWay(code).label) if code in LetterWay.values else code),
    "tracking": (_("number of the sending"), None),
}
NEWS = kinds.Kind("proxy", _("Entered for the hospital from paper"), ("news.proxy.",), pressing=True)


def register_proxies() -> None:
    """Acts, news, sign-off, papers, history, menu."""
    from network.models import ProxyEntry

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    kinds.register(NEWS)
    histories.register("proxy_entry", "network.proxyentry")
    _register_signoff()
    _register_papers()
    chasing.register(ProxyEntry._meta.label_lower)
    live.register(live.rows_topic(ProxyEntry))
    navigation.register(
        NavItem(
            "network",
            _("Entered from paper"),
            "network:proxy_entries",
            "clipboard-list",
            holding(permissions.VIEW_ENTRY),
            order=35,
        )
    )


def _register_signoff() -> None:
    from network.domain import proxy_answers, signoffs
    from network.views.proxy_entries import signed_sections

    goes_on = {"signed": proxy_answers.signed, "returned": proxy_answers.sent_back, "sections": signed_sections}
    application = signoffs.SignOffKind(
        title=_("application entered by the centre from paper"),
        summary_template="network/proxy_summary.html",
        **goes_on,
    )
    annual = signoffs.SignOffKind(
        title=_("annual confirmation entered by the centre from paper"),
        summary_template="network/proxy_annual_summary.html",
        **goes_on,
    )
    signoffs.register_kind(proxy_answers.SIGNOFF_KIND, application)
    signoffs.register_kind(proxy_answers.ANNUAL_SIGNOFF_KIND, annual)


def _register_papers() -> None:
    from office.files import SCANS
    from office.owners import register_owner

    papers = {
        policies.PAPER: (_("Scan of the paper"), permissions.ENTER),
        policies.SEALED_COPY: (_("Letter with the hospital's seal"), permissions.ENTER),
    }
    register_owner("network.proxyentry", papers, guard=policies.papers_locked, types=SCANS)
