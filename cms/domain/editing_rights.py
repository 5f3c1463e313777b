"""What a group of editors may do: pages of one subtree, files and pictures of one collection."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
COLLECTION_RIGHTS = (
    "add_document",
    "change_document",
    "choose_document",
    "add_image",
    "change_image",
    "choose_image",
)


def fit_out(group: Group, *, page: Page, collection: Collection) -> bool:
    """Let the group into the editor, with rights on a subtree and a collection; whether anything was missing.

    The rights are these and no others: what the group had elsewhere is taken away.
    """
    changes = [_enter(group), *_page_rights(group, page), *_collection_rights(group, collection)]
    return any(changes)


def _enter(group: Group) -> bool:
    wanted = [_permission("wagtailadmin", "access_admin")]
    if list(group.permissions.all()) == wanted:
        return False
    group.permissions.set(wanted)
    return True


def _page_rights(group: Group, page: Page):
    yield bool(GroupPagePermission.objects.filter(group=group).exclude(page=page).delete()[0])
    for codename in PAGE_RIGHTS:
        right = _permission("wagtailcore", codename)
        yield GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)[1]


def _collection_rights(group: Group, collection: Collection):
    yield bool(GroupCollectionPermission.objects.filter(group=group).exclude(collection=collection).delete()[0])
    for codename in COLLECTION_RIGHTS:
        app = "wagtaildocs" if codename.endswith("document") else "wagtailimages"
        right = _permission(app, codename)
        yield GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)[1]


def _permission(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
