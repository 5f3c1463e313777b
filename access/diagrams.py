"""Lifecycles as documents: the diagram and the table of steps, generated from what the engine obeys."""

from django.utils.translation import gettext

from access.lifecycle import LIFECYCLES, Lifecycle, Transition
from access.permissions import roles_with
from access.roles import ROLES

# A thing that is only there or not there needs no picture.
LEAST_STATES = 3


def drawn() -> list[Lifecycle]:
    """The lifecycles that get a document: those with more than two states, by name."""
    found = [table for table in LIFECYCLES.values() if len(table.states) >= LEAST_STATES]
    return sorted(found, key=lambda table: table.name)


def initial_state(table: Lifecycle) -> str:
    """The state in which a row begins."""
    return table.model._meta.get_field(table.field).default


def document(table: Lifecycle) -> str:
    """Diagram and steps of one lifecycle as Markdown in the active language."""
    return "\n\n".join(
        [
            f"# {gettext('Lifecycle')}: {table.model._meta.verbose_name}",
            f"```mermaid\n{mermaid(table)}\n```",
            _steps(table),
            "",
        ]
    )


def mermaid(table: Lifecycle) -> str:
    """The diagram in the language of Mermaid, which repository sites draw by themselves."""
    lines = ["stateDiagram-v2"]
    lines += [f'state "{_plain(state.label)}" as {state.value}' for state in table.states]
    lines.append(f"[*] --> {initial_state(table)}")
    lines += [
        f"{source} --> {step.target}: {_plain(step.title)}" for step in table.transitions for source in step.sources
    ]
    left = {source for step in table.transitions for source in step.sources}
    lines += [f"{state.value} --> [*]" for state in table.states if state.value not in left]
    return "\n    ".join(lines)


def _plain(words) -> str:
    """Words without the signs that mean something in a diagram."""
    return str(words).replace('"', "'").replace(":", " –").replace(";", ",")


def _steps(table: Lifecycle) -> str:
    head = [
        gettext("Step"),
        gettext("State before"),
        gettext("State after"),
        gettext("Who may take it"),
        gettext("Needs a reason"),
    ]
    rows = [_step(table, step) for step in table.transitions]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows])


def _step(table: Lifecycle, step: Transition) -> list[str]:
    comma = gettext(", ")
    who = [str(role) for code, role in ROLES.items() if code in roles_with(step.permission)]
    sources = comma.join(str(table.states(source).label) for source in step.sources)
    target = str(table.states(step.target).label)
    return [str(step.title), sources, target, comma.join(who), "●" if step.needs_reason else ""]
