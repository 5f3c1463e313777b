"""What pages may follow of a study's enrolment: the sums of all sites, and each site's for those who see them all."""

from collections.abc import Collection
from uuid import UUID

from access import door
from access.actor import Actor
from access.live import Topic, View
from studies import permissions
from studies.indicators import enrolment
from studies.models import MonthConfirmation, Study

TOTALS = ("enrolled", "screened", "reported")


def sees_all_sites(actor: Actor, study: Study) -> bool:
    """Whether the actor sees the figures of every site: the lead site does, and the centres, and the province."""
    example = MonthConfirmation(study=study, lead_hospital_id=study.lead_hospital_id)
    return door.can(actor, permissions.VIEW_MONTH, example)


def _view(actor: Actor, key: str) -> View | None:
    try:
        study = Study.objects.readable_by(actor).filter(uid=UUID(key)).first()
    except ValueError:
        return None
    return View(key, sees_all_sites(actor, study)) if study else None


def _read(views: Collection[View]) -> dict[View, dict]:
    found = dict(Study.objects.filter(uid__in={view.key for view in views}).values_list("uid", "pk"))
    said = enrolment.counts({str(uid): pk for uid, pk in found.items()})
    return {view: said[view.key] if view.rows else {name: said[view.key][name] for name in TOTALS} for view in views}


ENROLMENT = Topic("enrolment", _view, _read)
