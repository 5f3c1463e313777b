"""Rules about templates, style sheets and scripts: pure functions of a path and a text that return what is wrong."""

import re

COMMENTS = re.compile(r"{#.*?#}|{% comment\b.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
INLINE_ATTRIBUTE = re.compile(r"\s(style|on[a-z]+|hx-on[\w:.-]*)\s*=", re.IGNORECASE)
SCRIPT_ADDRESS = re.compile(r"=\s*[\"']?\s*(?:javascript|data:text/html|js):", re.IGNORECASE)
FOREIGN_FILE = re.compile(
    r"(?:<(?:script|img|iframe|source|video|audio|embed)\b[^<>]*?\ssrc(?:set)?|<link\b[^<>]*?\shref)"
    r"\s*=\s*[\"']?(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//",
    re.IGNORECASE,
)
TRANSLATED = re.compile(r"{% (blocktranslate|blocktrans)\b.*?{% end\1 %}", re.DOTALL)
# Blocks that stand inside a tag: their content is no text.
ATTRIBUTE_BLOCK = re.compile(r"{% block (?:width|\w*class|\w*attributes) %}.*?{% endblock\b.*?%}", re.DOTALL)
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
UNREAD = re.compile(r"<(style|script|code|kbd|title-template)\b.*?</\1>|&#?\w+;", re.DOTALL | re.IGNORECASE)
SPOKEN = re.compile(r"\b(?:title|alt|placeholder|aria-label|aria-description)\s*=\s*(\"[^\"]*\"|'[^']*')")
WORDS = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]+")
NAMES = {"联研", "Lianyan", "CSV", "XLSX", "PDF", "DOCX", "RSS", "ICP"}

CSS_QUIET = re.compile(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
# Chromium 86 is the oldest browser that the public pages, sign-in, forms and uploads have to work in.
TOO_NEW_IN_CSS = {
    r"@layer\b": ("cascade layers", 99),
    r"@container\b": ("container queries", 105),
    r":has\(": (":has()", 105),
    r":(?:is|where)\(": (":is() and :where()", 88),
    r"(?:^|[\s;{])inset\s*:": ("inset", 87),
    r"\b(?:color-mix|light-dark|oklch|oklab)\(": ("new colour functions", 111),
    r"@media[^{]*[<>]": ("ranges in media queries", 104),
}
TOO_NEW_IN_SCRIPTS = {
    r"\bstructuredClone\(": ("structuredClone()", 98),
    r"\.at\(": (".at()", 92),
    r"\bObject\.(?:hasOwn|groupBy)\(": ("Object.hasOwn(), Object.groupBy()", 93),
    r"\.(?:findLast|findLastIndex|toSorted|toReversed|with)\(": ("findLast() and the copying array methods", 97),
    r"\bcrypto\.randomUUID\(": ("crypto.randomUUID()", 92),
    r"\bstatic\s*{": ("static blocks", 94),
}


def _blank(pattern: re.Pattern, text: str) -> str:
    """The text with each match replaced by spaces; lines stay where they are."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def inline_code(path: str, text: str) -> list[str]:
    """No script or style inside a page: the security policy of the site refuses both."""
    plain = _blank(COMMENTS, text)
    # Template code may hold comparison signs, which would end a tag too early.
    tags = [(match.start(), match.group()) for match in TAG.finditer(_blank(TEMPLATE_CODE, plain))]
    found = []
    for position, tag in tags:
        where = f"{path}:{_line(plain, position)}"
        name = re.match(r"<([\w-]+)", tag).group(1).lower()
        is_data = re.search(r"\btype\s*=\s*[\"']?application/(?:ld\+)?json", tag)
        if name == "style" or (name == "script" and not is_data and not re.search(r"\ssrc\s*=", tag)):
            found.append(f"{where}: <{name}> inside the page")
        found += [f"{where}: attribute {match.group(1)}=" for match in INLINE_ATTRIBUTE.finditer(tag)]
        if SCRIPT_ADDRESS.search(tag):
            found.append(f"{where}: script in an address")
    return found


def foreign_files(path: str, text: str) -> list[str]:
    """Pages load scripts, styles, pictures and fonts from this site only."""
    plain = _blank(COMMENTS, text)
    return [
        f"{path}:{_line(plain, match.start())}: file of another site: {match.group()[:60]}"
        for match in FOREIGN_FILE.finditer(plain)
    ]


def untranslated(path: str, text: str) -> list[str]:
    """Every word that a template shows or speaks stands in translate or blocktranslate."""
    plain = text
    for pattern in (COMMENTS, TRANSLATED, ATTRIBUTE_BLOCK, TEMPLATE_CODE, UNREAD):
        plain = _blank(pattern, plain)
    pieces = [(match.start(1), match.group(1)) for match in SPOKEN.finditer(plain)]
    pieces.append((0, _blank(re.compile(r"<[^<>]*>", re.DOTALL), plain)))
    return [
        f"{path}:{_line(plain, start + word.start())}: not translated: {word.group()}"
        for start, piece in pieces
        for word in WORDS.finditer(piece)
        if word.group() not in NAMES
    ]


def css_floor(path: str, text: str) -> list[str]:
    """Style sheets use what Chromium 86 understands: no nesting, layers, :has(), container queries and the like."""
    plain = _blank(CSS_QUIET, text)
    return _nested_rules(path, plain) + _too_new(TOO_NEW_IN_CSS, path, plain)


def _nested_rules(path: str, plain: str) -> list[str]:
    """A block opened inside the block of a selector; inside a block of @media or @supports it is no nesting."""
    found, open_blocks, start = [], [], 0
    for match in re.finditer(r"[{};]", plain):
        if match.group() == "{":
            opening = plain[start : match.start()].strip()
            if any(not block.startswith("@") for block in open_blocks):
                found.append(f"{path}:{_line(plain, match.start())}: nested rule: {opening}")
            open_blocks.append(opening)
        elif match.group() == "}" and open_blocks:
            open_blocks.pop()
        start = match.end()
    return found


def _too_new(table: dict[str, tuple[str, int]], path: str, plain: str) -> list[str]:
    return [
        f"{path}:{_line(plain, match.start())}: {what} came with Chromium {version}"
        for pattern, (what, version) in table.items()
        for match in re.finditer(pattern, plain, re.MULTILINE)
    ]


def script_floor(path: str, text: str) -> list[str]:
    """Scripts use what Chromium 86 understands."""
    return _too_new(TOO_NEW_IN_SCRIPTS, path, _blank(re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL), text))
