"""When a step was taken for the first time: the stamp that a transition writes along with the state."""

from tools import clock


def first_time(thing, column: str) -> dict:
    """``{column: now}`` on the first time, nothing on later ones: the days per step keep their beginning."""
    return {column: clock.now()} if getattr(thing, column) is None else {}
