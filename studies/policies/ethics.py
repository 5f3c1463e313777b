"""Until when ethics decisions permit research at a site, and whether they do on a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from studies.enums import PERMITTING
from studies.models import EthicsRecord, StudySite

NO_ETHICS = text(
    "studies.ethics.none",
    _("No ethics approval of %(hospital)s permits this study on %(day)s: record one that is valid that day."),
)
NO_LEAD_PART = text(
    "studies.ethics.no_lead_part",
    _("The lead site's own part is not opened yet: add %(hospital)s to the sites and record its ethics approval."),
)


def permitted_until(records: list[EthicsRecord]) -> date | None:
    """The last day that bearing records, newest first, permit; None when the newest ended the permission or none is
    there. An older permission that reaches further stays in force beside a newer one."""
    days = []
    for record in records:
        if record.decision not in PERMITTING:
            break
        days.append(record.last_day)
    return max(days, default=None)


def permits(site: StudySite, day: date) -> bool:
    """Whether research at the site is permitted on a day, by what had been decided until then."""
    until = permitted_until(list(site.ethics.bearing(day)))
    return until is not None and until >= day


def not_permitted(site: StudySite, day: date) -> Refusal | None:
    """Why nobody is recruited at the site on a day, or None."""
    if permits(site, day):
        return None
    return refusal(NO_ETHICS, hospital=str(site.hospital), day=day.isoformat())


def gate(study, day: date) -> Refusal | None:
    """Before a study recruits: the lead hospital's own approval is valid that day."""
    site = study.sites.filter(hospital_id=study.lead_hospital_id).select_related("hospital").first()
    if site is None:
        return refusal(NO_LEAD_PART, hospital=str(study.lead_hospital))
    return not_permitted(site, day)
