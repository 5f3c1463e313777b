"""What the overviews have in common: figures that the reader may read, tasks, and what is still to be chased."""

from django.db.models import Max, Q

from access import chasing
from access.actor import Actor
from access.enums import ScopeKind
from access.models import Task
from access.permissions import CHASE
from network.dashboards import TILES, Board
from office.indicators import INDICATORS, Period, Scope, Sheet
from office.indicators.reading import refused
from office.views.figures import counter

SHOWN = 10


def sheet_of(board: Board, scope: Scope, actor: Actor) -> Sheet:
    """Today's figures of an overview: its own are expected, a page may read others beside them."""
    sheet = Sheet(scope, Period.today(), by=actor)
    sheet.expect(allowed(TILES[board], sheet))
    return sheet


def allowed(codes, sheet: Sheet) -> list[str]:
    """Those of the codes that the sheet's reader may read on its scope."""
    return [code for code in codes if refused(INDICATORS[code], sheet.scope, sheet.by) is None]


def tiles(board: Board, sheet: Sheet) -> list[dict]:
    """The overview's figures as the counter component shows them, without those that are not the reader's."""
    return [counter(found) for found in sheet.figures(allowed(TILES[board], sheet))]


def within(actor: Actor, kind: str, scope_id: int) -> Actor:
    """The same person with the roles at one organisation alone: an overview speaks of that one."""
    return actor.only_with(*(a for a in actor.assignments if (a.scope_kind, a.scope_id) == (kind, scope_id)))


def own_tasks(actor: Actor) -> list[Task]:
    """What waits for the actor, the most pressing first."""
    return list(Task.objects.owned_by(actor).open().order_by("due_on", "opened_at", "pk")[:SHOWN])


def obligations(actor: Actor, hospital_id: int) -> list[Task]:
    """What is open at a hospital, the most pressing first: everybody's for whoever may chase it, else the own; each
    with ``is_own``, and with its ``chase``."""
    own = Q(pk__in=Task.objects.owned_by(actor).open().order_by().values("pk"))
    may_chase = hospital_id in actor.scope_ids(CHASE, ScopeKind.HOSPITAL)
    everybody = Q(scope_kind=ScopeKind.HOSPITAL, scope_id=hospital_id) if may_chase else Q(pk__in=[])
    rows = Task.objects.open().filter(own | everybody).annotate(reminded_at=Max("reminders__at"))
    found = chased(rows)
    roles = {item.role for item in actor.assignments}
    for task in found:
        task.is_own = task.role in roles
    return found


def chased(rows) -> list[Task]:
    """Tasks of others, the most pressing first, each with its ``chase`` for components/chase_actions.html."""
    found = chasing.described(rows.order_by("due_on", "opened_at", "pk")[:SHOWN])
    for chase in found:
        chase.task.chase = chase
    return [chase.task for chase in found]
