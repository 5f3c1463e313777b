"""Beats about messages: digests, and what is not kept for good; imported when the application starts."""

from django.utils.translation import gettext_lazy as _

from access import beats, record_retention
from access.actor import Actor
from access.delivery import digests
from access.domain import record_purges


@beats.each_minute("access.digests", _("Make digests of news"))
def make_digests() -> None:
    """For everybody whose hour has come."""
    digests.make_due()


@beats.each_day("access.purge_records", at="03:50", title=_("Remove old messages and jobs"))
def purge_records() -> None:
    """What has been over for longer than the settings keep it."""
    for name in record_retention.KEPT:
        record_purges.purge_all(name, by=Actor.as_system("purge_records"))
