"""What is read for lists of announcements and for one of them."""

from dataclasses import dataclass

from wagtail.models import Page

from cms.enums import AnnouncementColumn
from cms.models import AnnouncementIndexPage, AnnouncementPage, CentrePage


@dataclass(frozen=True)
class Listed:
    """An announcement in a list: the page, its address, and the section that it belongs to when that is a centre's."""

    page: AnnouncementPage
    url: str
    centre: str


def section_of(index: AnnouncementIndexPage) -> Page:
    """The page whose announcements the list shows: a centre's section, or the home page with everything below it."""
    return index.get_parent()


def listed_below(section: Page, column: str = ""):
    """The published announcements of a section, newest first, of one column when it is named."""
    return AnnouncementPage.objects.listed().below(section).in_column(column)


def columns_in_use(section: Page) -> list[tuple[str, str]]:
    """The columns that have published announcements in the section, in their fixed order: [(code, name)]."""
    used = set(listed_below(section).order_by().values_list("column", flat=True).distinct())
    return [(code, label) for code, label in AnnouncementColumn.choices if code in used]


def with_sections(rows) -> list[Listed]:
    """The rows of a list with address and centre: one query for all sections."""
    rows = list(rows)
    sections = CentrePage.objects.filter(path__in={_section_path(row) for row in rows}).select_related("centre")
    names = {section.path: section.centre.name for section in sections}
    return [Listed(row, row.get_url() or "", names.get(_section_path(row), "")) for row in rows]


def _section_path(page: AnnouncementPage) -> str:
    """The path of the page above the list that the announcement stands in."""
    return page.path[: -2 * page.steplen]
