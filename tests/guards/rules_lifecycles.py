"""Rules about lifecycles: who writes their columns, and whether their tables hold together."""

import ast
from collections.abc import Iterable, Iterator

from access.diagrams import initial_state
from access.lifecycle import Lifecycle
from access.permissions import roles_with

BY_NAME = {"update", "create", "get_or_create", "update_or_create"}


def column_writes(path: str, text: str, columns: set[str]) -> list[str]:
    """Places that write a lifecycle's column: assignment, setattr, update or create with its name, bulk_update, save."""
    return [
        f"{path}:{node.lineno}: writes {column}"
        for node in ast.walk(ast.parse(text))
        for column in _written(node)
        if column in columns
    ]


def _written(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (name for target in targets for name in _assigned(target))
    elif isinstance(node, ast.Call):
        yield from _by_call(node, getattr(node.func, "attr", getattr(node.func, "id", "")))


def _assigned(target: ast.AST) -> Iterator[str]:
    """The attributes that an assignment sets; what stands in brackets is only read."""
    if isinstance(target, ast.Attribute):
        yield target.attr
    elif isinstance(target, ast.Tuple | ast.List):
        yield from (name for one in target.elts for name in _assigned(one))


def _by_call(call: ast.Call, name: str) -> Iterator[str]:
    if name in BY_NAME:
        yield from (keyword.arg for keyword in call.keywords if keyword.arg)
        defaults = [keyword.value for keyword in call.keywords if keyword.arg in ("defaults", "create_defaults")]
        yield from (text for value in defaults if isinstance(value, ast.Dict) for text in _texts(value.keys))
    elif name == "setattr":
        yield from _texts(call.args[1:2])
    elif name == "bulk_update":
        yield from _texts(one for argument in call.args[1:] for one in ast.walk(argument))
    elif name == "save":
        fields = (keyword.value for keyword in call.keywords if keyword.arg == "update_fields")
        yield from _texts(one for value in fields for one in ast.walk(value))


def _texts(nodes: Iterable) -> Iterator[str]:
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def table_faults(table: Lifecycle) -> list[str]:
    """States that no way leads to, steps between states that are none, steps that nobody may take."""
    states = set(table.states.values)
    found = [f"{state} is reached by no step" for state in sorted(states - reachable(table, initial_state(table)))]
    for step in table.transitions:
        found += [f"{step.name}: {state} is no state" for state in {*step.sources, step.target} - states]
        if not roles_with(step.permission):
            found.append(f"{step.name}: no role holds {step.permission}")
    names = [step.name for step in table.transitions]
    found += [f"{name}: two steps have this name" for name in sorted({n for n in names if names.count(n) > 1})]
    return [f"{table.name}: {fault}" for fault in found]


def reachable(table: Lifecycle, start: str) -> set[str]:
    """Every state to which steps lead from a state, itself included."""
    reached = {start}
    while further := {s.target for s in table.transitions if reached & set(s.sources)} - reached:
        reached |= further
    return {str(state) for state in reached}
