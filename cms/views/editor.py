"""The doorman of the editor: which of Wagtail's addresses are in use, each for the own section only.

Wagtail checks rights view by view; its choosers, its interface for scripts and its bulk actions show more than the own
section, or did in some release. So every address below the editor passes here first.
"""

from collections.abc import Callable, Iterator
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.chooser import BrowseView
from wagtail.models import Page

from access import door, safe_text
from access.refusals import refusal
from access.texts import text
from cms.domain.editor_reach import entrance, reaches_all
from cms.models import Picture, SiteDocument
from cms.permissions import EDIT_PAGES

# First part of the address → what it is for. Anything else of Wagtail's is closed: accounts, people, groups,
# passwords, settings, reports, redirects, the interfaces for scripts that list every file.
OPEN = {
    "": "the first page",
    "pages": "the tree of pages and everything about one page",
    "images": "pictures",
    "documents": "files",
    "choose-page": "choosing a page",
    "choose-external-link": "links to other sites",
    "choose-email-link": "links to mail addresses",
    "choose-phone-link": "links to phone numbers",
    "choose-anchor-link": "links within the page",
    "bulk": "publishing or deleting several things at once",
    "api/main/pages": "the tree of pages in the side bar",
    "editing-sessions": "who else has the page open",
    "block-preview": "samples of blocks",
    "dismissibles": "hints that were read",
    "sprite": "icons",
    "jsi18n": "words of scripts",
    "logout": "signing out",
}
NO_SECTION = text(
    "cms.no_section",
    _("The public pages of your organisation are not set up yet: ask the system administrator to build the site."),
)
# Forms that tell it at the field when a text holds a resident number. Wagtail's other forms of these sections, such as
# tags for several pictures and notes of a workflow, are looked through here.
LOOK_THROUGH = ("pages", "images", "documents", "bulk")
TOLD_AT_THE_FIELD = {
    "add",
    "edit",
    "copy",
    "preview_on_add",
    "preview_on_edit",
    "add_multiple",
    "edit_multiple",
    "create",
    "create_multiple_from_uploaded_image",
    "create_multiple_from_uploaded_document",
}
WITHOUT_SIGN_IN = ("sprite", "jsi18n", "logout")
PAGE_KEYS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
MATERIAL_KEYS = {"wagtailimages": Picture, "wagtaildocs": SiteDocument}
BULK_MODELS = {
    ("wagtailcore", "page"): Page,
    ("cms", "picture"): Picture,
    ("cms", "sitedocument"): SiteDocument,
}


def guarded(view: Callable) -> Callable:
    """Wrap one of Wagtail's views: 404 for what is closed or foreign, 403 for those who do not edit, 409 for a text
    with a resident number."""

    @wraps(view)
    def enter(request, *args, **kwargs):
        section = _section(request)
        if section not in OPEN:
            raise Http404
        if request.user.is_authenticated and section not in WITHOUT_SIGN_IN:
            door.require(request.actor, EDIT_PAGES)
            _need_section(request.user)
            for model, keys in _named(request, kwargs):
                if not reaches_all(request.user, model, keys):
                    raise Http404
            if section in LOOK_THROUGH and request.resolver_match.url_name not in TOLD_AT_THE_FIELD:
                safe_text.refuse(dict(request.POST.lists()))
        response = view(request, *args, **kwargs)
        # A preview is made as for a visitor, with the headers of public pages; in the editor it is shown in a frame.
        response.headers.pop("Content-Security-Policy", None)
        return response

    return enter


def _need_section(user) -> None:
    """Who has the role before the section is built would be sent to sign in, and from there back, without an end."""
    if not user.has_perm("wagtailadmin.access_admin"):
        raise door.Forbidden(refusal(NO_SECTION))


def choose_page(request):
    """The page chooser, opened at the person's own section instead of the root."""
    own = entrance(request.user)
    if own is None:
        raise Http404
    return BrowseView.as_view()(request, parent_page_id=own.pk)


def to_workspace(request):
    """What Wagtail calls the account is kept in the workspace."""
    return redirect("workspace:inbox")


def _section(request) -> str:
    """The first part of the address, for the interface for scripts the first three."""
    parts = request.path_info.removeprefix(reverse("wagtailadmin_home")).strip("/").split("/")
    return "/".join(parts[:3]) if parts[0] == "api" else parts[0]


def _named(request, kwargs: dict) -> Iterator[tuple[type, list]]:
    """Everything that the address names: (model, keys)."""
    match = request.resolver_match
    namespace = (match.namespaces or [""])[0]
    yield Page, [kwargs[name] for name in PAGE_KEYS if name in kwargs]
    if namespace == "wagtailadmin_pages" and "pk" in kwargs:
        yield Page, [kwargs["pk"]]
    if match.url_name == "wagtailadmin_choose_page_chosen_multiple":
        yield Page, request.GET.getlist("id")
    material = MATERIAL_KEYS.get(namespace.removesuffix("_chooser"))
    if material:
        names = ("image_id", "document_id", "doc_id", "pk")
        yield material, [kwargs[name] for name in names if name in kwargs]
    if match.url_name == "wagtail_bulk_action":
        yield _bulk_model(kwargs), [key for key in request.GET.getlist("id") if key != "all"]


def _bulk_model(kwargs: dict) -> type:
    try:
        return BULK_MODELS[kwargs["app_label"], kwargs["model_name"]]
    except KeyError:
        raise Http404 from None
