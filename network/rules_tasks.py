"""What is due by the clock about rules that people edit."""

from django.utils.translation import gettext_lazy as _

from access import beats
from network.domain import tier_versions


@beats.each_day("network.tiers", at="00:10", title=_("Put the tiers into the order of the day's versions"))
def settle_order() -> None:
    """Names and quotas hold by date; only the order in lists is written down."""
    tier_versions.settle_order()
