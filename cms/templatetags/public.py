"""What the public pages ask for: the pages hold words, the data comes from the houses when it is shown."""

from django import template
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.domain import announcements, directory, figures
from cms.domain.page_views import visits
from cms.domain.public_addresses import centre_url, hospital_url, page_url, region_url
from cms.models import AnnouncementIndexPage, CentrePage
from cms.queries.pages import ancestors
from network.models import Centre
from network.province import province

register = template.Library()
LATEST = 6
PAGE_LENGTH = 20

register.filter("hospital_url", hospital_url)
register.filter("region_url", region_url)
register.filter("centre_url", centre_url)


@register.simple_tag
def the_province():
    """The province's names and sentences, in the reader's language."""
    return province()


@register.simple_tag
def crumbs(page) -> list[dict]:
    """The way down to a page of the tree, from the home page: ``[{title, url}]``, the page itself without url."""
    above = [{"title": heading(one), "url": one.get_url()} for one in ancestors(page)]
    return [*above, {"title": heading(page), "url": ""}]


@register.simple_tag
def heading(page: Page) -> str:
    """A page's title in the reader's language."""
    return getattr(page, "heading", "") or page.title


@register.simple_tag
def latest_announcements(section: Page, count: int = LATEST) -> list[announcements.Listed]:
    """The latest announcements of a section."""
    return announcements.with_sections(announcements.listed_below(section)[:count])


@register.simple_tag(takes_context=True)
def announcement_list(context: template.Context, index: AnnouncementIndexPage) -> dict:
    """One page of a list: ``{page, rows, columns: [{title, url, active}]}``; the address may name column and page."""
    request = context["request"]
    section = announcements.section_of(index)
    column = request.GET.get("column", "")
    page = Paginator(announcements.listed_below(section, column), PAGE_LENGTH).get_page(request.GET.get("page"))
    columns = announcements.columns_in_use(section)
    tabs = [{"title": _("All"), "url": "?", "active": column not in dict(columns)}]
    tabs += [{"title": label, "url": f"?column={code}", "active": code == column} for code, label in columns]
    return {"page": page, "rows": announcements.with_sections(page.object_list), "columns": tabs}


@register.simple_tag
def list_of(section: Page) -> AnnouncementIndexPage | None:
    """The list of announcements directly below a section's first page."""
    return AnnouncementIndexPage.objects.child_of(section).live().first()


@register.simple_tag
def view_count(page: Page) -> int:
    """How often the page was read."""
    return visits(page)


@register.simple_tag
def network_crumbs(title: str) -> list[dict]:
    """The way down to a page below the network map."""
    return [
        {"title": _("Home"), "url": page_url()},
        {"title": _("Network map"), "url": reverse("public_network")},
        {"title": title, "url": ""},
    ]


@register.simple_tag
def fields_with_centres() -> list[directory.FieldOfCentres]:
    """The centres by field of disease."""
    return directory.centres_by_field()


@register.simple_tag
def centre_members(page: CentrePage) -> list:
    """The members of all networks of the centre."""
    return list(directory.members_of(page.centre))


@register.simple_tag
def one_network(centre: Centre) -> bool:
    """Whether the centre leads a single network, so that lists of its members need not name it."""
    return centre.networks.count() == 1


@register.simple_tag
def home_figures() -> list[dict]:
    """The figures of the home page."""
    return figures.home_figures()


@register.simple_tag
def network_map() -> dict:
    """Active members by region, as the hexagon map takes it; every tile leads to the region's page."""
    return figures.members_map()
