"""What the houses of the network and of the public site ask of a new province."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.models import LogEntry
from access.readiness import Answer, Check
from access.traces import BACKED_UP
from cms.models import AnnouncementPage
from cms.queries.site_identity import identity
from network.models import Centre, Hospital, Region
from network.province import province
from tools import clock

BACKUP_DAYS = 2
NEEDED = ("host_zh", "telephone", "icp_record")


def regions() -> Answer:
    """As many regions as the province's files count."""
    there, wanted = Region.objects.count(), province().counts.regions
    return Answer(there >= wanted, _("%(there)s of %(wanted)s.") % {"there": there, "wanted": wanted})


def who_runs_the_site() -> Answer:
    """What every public page says at its foot (ICP filing rules: the record number stands there)."""
    known = identity()
    return Answer(all(known.get(name) for name in NEEDED))


def https() -> Answer:
    """Links in letters begin with an address that people can trust."""
    return Answer(settings.PUBLIC_URL.startswith("https://"), settings.PUBLIC_URL)


def backup() -> Answer:
    """The last whole backup is no older than two days."""
    last = LogEntry.objects.filter(verb=BACKED_UP).order_by("-pk").first()
    if last is None:
        return Answer(False, _("No backup was written yet."))
    fact = _("The last one was written on %(day)s.") % {"day": clock.local(last.at).date().isoformat()}
    return Answer(clock.now() - last.at <= timedelta(days=BACKUP_DAYS), fact)


def first_centre() -> Answer:
    """At least one centre: without it no network and no member."""
    return Answer(Centre.objects.exists())


def first_hospital() -> Answer:
    """At least one hospital stands in the directory."""
    return Answer(Hospital.objects.exists())


def first_announcement() -> Answer:
    """At least one announcement is published."""
    return Answer(AnnouncementPage.objects.live().exists())


CHECKS = (
    Check(
        "regions",
        gettext_lazy("The reporting regions are complete"),
        regions,
        gettext_lazy("Run sync_reference."),
        order=1,
    ),
    Check(
        "identity",
        gettext_lazy("Every public page says who runs the site, with its record number"),
        who_runs_the_site,
        gettext_lazy("Write it down"),
        "site_identity",
        order=21,
    ),
    Check(
        "https",
        gettext_lazy("The site is reached by HTTPS"),
        https,
        gettext_lazy("Set PUBLIC_URL to the address with https."),
        order=22,
    ),
    Check(
        "backup",
        gettext_lazy("Backups are written"),
        backup,
        gettext_lazy("Enable lianyan-backup.timer, and practise restoring."),
        order=41,
    ),
    Check(
        "centre",
        gettext_lazy("A first centre is established"),
        first_centre,
        gettext_lazy("The department officer establishes it on the list of centres."),
        order=60,
    ),
    Check(
        "hospital",
        gettext_lazy("Hospitals stand in the directory"),
        first_hospital,
        gettext_lazy("The department officer registers them, or imports a table."),
        order=61,
    ),
    Check(
        "announcement",
        gettext_lazy("A first announcement is published"),
        first_announcement,
        gettext_lazy("The department officer writes it in the page editor."),
        order=70,
    ),
)
