"""What one person reaches in the editor: pages of the own sections, files and pictures of the own collections."""

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import Picture, SiteDocument

MATERIAL_RIGHTS = ("add", "change", "choose")


def reachable_pages(user) -> QuerySet:
    """The pages that the person sees in the editor: the own subtrees and the way down to them."""
    return policy_registry.get_by_type(Page).explorable_instances(user)


def entrance(user) -> Page | None:
    """The page at which the person enters the tree; None for somebody without a section."""
    return policy_registry.get_by_type(Page).explorable_root_instance(user)


def reachable(user, model: type) -> QuerySet:
    """The pages, documents or pictures that the person sees in the editor. Raises LookupError for other models."""
    if issubclass(model, Page):
        return reachable_pages(user)
    if model not in (SiteDocument, Picture):
        raise LookupError(f"{model.__name__} is not edited here.")
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, MATERIAL_RIGHTS)


def reaches_all(user, model: type, keys) -> bool:
    """Whether every one of the keys names something that the person sees."""
    wanted = {str(key) for key in keys}
    if not all(key.isdecimal() for key in wanted):
        return False
    return reachable(user, model).filter(pk__in=wanted).values("pk").distinct().count() == len(wanted)
