"""The public site itself: home, list of centres, announcements of the province, and every centre's section."""

from wagtail.models import Page, Site

from access import logbook
from access.actor import Actor
from access.domain.role_groups import group_for
from access.enums import ScopeKind
from access.roles import DEPARTMENT_OFFICER
from access.verbs import verb
from cms import permissions
from cms.domain import editing_rights, pages
from cms.domain.centre_sections import build_section
from cms.domain.public_addresses import ANNOUNCEMENTS, CENTRES
from cms.domain.site_words import titles
from cms.models import AnnouncementIndexPage, CentreIndexPage, HomePage
from network.models import Centre
from network.province import province

HOME_SLUG = "site"


@verb(permissions.BUILD_SITE)
def build_site(_nothing, *, by: Actor) -> HomePage:
    """Build whatever of the site is missing, sections of new centres included: doing so again changes nothing."""
    home, made_home = _home()
    _, made_centres = pages.standing_page(home, CentreIndexPage, CENTRES, **titles("centres"))
    _, made_list = pages.standing_page(home, AnnouncementIndexPage, ANNOUNCEMENTS, **titles("announcements"))
    group = group_for(DEPARTMENT_OFFICER, ScopeKind.PROVINCE)
    made_rights = editing_rights.fit_out(group, page=home, collection=home.collection)
    pointed = _point_site_at(home)
    if made_home or made_centres or made_list or made_rights or pointed:
        logbook.record(home, by=by, verb="site.built")
    else:
        logbook.nothing_changed()
    for centre in Centre.objects.order_by("pk"):
        build_section(centre, by=by)
    return home


def _home() -> tuple[HomePage, bool]:
    found = HomePage.objects.first()
    if found is not None:
        return found, False
    collection = pages.new_collection(titles("collection")["title"])
    home = HomePage(slug=HOME_SLUG, collection=collection, **titles("home"))
    Page.get_first_root_node().add_child(instance=home)
    pages.publish(home)
    return home, True


def _point_site_at(home: HomePage) -> bool:
    """Make ``home`` what visitors get first, in place of the page that Wagtail's migrations leave behind."""
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    name = province().site_name_text.zh
    if site.root_page_id == home.pk and site.site_name == name:
        return False
    site.root_page, site.site_name = home, name
    site.save()
    for left_behind in Page.objects.child_of(Page.get_first_root_node()).exact_type(Page):
        left_behind.delete()
    return True
