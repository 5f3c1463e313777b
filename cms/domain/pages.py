"""Making pages in code as the editor would: with a revision, published, once."""

from wagtail.models import Collection, Page


def standing_page(parent: Page, model: type[Page], slug: str, **values) -> tuple[Page, bool]:
    """The page of a kind below ``parent``, made and published when there is none yet; and whether it was made."""
    found = model.objects.child_of(parent).first()
    if found is not None:
        return found, False
    page = model(slug=slug, **values)
    parent.add_child(instance=page)
    publish(page)
    return page, True


def publish(page: Page) -> None:
    """Publish the page as it is, with a revision: the editor's autosave needs one."""
    page.save_revision().publish()


def new_collection(name: str) -> Collection:
    """A collection directly below the root."""
    return Collection.get_first_root_node().add_child(name=name)


def rename_collection(collection: Collection, name: str) -> bool:
    """Give the collection its name; whether that changed anything."""
    if collection.name == name:
        return False
    collection.name = name
    collection.save()
    return True
