"""What a new deployment still lacks before people rely on it: one check a line, asked each time the page is opened.

Every house registers its own from ``apps.ready()``; the page stands in ``cms`` (docs/deployment.md).
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What one check found: whether it holds, and the fact behind it as a sentence, empty when there is none."""

    holds: bool
    fact: str = ""


@dataclass(frozen=True)
class Check:
    """One line: what should be so, the question, and where to do something about it (a URL name) or what to run."""

    code: str
    title: object
    ask: Callable[[], Answer]
    advice: object = ""
    url_name: str = ""
    order: int = 50


CHECKS: dict[str, Check] = {}


def register(*checks: Check) -> None:
    """Make checks known; called from ``apps.ready()``."""
    CHECKS.update({check.code: check for check in checks})


def in_order() -> list[Check]:
    """All checks in the order in which they are best dealt with."""
    return sorted(CHECKS.values(), key=lambda check: check.order)
