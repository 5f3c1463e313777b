"""No resident number on a page, and no mobile number that nobody thought about."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.panels import FieldPanel

from access import safe_text
from access.forms.base import SafeText
from cms.models.page_texts import texts_of, texts_of_page
from tools.identifiers import find_mobile_numbers

CONFIRM = _(
    "The page would show mobile numbers (%(shown)s). Tick here when everybody may read them, or take them out."
)
NOT_HERE = _("Here stands a mobile number (%(shown)s): copy the page without it, then write it into the copy.")
FIELD = "numbers_confirmed"


class SafePageForm(WagtailAdminPageForm):
    """Refuses resident numbers in any text of the page, and asks once about each mobile number that is new on it."""

    numbers_confirmed = forms.BooleanField(
        label=_("The mobile numbers on this page are meant for the public"),
        required=False,
        help_text=_(
            "The person agrees, or it is a number of the office. What is published is copied and kept elsewhere."
        ),
    )
    asks_about_numbers = False

    def clean(self):
        """Add an error at each field with a resident number, and one at the confirmation while it is missing."""
        cleaned = super().clean()
        numbers = set()
        for form in (self, *(form for formset in self.formsets.values() for form in formset.forms)):
            numbers |= self._look_through(form)
        if numbers and not cleaned.get(FIELD):
            self._ask(numbers - self._known())
        return cleaned

    def _look_through(self, form) -> set[str]:
        numbers = set()
        if not form.is_bound or (form is not self and not form.is_valid()):
            return numbers
        for name, value in list(form.cleaned_data.items()):
            texts = list(texts_of(value))
            found = safe_text.problem(texts)
            if found is not None:
                form.add_error(name, ValidationError(str(found), code="unsafe_text"))
            numbers |= _mobile_numbers(texts)
        return numbers

    def _known(self) -> set[str]:
        """What stands in the last draft was confirmed when it came, or came with an official document."""
        if not self.instance.pk:
            return set()
        draft = type(self.instance).objects.get(pk=self.instance.pk).get_latest_revision_as_object()
        return _mobile_numbers(texts_of_page(draft))

    def _ask(self, numbers: set[str]) -> None:
        self.asks_about_numbers = bool(numbers)
        if numbers:
            shown = ", ".join(sorted(numbers))
            self.add_error(FIELD, ValidationError(CONFIRM, code="mobile_number", params={"shown": shown}))


class SafeCopyForm(SafeText, CopyForm):
    """A copy gets its title and address from here, and may be public at once: the same is refused as on a page."""

    def clean(self):
        """Add an error where a mobile number is new; it can be written into the copy, where it is asked about."""
        cleaned = super().clean()
        known = _mobile_numbers([self.page.title, self.page.slug])
        for name in ("new_title", "new_slug"):
            numbers = _mobile_numbers([cleaned.get(name) or ""]) - known
            if numbers:
                shown = ", ".join(sorted(numbers))
                self.add_error(name, ValidationError(NOT_HERE, code="mobile_number", params={"shown": shown}))
        return cleaned


class NumbersPanel(FieldPanel):
    """The confirmation, which appears only when it is asked for."""

    def __init__(self, field_name: str = FIELD, **kwargs):
        super().__init__(field_name, disable_comments=True, **kwargs)

    def clone_kwargs(self) -> dict:
        """Without what is fixed above."""
        kwargs = super().clone_kwargs()
        del kwargs["disable_comments"]
        return kwargs

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel of one form."""

        def is_shown(self) -> bool:
            """Whether the form asks; two revisions are compared without a form."""
            return getattr(self.form, "asks_about_numbers", False) and super().is_shown()


def _mobile_numbers(texts) -> set[str]:
    found = (text[each.start : each.end] for text in texts for each in find_mobile_numbers(text))
    return {"".join(sign for sign in unicodedata.normalize("NFKC", number) if sign.isdigit()) for number in found}
