"""Rules about stored texts: every code that is handed on is registered, and gets the parameters that its sentence needs."""

import ast
import re
from collections.abc import Iterator, Mapping
from types import ModuleType

# Functions whose argument at this place is a code; whether their keywords are its parameters.
TAKES_CODE = {"refusal": 0, "open_task": 0, "notify": 1, "_open": 0, "render": 0}
PLACES = re.compile(r"%\((\w+)\)")
# A keyword of inbox.notify that is no parameter of its sentence.
NOT_PARAMETERS = {"url"}


def uses(path: str, text: str, module: ModuleType) -> Iterator[tuple[str, object, set[str] | None]]:
    """(place, code, parameters) for each code handed on; the code is None when the module does not know the name.

    Parameters are None when they come from elsewhere (``**names``).
    """
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        place = TAKES_CODE.get(name)
        if place is None or len(node.args) <= place:
            continue
        known, code = _value(node.args[place], module)
        if known:
            yield f"{path}:{node.lineno}", code, _parameters(node) if name in ("refusal", "notify") else None


def _value(node: ast.AST, module: ModuleType) -> tuple[bool, object]:
    """Whether an expression is a constant (a literal, NAME or module.NAME), and its value in the module."""
    if isinstance(node, ast.Constant):
        return True, node.value
    if isinstance(node, ast.Name) and node.id.isupper():
        return True, getattr(module, node.id, None)
    if isinstance(node, ast.Attribute) and node.attr.isupper() and isinstance(node.value, ast.Name):
        return True, getattr(getattr(module, node.value.id, None), node.attr, None)
    return False, None


def _parameters(call: ast.Call) -> set[str] | None:
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else names - NOT_PARAMETERS


def faults(path: str, text: str, module: ModuleType, registered: Mapping[str, object]) -> list[str]:
    """Codes without a sentence, and sentences that would miss a parameter."""
    found = []
    for place, code, parameters in uses(path, text, module):
        if code not in registered:
            found.append(f"{place}: no sentence is registered for {code}")
        elif parameters is not None:
            missing = set(PLACES.findall(str(registered[code]))) - parameters
            found += [f"{place}: {code} needs {name}" for name in sorted(missing)]
    return found


def malformed(registered: Mapping[str, object]) -> list[str]:
    """Sentences whose places are not all ``%(name)s`` or ``%(name)d``."""
    return [
        code for code, sentence in sorted(registered.items()) if "%" in re.sub(r"%\(\w+\)[sd]|%%", "", str(sentence))
    ]
