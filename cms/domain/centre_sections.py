"""A centre's own section of the public site: its pages, its collection, and its editors' rights to both."""

from access import logbook
from access.actor import Actor
from access.domain.role_groups import group_for
from access.enums import ScopeKind
from access.roles import CENTRE_EDITOR
from access.verbs import verb
from cms import permissions
from cms.domain import editing_rights, pages
from cms.domain.public_addresses import ANNOUNCEMENTS
from cms.domain.site_words import titles
from cms.models import AnnouncementIndexPage, CentreIndexPage, CentrePage
from network.models import Centre


@verb(permissions.BUILD_SITE)
def build_section(centre: Centre, *, by: Actor) -> CentrePage:
    """Give the centre its section, or complete it: doing so again changes nothing.

    Raises LookupError when the site itself has not been built (``cms.domain.site``).
    """
    index = CentreIndexPage.objects.first()
    if index is None:
        raise LookupError("Build the site before the sections of centres.")
    page, made_page = _centre_page(index, centre)
    _, made_list = pages.standing_page(page, AnnouncementIndexPage, ANNOUNCEMENTS, **titles("centre_announcements"))
    group = group_for(CENTRE_EDITOR, ScopeKind.CENTRE, centre.pk)
    made_rights = editing_rights.fit_out(group, page=page, collection=page.collection)
    if made_page or made_list or made_rights:
        logbook.record(centre, by=by, verb="centre.section_built")
    else:
        logbook.nothing_changed()
    return page


def follow(centre: Centre, by: Actor) -> None:
    """Keep the section in line with a centre that was established, renamed or closed by somebody.

    Before the site itself is built there is nothing to keep: ``build_site`` makes all sections then.
    """
    if CentreIndexPage.objects.exists():
        build_section(centre, by=Actor.as_system(by.label, origin=by.origin))


def _centre_page(index: CentreIndexPage, centre: Centre) -> tuple[CentrePage, bool]:
    """The centre's page with the present name on page and collection; and whether anything was made or renamed."""
    page = CentrePage.objects.filter(centre=centre).select_related("collection").first()
    if page is None:
        collection = pages.new_collection(centre.name_zh)
        page = CentrePage(centre=centre, title=centre.name_zh, slug=centre.slug, collection=collection)
        index.add_child(instance=page)
        pages.publish(page)
        return page, True
    renamed = pages.rename_collection(page.collection, centre.name_zh)
    if page.title == centre.name_zh:
        return page, renamed
    # Drafts go on: only the title changes, on the page and in the latest draft.
    draft = page.get_latest_revision_as_object()
    for version in (page, draft):
        version.title = version.draft_title = centre.name_zh
    page.save()
    draft.save_revision()
    return page, True
