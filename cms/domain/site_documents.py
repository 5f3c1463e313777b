"""Who gets a file of the public site."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.models import SiteDocument


def may_read(user, document: SiteDocument) -> bool:
    """Whether a visitor gets the file: a published page links to it, or the person works with it in the editor."""
    return is_published(document) or _works_with(user, document)


def is_published(document: SiteDocument) -> bool:
    """Whether a page that visitors see links to the file, as attachment or from its text."""
    kinds = ContentType.objects.get_for_models(SiteDocument, Page)
    pages = ReferenceIndex.objects.filter(
        to_content_type=kinds[SiteDocument], to_object_id=str(document.pk), base_content_type=kinds[Page]
    ).values_list("object_id", flat=True)
    return Page.objects.live().filter(pk__in=[int(pk) for pk in pages]).exists()


def _works_with(user, document: SiteDocument) -> bool:
    if not user.is_authenticated:
        return False
    policy = policy_registry.get_by_type(SiteDocument)
    return policy.user_has_any_permission_for_instance(user, ["choose", "change"], document)
