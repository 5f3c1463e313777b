"""Rules about files of any kind and about Python: pure functions of a path and a text that return what is wrong.

Each finding is a line `path:line: sentence`. `test_rules.py` plants a fault for each; `test_repository.py` applies
them to the project. Patterns hold a letter in brackets and planted faults a plus, so that no rule finds itself.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

LONGEST_FILE = 300

INDEX_ADDRESS = re.compile(
    r"--(?:extra-)?index-[u]rl|--find-[l]inks|\b(?:files\.pythonhosted|pypi)\.[o]rg|registry\.[n]pmjs|deb\.[d]ebian\.org"
    r"|\"resolved\":\s*\"[h]ttp|https?://[^\s\"']*/[s]imple(?:[/\s\"']|$)"
)
MACHINE_PATH = re.compile(
    r"(?<![\w.:/}])/(?:root|work|opt/(?:wheels|pypi)|home/(?:user|ubuntu|runner|admin))(?=[/\"'\s]|$)"
)
PROVINCE_WORD = re.compile(r"河[北]|[H]ebei|(?<!\d)[1]3\d{4}(?!\d)")
OLD_WORD = re.compile(r"受[试試]者")
UNFINISHED = re.compile(r"#\s*(?:TO[D]O|FI[X]ME|X[X]X)\b|NotImplemen[t]ed|pragma: n[o] cover")
CHINESE = re.compile(r"[\u3400-\u9fff]")
BANNED_CALLS = {
    ("timezone", "now"): "ask tools.clock.now()",
    ("timezone", "localdate"): "ask tools.clock.today()",
    ("date", "today"): "ask tools.clock.today()",
    ("datetime", "today"): "ask tools.clock.now()",
    ("datetime", "now"): "ask tools.clock.now()",
    ("datetime", "utcnow"): "ask tools.clock.now()",
}
BANNED_KEYWORDS = {
    "auto_now": "the verb writes the moment, from tools.clock",
    "auto_now_add": "the verb writes the moment, from tools.clock",
}


def _matches(pattern: re.Pattern, sentence: str, path: str, text: str) -> list[str]:
    return [
        f"{path}:{number}: {sentence}: {match.group().strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def index_addresses(path: str, text: str) -> list[str]:
    """No address of a package index: locks and scripts work with whatever index a machine is set up for."""
    return _matches(INDEX_ADDRESS, "address of a package index", path, text)


def machine_paths(path: str, text: str) -> list[str]:
    """No folder of the machine somebody worked on."""
    return _matches(MACHINE_PATH, "path of one machine", path, text)


def province_words(path: str, text: str) -> list[str]:
    """Whatever belongs to one province is data in provinces/; code does not name it or its division codes."""
    return _matches(PROVINCE_WORD, "particular to one province", path, text)


def old_words(path: str, text: str) -> list[str]:
    """People who take part in research are called by the law's present word, 研究参与者."""
    return _matches(OLD_WORD, "say 研究参与者", path, text)


def unfinished(path: str, text: str) -> list[str]:
    """No note of work left undone, no stub, no line excused from being tested."""
    return _matches(UNFINISHED, "unfinished", path, text)


def long_file(path: str, text: str) -> list[str]:
    """A file of more than 300 lines has more than one subject."""
    lines = len(text.splitlines())
    return [f"{path}:{lines}: {lines} lines, more than {LONGEST_FILE}"] if lines > LONGEST_FILE else []


def stale_exceptions(allowed: dict[str, str], found: Iterable[str]) -> list[str]:
    """Entries of an allow-list (path to reason) that excuse nothing any more, or give no reason.

    `found` are the findings of the rule without the list.
    """
    at_fault = {line.split(":", 1)[0] for line in found}
    stale = [f"{path}: is on the allow-list and needs no exception" for path in allowed if path not in at_fault]
    return stale + [f"{path}: is on the allow-list without a reason" for path, why in allowed.items() if not why]


