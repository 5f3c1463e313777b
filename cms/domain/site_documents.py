"""Files of the public site: keeping one, and who gets it."""

import hashlib

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.models import Collection, Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.models import SiteDocument


def keep(name: str, content: bytes, *, collection: Collection) -> SiteDocument:
    """The file in the collection, under its name: the one that is there when it is the same, else a new one."""
    # SHA-1 is how Wagtail knows files.
    file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    known = SiteDocument.objects.filter(title=name, file_hash=file_hash, collection=collection).first()
    if known is not None:
        return known
    document = SiteDocument(title=name, collection=collection, file_hash=file_hash, file_size=len(content))
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return document


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
