"""Writing to many members."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access import texts
from access.forms.base import Form
from network import message_text

_PLACE = re.compile(r"%\(\w+\)s")

HELP = _("{hospital}, {network} and {number} (the member number) are filled in for each hospital.")


class MessageForm(Form):
    """Subject and text; with a kind of task the message is a reminder."""

    task_kind = forms.ChoiceField(
        label=_("Only hospitals with this open task"), required=False, help_text=_("Makes the message a reminder.")
    )
    subject = forms.CharField(label=_("Subject"), max_length=80)
    body = forms.CharField(label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 8}), help_text=HELP)

    def __init__(self, *args, tasks: dict[str, set[int]], **kwargs):
        super().__init__(*args, **kwargs)
        named = [(kind, _named(kind, hospitals)) for kind, hospitals in sorted(tasks.items())]
        self.fields["task_kind"].choices = [("", _("All chosen hospitals")), *named]

    def clean_subject(self) -> str:
        """Fields as in the text."""
        return self._checked("subject")

    def clean_body(self) -> str:
        """Only the known fields."""
        return self._checked("body")

    def _checked(self, name: str) -> str:
        written = self.cleaned_data[name]
        found = message_text.problem(written)
        if found is not None:
            raise ValidationError(str(found))
        return written


def _named(kind: str, hospitals: set[int]) -> str:
    """A kind of task in words, without what differs from one to the next."""
    sentence = _PLACE.sub("…", str(texts.registered().get(kind, kind)))
    return f"{sentence} ({len(hospitals)})"