def banned_python(path: str, text: str) -> list[str]:
    """No clock but tools.clock, no field that fills itself, no data in migrations, no logic in a model's save()."""
    found = []
    for node in ast.walk(ast.parse(text)):
        found += [f"{path}:{line}: {sentence}" for line, sentence in _banned(node, path)]
    return found


def _banned(node: ast.AST, path: str) -> Iterator[tuple[int, str]]:
    folders = PurePosixPath(path).parts
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
        owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
        if reason := BANNED_CALLS.get((owner, node.attr)):
            yield node.lineno, f"{owner}.{node.attr}: {reason}"
        if node.attr == "get_model" and "migrations" in folders:
            yield node.lineno, "data in a migration: reference data comes from sync_reference"
    # Migrations repeat the fields of Wagtail's abstract models.
    if isinstance(node, ast.keyword) and node.arg in BANNED_KEYWORDS and "migrations" not in folders:
        yield node.value.lineno, f"{node.arg}: {BANNED_KEYWORDS[node.arg]}"
    is_model = "models" in folders
    if is_model and isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}:
        yield node.lineno, f"def {node.name}() in a model: a verb in domain/ does it"
    if isinstance(node, ast.Name) and node.id == "receiver":
        yield node.lineno, "a signal receiver: houses call verbs"


def chinese_ids(messages: Iterable[tuple[str, str]]) -> list[str]:
    """Message ids are English; Chinese is in the catalogue. `messages` are pairs of place and id."""
    return [f"{place}: message id in Chinese: {message}" for place, message in messages if CHINESE.search(message)]


def dependency_reasons(path: str, text: str) -> list[str]:
    """Each dependency in pyproject.toml stands under a comment that says what it is for."""
    found, previous, inside = [], "", False
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if line.endswith("= [") and line.split(" ")[0] in {"dependencies", "dev"}:
            inside = True
        elif line == "]":
            inside = False
        elif inside and line.startswith('"') and not previous.startswith("# "):
            found.append(f"{path}:{number}: dependency without a reason above it: {line}")
        previous = line
    return found


def open_locks(path: str, text: str) -> list[str]:
    """A lock file pins every package with its hashes and names no address."""
    found = _matches(
        re.compile(r"\S*://\S*|^\s*-\S.*"), "address or option in a lock", path, text.replace("--hash=", "")
    )
    blocks = re.split(r"\n(?=\S)", text.strip())
    for block in blocks:
        if not re.match(r"[\w.\[\],-]+==\S+ ", block) or "--hash=sha256:" not in block:
            found.append(f"{path}: not pinned with hashes: {block.splitlines()[0]}")
    return found


def decision_numbers(documents: Iterable[tuple[str, str]]) -> list[str]:
    """Decisions are numbered 0001, 0002, … without a gap, and each one's heading repeats its number."""
    found = []
    for expected, (path, text) in enumerate(sorted(documents), 1):
        name = PurePosixPath(path).name
        if not name.startswith(f"{expected:04d}-"):
            found.append(f"{path}: expected number {expected:04d}")
        if not text.startswith(f"# {expected}. "):
            found.append(f"{path}:1: the heading does not begin with “# {expected}. ”")
    return found


def glossary_lines(text: str) -> list[tuple[str, str, str]]:
    """The lines of the glossary's tables: Chinese, English, code."""
    return re.findall(r"^\| (\S.*?) \| (\S.*?) \| `(\w+)` \|$", text, re.MULTILINE)


def doubled_words(path: str, text: str) -> list[str]:
    """No Chinese word and no word of the code stands for two things."""
    lines = glossary_lines(text)
    words = [line[0] for line in lines] + [line[2] for line in lines]
    return [f"{path}: stands twice: {word}" for word in sorted({word for word in words if words.count(word) > 1})]


def words_missing(text: str, names: Iterable[str]) -> list[str]:
    """Class names that no line of the glossary has as its word in code (`SignOff` is `sign_off`)."""
    known = {code.replace("_", "") for _chinese, _english, code in glossary_lines(text)}
    return [name for name in names if name.lower() not in known]
