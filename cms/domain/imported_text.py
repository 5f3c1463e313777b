"""Reading a republished document: its text in Simplified characters, without the page that stood around it."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cms.enums import AnnouncementColumn, HeadingLevel
from network.province.files import ProvinceError, read_toml
from tools.chinese import to_simplified

_NUMERAL = "[一二三四五六七八九十]+"
_SECTION = re.compile(rf"{_NUMERAL}、[^。]+")
_SUBSECTION = re.compile(rf"(?P<heading>[(（]{_NUMERAL}[)）][^。]+。?)(?P<text>.*)")


@dataclass(frozen=True)
class Cited:
    """A document that the text cites."""

    title: str
    document_number: str = ""


@dataclass(frozen=True)
class Recipe:
    """How one file becomes an announcement; see the file beside it in the province's folder."""

    code: str
    file: str
    title: str
    slug: str
    column: str
    date: str
    around: list[str]
    attachment_title: str = ""
    source: str = ""
    source_url: str = ""
    issuer: str = ""
    document_number: str = ""
    republished: bool = False
    cited: list[Cited] = field(default_factory=list)
    folder: Path = Path()

    @property
    def path(self) -> Path:
        """The file with the text."""
        return self.folder / self.file


@dataclass(frozen=True)
class Part:
    """A heading (with its level) or a paragraph (without)."""

    text: str
    level: str = ""


@dataclass(frozen=True)
class ImportedText:
    """What was read: the parts in order, the day of publication, and the digest of the file."""

    parts: list[Part]
    published_on: date
    file_digest: str


def read_recipe(path: Path) -> Recipe:
    """The recipe in a TOML file. Raises ProvinceError for a missing or unknown key and an unknown column."""
    table = read_toml(path)
    try:
        cited = [Cited(**row) for row in table.pop("cited", [])]
        recipe = Recipe(**table, cited=cited, folder=path.parent)
    except TypeError as error:
        raise ProvinceError(f"{path.name}: {error}") from None
    if recipe.column not in AnnouncementColumn.values:
        raise ProvinceError(f"{path.name}: column must be one of {', '.join(AnnouncementColumn.values)}.")
    return recipe


def read_text(recipe: Recipe) -> ImportedText:
    """The document's text by its recipe.

    Raises ProvinceError when the file no longer looks as the recipe says: a line around the text, the title, the date
    or a cited document is not found.
    """
    raw = _read(recipe)
    lines = [line.strip() for line in raw.decode("utf-8-sig").splitlines()]
    kept, published_on = _without_page(recipe, [line for line in lines if line])
    text = [to_simplified(line) for line in kept]
    if recipe.title not in text:
        raise ProvinceError(f"{recipe.file}: the title is not a line of the text: {recipe.title}")
    text.remove(recipe.title)
    _check_cited(recipe, "".join(text))
    parts = [part for line in text for part in _parts(line)]
    return ImportedText(parts, published_on, hashlib.sha256(raw).hexdigest())


def _read(recipe: Recipe) -> bytes:
    try:
        return recipe.path.read_bytes()
    except FileNotFoundError:
        raise ProvinceError(f"{recipe.file} is missing in {recipe.folder}.") from None


def _without_page(recipe: Recipe, lines: list[str]) -> tuple[list[str], date]:
    """The lines of the text, and the day that the page names."""
    unseen = set(recipe.around)
    kept, days = [], []
    for line in lines:
        pattern = next((pattern for pattern in recipe.around if re.fullmatch(pattern, line)), None)
        day = re.fullmatch(recipe.date, line)
        unseen.discard(pattern)
        if day:
            days.append(date.fromisoformat(day["date"]))
        elif pattern is None:
            kept.append(line)
    if unseen or len(days) != 1:
        raise ProvinceError(f"{recipe.file}: expected once, but not found so: {', '.join(unseen) or recipe.date}")
    return kept, days[0]


def _check_cited(recipe: Recipe, text: str) -> None:
    for cited in recipe.cited:
        for words in (cited.title, cited.document_number):
            if words not in text:
                raise ProvinceError(f"{recipe.file}: the text does not cite {words}")


def _parts(line: str) -> list[Part]:
    """A line as heading, paragraph, or a heading that runs into its paragraph."""
    if _SECTION.fullmatch(line):
        return [Part(line, HeadingLevel.SECTION)]
    subsection = _SUBSECTION.fullmatch(line)
    if not subsection:
        return [Part(line)]
    heading = Part(subsection["heading"], HeadingLevel.SUBSECTION)
    return [heading, Part(subsection["text"])] if subsection["text"] else [heading]
