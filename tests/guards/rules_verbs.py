"""Rules about verbs: where rows are written, and what a verb looks like; pure functions of texts and functions."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator

from access import lifecycle, logbook

# Calls that write rows, whatever stands before the dot …
WRITING = {"get_or_create", "update_or_create", "bulk_create", "bulk_update", "_raw_delete"}
# … and those that write when they stand on a model's rows.
ON_ROWS = {"create", "delete"}
MANAGERS = {"objects", "_base_manager", "_default_manager"}
# Functions that write for others.
HELPERS = {("grants", "give"), ("grants", "take"), ("lifecycle", "move")}
LOGGING = {logbook.record, logbook.nothing_changed, lifecycle.move}


def writes(path: str, text: str) -> list[str]:
    """``path:line: function: call`` for each call that writes rows; ``function`` is the outermost one around it."""
    tree = ast.parse(text)
    modules = {name.asname or name.name for node in ast.walk(tree) for name in _imported(node)}
    return [
        f"{path}:{call.lineno}: {name}: {what}"
        for name, node in _outermost(tree)
        for call in ast.walk(node)
        if (what := _written(call, modules))
    ]


def _imported(node) -> Iterable[ast.alias]:
    return node.names if isinstance(node, ast.Import | ast.ImportFrom) else ()


def _outermost(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Functions of the module and methods of its classes, by name; other statements as "<module>"."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from ((getattr(inner, "name", node.name), inner) for inner in node.body)
        else:
            yield getattr(node, "name", "<module>"), node


def _written(call: ast.AST, modules: set[str]) -> str:
    """What a call writes, or ""."""
    if not isinstance(call, ast.Call):
        return ""
    if isinstance(call.func, ast.Name):
        return "move()" if call.func.id == "move" else ""
    if not isinstance(call.func, ast.Attribute):
        return ""
    name, before = call.func.attr, call.func.value
    on_module = isinstance(before, ast.Name) and before.id in modules
    if (getattr(before, "id", ""), name) in HELPERS or name in WRITING:
        return f"{name}()"
    if on_module or not _on_rows(name, call, before):
        return ""
    return f"{name}()"


def _on_rows(name: str, call: ast.Call, before: ast.AST) -> bool:
    if name == "save":
        return True
    if name == "update":
        # dict.update() takes a mapping; rows are updated by names.
        return (
            bool(call.keywords)
            and not call.args
            and getattr(getattr(before, "func", None), "attr", "") != "setdefault"
        )
    if name in ON_ROWS:
        return name == "delete" or getattr(before, "attr", "") in MANAGERS
    return False


def decorated(text: str) -> set[str]:
    """The names of the functions that are declared as verbs."""
    return {
        node.name
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and any(_is_verb(decorator) for decorator in node.decorator_list)
    }


def _is_verb(decorator: ast.AST) -> bool:
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "verb"


def writers_that_are_no_verbs(path: str, text: str) -> list[str]:
    """Public functions of a domain module that write, by themselves or by a private one beside them, and are no verbs."""
    functions = {name: node for name, node in _outermost(ast.parse(text)) if isinstance(node, ast.FunctionDef)}
    writing = {line.split(":", 3)[2].strip() for line in writes(path, text)}
    while further := {name for name, node in functions.items() if _calls(node) & writing and name not in writing}:
        writing |= further
    stray = sorted(name for name in writing - decorated(text) if not name.startswith("_"))
    return [f"{path}:{name}: writes and is no verb" for name in stray]


def _calls(node: ast.AST) -> set[str]:
    """The names of private functions that a function mentions."""
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and inner.id.startswith("_")}


def calls_of(path: str, text: str, parts: Iterable[tuple[str, str]]) -> list[str]:
    """Calls of functions (module, name) that belong inside verbs."""
    parts = set(parts)
    return [
        f"{path}:{node.lineno}: {node.func.value.id}.{node.func.attr} is a part of a verb"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in parts
    ]


def signature_faults(name: str, function: Callable) -> list[str]:
    """A verb takes the actor as keyword-only ``by``, and one thing by position."""
    parameters = inspect.signature(function).parameters
    by = parameters.get("by")
    if by is None:
        return [f"{name}: takes no by"]
    return [] if by.kind is inspect.Parameter.KEYWORD_ONLY else [f"{name}: by is not keyword-only"]


def logs(function: Callable, houses: Collection[str], seen: set | None = None) -> bool:
    """Whether a function, or one of the project's functions that it calls, writes to the logbook or says why not."""
    seen = set() if seen is None else seen
    function = inspect.unwrap(function)
    if function in seen or not inspect.isfunction(function):
        return False
    seen.add(function)
    called = list(_called(function))
    if any(one in LOGGING for one in called if inspect.isfunction(one)):
        return True
    own = [one for one in called if (getattr(one, "__module__", None) or "").split(".")[0] in houses]
    return any(logs(one, houses, seen) for one in own)


def _called(function: Callable) -> Iterator[object]:
    """The objects that a function's calls name, as far as its module knows them."""
    known = function.__globals__ | inspect.getclosurevars(function).nonlocals
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield known.get(node.func.id)
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            yield getattr(known.get(node.func.value.id), node.func.attr, None)
