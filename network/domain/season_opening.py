"""Opening the common season: every hospital that has to confirm gets its confirmation and the task of the day.

A job does it, one short transaction for each hospital, so that it can be interrupted anywhere: what is open with the
right task is passed by when it goes on.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef

from access import jobs
from access.actor import Actor
from access.models import Job, Task
from access.refusals import Refused
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network import confirmation_policies as policies
from network.confirmation_enums import ConfirmationState
from network.domain import annual_confirmations
from network.domain import confirmation_tasks as tasks
from network.models import AnnualConfirmation, Hospital, Membership
from network.seasons import Season

WORK = "network.open_season"
SYSTEM = "annual_confirmation"
PIECE = 200


def asked(season: Season):
    """The open hospitals with a membership that has to confirm the season."""
    members = Membership.objects.to_confirm(season)
    return Hospital.objects.open().filter(pk__in=members.values("hospital"))


def opened(season: Season):
    """Those of them whose confirmation of the season is open or given."""
    return asked(season).filter(annual_confirmations__year=season.year)


def lacking(season: Season):
    """Those of them that have not confirmed, themselves or from paper, and lack the confirmation or the task of the
    day."""
    rows = AnnualConfirmation.objects.filter(hospital=OuterRef("pk"), year=season.year)
    done = rows.filter(state=ConfirmationState.CONFIRMED)
    task = Task.objects.open().filter(
        kind=tasks.kind_of_today(season),
        object_type=AnnualConfirmation._meta.label_lower,
        object_id=OuterRef("pk"),
        scope_id=OuterRef("hospital"),
    )
    both = [Exists(task.filter(role=role)) for role in (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN)]
    waiting = Membership.objects.to_confirm(season).unconfirmed(season)
    found = asked(season).filter(pk__in=waiting.values("hospital"))
    return found.exclude(Exists(done)).exclude(Exists(rows.filter(*both)))


def start() -> Job | None:
    """Have the present season opened by a job when a hospital lacks something and none is at it; called each day."""
    season = policies.season_now()
    if season is None or Job.objects.unfinished().filter(name=WORK).exists() or not lacking(season).exists():
        return None
    return jobs.start(WORK, by=Actor.as_system(SYSTEM))


def open_season(advance: Callable[[int, int], None] | None = None) -> int:
    """Open it for every hospital that lacks something, in the order of their keys; returns for how many.

    It holds PIECE keys at a time. Called again after an interruption it goes on where it stopped. A hospital that
    has closed or left in between is passed by.
    """
    season = policies.season_now()
    if season is None:
        return 0
    done, last, total = 0, 0, lacking(season).count()
    while keys := list(lacking(season).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PIECE]):
        for key in keys:
            done += _open_for(key)
            if advance:
                advance(min(done, total), total)
        last = keys[-1]
    return done


def _open_for(key: int) -> bool:
    try:
        annual_confirmations.open_for(Hospital(pk=key), by=Actor.as_system(SYSTEM))
    except Refused:
        return False
    return True
