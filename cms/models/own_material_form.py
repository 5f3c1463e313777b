"""What an editor may put into a page."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models.safe_page_form import SafePageForm

FOREIGN = _("“%(name)s” belongs to another section. Choose from your own section, or upload the file to it.")


class OwnMaterialForm(SafePageForm):
    """Refuses files, pictures and unpublished pages of another section.

    The choosers do not offer them, but a forged form could name them, and publishing would make them public. What the
    page held before stays, whoever put it there.
    """

    def clean(self):
        """Add an error at each field that names what is not the editor's to use."""
        cleaned = super().clean()
        known = set(_held(self.instance)) if self.instance.pk else set()
        for name, value in list(cleaned.items()):
            self._check(self, name, _in_field(self._meta.model, name, value), known)
        for formset in self.formsets.values():
            for form in formset.forms:
                if form.is_valid():
                    for name, value in list(form.cleaned_data.items()):
                        self._check(form, name, _chosen(value), known)
        return cleaned

    def _check(self, form, name: str, things: list, known: set) -> None:
        foreign = [thing for thing in things if _key(thing) not in known and not self._may_use(thing)]
        if foreign:
            form.add_error(name, ValidationError(FOREIGN, code="foreign", params={"name": foreign[0]}))

    def _may_use(self, thing) -> bool:
        policy = policy_registry.get(thing)
        if isinstance(thing, Page):
            return thing.live or policy.user_has_any_permission_for_instance(self.for_user, {"add", "change"}, thing)
        return policy.user_has_permission_for_instance(self.for_user, "choose", thing)


def _key(thing) -> tuple:
    return (Page if isinstance(thing, Page) else type(thing), thing.pk)


def _chosen(value) -> list:
    return (
        [value] if isinstance(value, models.Model) and policy_registry.get_by_type(type(value), fallback=False) else []
    )


def _in_field(model, name: str, value) -> list:
    """What a stream of blocks refers to: files, pictures, pages; in choosers and in rich text."""
    field = next((field for field in model._meta.get_fields() if field.name == name), None)
    if value is None or not hasattr(field, "extract_references"):
        return []
    wanted: dict[type, set] = {}
    for to_model, pk, *_path in field.extract_references(value):
        wanted.setdefault(to_model, set()).add(pk)
    return [thing for to_model, pks in wanted.items() for thing in to_model._default_manager.filter(pk__in=pks)]


def _held(page) -> Iterator[tuple]:
    """The keys of everything that the page's latest draft refers to."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for field in draft._meta.get_fields():
        if hasattr(field, "extract_references"):
            yield from map(_key, _in_field(type(draft), field.name, field.value_from_object(draft)))
    for relation in get_all_child_relations(draft):
        for child in getattr(draft, relation.get_accessor_name()).all():
            for field in child._meta.concrete_fields:
                if field.many_to_one and field.value_from_object(child) is not None:
                    yield from map(_key, _chosen(getattr(child, field.name)))
