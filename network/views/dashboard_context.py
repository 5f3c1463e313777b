"""What the overviews have in common: figures that the reader may read, tasks, and what is still to be chased."""

from access import chasing
from access.actor import Actor
from access.models import Task
from network.dashboards import TILES, Board
from office.indicators import INDICATORS, Period, Scope, figures
from office.indicators.reading import refused
from office.views.figures import counter

SHOWN = 10


def tiles(board: Board, scope: Scope, actor: Actor) -> list[dict]:
    """The overview's figures as the counter component shows them, without those that are not the reader's."""
    return [counter(found) for found in readable(TILES[board], scope, actor)]


def readable(codes, scope: Scope, actor: Actor) -> list:
    """Today's figures of these codes, without those that the actor may not read on the scope."""
    allowed = [code for code in codes if refused(INDICATORS[code], scope, actor) is None]
    return figures(allowed, scope, Period.today(), by=actor)


def within(actor: Actor, kind: str, scope_id: int) -> Actor:
    """The same person with the roles at one organisation alone: an overview speaks of that one."""
    return actor.only_with(*(a for a in actor.assignments if (a.scope_kind, a.scope_id) == (kind, scope_id)))


def own_tasks(actor: Actor) -> list[Task]:
    """What waits for the actor, the most pressing first."""
    return list(Task.objects.owned_by(actor).open().order_by("due_on", "opened_at", "pk")[:SHOWN])


def chased(rows) -> list[Task]:
    """Tasks of others, the most pressing first, each with its ``chase`` for components/chase_actions.html."""
    found = chasing.described(rows.order_by("due_on", "opened_at", "pk")[:SHOWN])
    for chase in found:
        chase.task.chase = chase
    return [chase.task for chase in found]
