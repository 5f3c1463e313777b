"""Finds every message id in the project's code and templates."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

FOLDERS = [
    "access",
    "cms",
    "config",
    "demo",
    "network",
    "office",
    "programme",
    "promotion",
    "provinces",
    "registry",
    "sites",
    "studies",
    "templates",
    "tools",
]

# Which arguments of a call hold the context, the message and its plural.
_SIGNATURES = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_LAZY = ("", "_lazy", "_noop")
_CALLS = {name + ending: signature for name, signature in _SIGNATURES.items() for ending in _LAZY}
_BABEL_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


class SourceError(ValueError):
    """A file that cannot be read as Python or as a template; the message names it."""


@dataclass(frozen=True)
class Use:
    """One message where it stands. `context` and `plural` are None where there is none."""

    message: str
    context: str | None
    plural: str | None
    place: str  # path from the project's root and line


def uses(root: Path, folders: Iterable[str] = FOLDERS) -> list[Use]:
    """Return every message of the Python files and templates below `folders`, which need not all exist.

    Templates are the .html and .txt files below any folder named `templates`. Raises SourceError.
    """
    found = []
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            if path.suffix == ".py" and "migrations" not in parts:
                found += _uses_in(path, root, _in_python)
            elif path.suffix in (".html", ".txt") and "templates" in parts:
                found += _uses_in(path, root, _in_template)
    return found


def _uses_in(path, root, reader) -> Iterator[Use]:
    name = path.relative_to(root).as_posix()
    try:
        found = list(reader(path.read_text(encoding="utf-8")))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise SourceError(f"{name}: {error}") from error
    for line, context, message, plural in found:
        if message:
            yield Use(message, context, plural, f"{name}:{line}")


def _in_python(text):
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", None))
        if name in _CALLS:
            context, message, plural = (_text(call.args, place) for place in _CALLS[name])
            yield call.lineno, context, message, plural


def _text(arguments, place):
    """Return a literal argument; None for what is only known at run time, which nobody can translate."""
    if place is None or place >= len(arguments):
        return None
    argument = arguments[place]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _in_template(text):
    # Django turns the template into calls among filler, indented as the template was; Python's tokens allow no such
    # indentation.
    calls = "\n".join(line.lstrip() for line in templatize(text).split("\n"))
    for line, name, messages, _comments in extract_python(
        BytesIO(calls.encode()), _BABEL_KEYWORDS, (), {"encoding": "utf-8"}
    ):
        texts = messages if isinstance(messages, tuple) else (messages,)
        context, message, plural = (
            None if place is None or place >= len(texts) else texts[place] for place in _SIGNATURES[name]
        )
        yield line, context, message, plural
