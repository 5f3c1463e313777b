"""What must stand open before a study takes a step, said by the parts of the house that know it.

A gate is asked with (study, day) and answers with a refusal or None. ``NEEDED`` names the gates without which a step
stays shut: what nobody has registered is not there, and nobody recruits without ethics approval and filing. Gates stop
permission, never the record: what happened all the same is entered as a deviation.
"""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text

APPROVE, REGISTER, RECRUIT = "approve", "register", "recruit"
ETHICS, FILING = "ethics", "filing"
TITLES = {ETHICS: _("ethics approval"), FILING: _("filing and registry numbers")}
NEEDED: dict[str, tuple[str, ...]] = {APPROVE: (), REGISTER: (), RECRUIT: (ETHICS, FILING)}

NOT_THERE = text(
    "studies.gate.not_there",
    _("Nothing is recorded yet about “%(gate)s”: record it first, nobody is recruited without it."),
)

# step -> gate -> check
_GATES: dict[str, dict[str, Callable]] = {}


def register(step: str, gate: str, check: Callable) -> None:
    """Let ``check(study, day) -> Refusal | None`` stand before a step; called from ``apps.ready()``."""
    _GATES.setdefault(step, {})[gate] = check


def forget(step: str, gate: str) -> None:
    """Take a gate away again."""
    _GATES.get(step, {}).pop(gate, None)


def shut(step: str, study, day: date) -> Refusal | None:
    """Why the study may not take the step on a day, or None."""
    known = _GATES.get(step, {})
    for gate in NEEDED.get(step, ()):
        if gate not in known:
            return refusal(NOT_THERE, gate=str(TITLES.get(gate, gate)))
    return next((found for check in known.values() if (found := check(study, day)) is not None), None)
