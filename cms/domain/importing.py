"""A republished document as an announcement of the province: made once, revised when its source or recipe changes."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from django.utils.html import escape

from access import logbook
from access.actor import Actor
from access.verbs import verb
from cms import permissions
from cms.domain.imported_text import ImportedText, Part, Recipe, read_recipe, read_text
from cms.domain.pages import publish
from cms.domain.site_documents import keep
from cms.models import (
    AnnouncementAttachment,
    AnnouncementIndexPage,
    AnnouncementPage,
    HomePage,
    RelatedEntry,
)

# Raised when what this module makes of the same text changes, so that the next import brings it to the page.
EDITION = 1


@verb(permissions.BUILD_SITE)
def import_document(recipe_path: Path, *, by: Actor) -> AnnouncementPage:
    """Import by a recipe: a new page, a new revision, or nothing when text, recipe and edition are those of last time.

    Raises ProvinceError for a recipe or text that does not hold, LookupError before the site is built.
    """
    recipe = read_recipe(recipe_path)
    text = read_text(recipe)
    digest = _digest(recipe, text)
    page = AnnouncementPage.objects.filter(import_code=recipe.code).first()
    if page is not None and page.import_digest == digest:
        logbook.nothing_changed()
        return page
    page, act = (page, "announcement.revised") if page else (_new_page(recipe), "announcement.imported")
    _fill(page, recipe, text, digest)
    publish(page)
    logbook.record(page, by=by, verb=act)
    return page


def _digest(recipe: Recipe, text: ImportedText) -> str:
    described = asdict(recipe) | {"folder": "", "text": text.file_digest, "edition": EDITION}
    return hashlib.sha256(json.dumps(described, sort_keys=True, default=str).encode()).hexdigest()


def _new_page(recipe: Recipe) -> AnnouncementPage:
    home = HomePage.objects.first()
    index = AnnouncementIndexPage.objects.child_of(home).first() if home else None
    if index is None:
        raise LookupError("Build the site before importing announcements.")
    page = AnnouncementPage(title=recipe.title, slug=recipe.slug, import_code=recipe.code, live=False)
    index.add_child(instance=page)
    return page


def _fill(page: AnnouncementPage, recipe: Recipe, text: ImportedText, digest: str) -> None:
    for name in ("title", "column", "source", "source_url", "issuer", "document_number", "republished"):
        setattr(page, name, getattr(recipe, name))
    page.draft_title = recipe.title
    page.published_on = text.published_on
    page.import_digest = digest
    page.body = [_block(part) for part in text.parts]
    page.related_entries = [
        RelatedEntry(sort_order=place, **asdict(cited)) for place, cited in enumerate(recipe.cited)
    ]
    document = keep(recipe.file, recipe.path.read_bytes(), collection=HomePage.objects.get().collection)
    page.attachments = [AnnouncementAttachment(document=document, title=recipe.attachment_title)]


def _block(part: Part) -> tuple:
    if part.level:
        return "heading", {"text": part.text, "level": part.level}
    return "paragraph", f"<p>{escape(part.text)}</p>"
