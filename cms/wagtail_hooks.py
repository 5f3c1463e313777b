"""What the content system asks this house: the editor's menu, choosers and lists, and visits to pages and files."""

import json

from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, PublishBulkAction, UnpublishBulkAction
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet

from cms.domain.editor_reach import reachable_pages
from cms.domain.page_views import count_visit
from cms.domain.site_documents import may_read
from cms.models import AnnouncementPage

MENU = {"explorer", "images", "documents", "workspace"}


class OwnFilters(GenericPageFilterSet):
    """Filters of the page list without the names of everybody who ever edited a page."""

    owner = edited_by = site = None


class OwnPages(PageViewSet):
    """The lists of pages in the editor."""

    filterset_class = OwnFilters


@hooks.register("register_admin_viewset", order=100)
def page_lists():
    """Use our filters for all kinds of pages."""
    return OwnPages()


@hooks.register("register_admin_menu_item")
def workspace_item():
    """The way back."""
    return MenuItem(_("Workspace"), reverse("workspace:inbox"), name="workspace", icon_name="home", order=900)


@hooks.register("construct_main_menu")
def short_menu(request, items):
    """Only what an editor needs."""
    items[:] = [item for item in items if item.name in MENU]


@hooks.register("insert_global_admin_css")
def product_colours():
    """The product's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editor.css"))


@hooks.register("insert_editor_js")
def words_of_tables():
    """The menu of tables in the reader's language; the component knows English only."""
    words = {
        "insertRowAbove": gettext("Insert a row above"),
        "insertRowBelow": gettext("Insert a row below"),
        "insertColumnOnTheLeft": gettext("Insert a column on the left"),
        "insertColumnOnTheRight": gettext("Insert a column on the right"),
        "removeRow": [gettext("Remove the row"), gettext("Remove the rows")],
        "removeColumn": [gettext("Remove the column"), gettext("Remove the columns")],
        "undo": gettext("Undo"),
        "redo": gettext("Redo"),
    }
    return format_html('<script src="{}" data-words="{}"></script>', static("js/editor-tables.js"), json.dumps(words))


@hooks.register("construct_page_chooser_queryset")
def own_pages_to_choose(pages, request):
    """Only pages of the own section."""
    return pages.filter(pk__in=reachable_pages(request.user).values("pk"))


@hooks.register("before_serve_page")
def count(page, request, serve_args, serve_kwargs):
    """Count visits to announcements: real ones, not heads and not the print view of a page just read."""
    if isinstance(page, AnnouncementPage) and request.method == "GET" and "print" not in request.GET:
        count_visit(page)
        request.visits_page = page.pk  # for config.public_cache, which counts those that it answers itself


@hooks.register("before_serve_document")
def only_published_files(document, request):
    """A file that no published page links to is not there, except for those who work with it."""
    if not may_read(request.user, document):
        raise Http404


def _own(action: type) -> type:
    """The bulk action with "all" meaning all of the own section."""

    class OwnAction(action):
        def get_all_objects_in_listing_query(self, parent_id):
            own = set(reachable_pages(self.request.user).values_list("pk", flat=True))
            return [pk for pk in super().get_all_objects_in_listing_query(parent_id) if pk in own]

    return OwnAction


for bulk_action in (DeleteBulkAction, PublishBulkAction, UnpublishBulkAction):
    hooks.register("register_bulk_action", _own(bulk_action), order=100)
