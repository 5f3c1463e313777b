"""Choosing a file, or several photographs in an order."""

from django import forms
from django.conf import settings
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from access.refusals import refusal
from office.files.sentences import TOGETHER_TOO_LARGE

ACCEPT = {
    True: "application/pdf,image/jpeg,image/png",
    False: "application/pdf,image/jpeg,image/png,.docx,.xlsx",
}
HELP = {
    True: _(
        "PDF, JPEG or PNG, up to {limit} MB. Several photographs, up to {together} MB together, become one PDF in the "
        "order shown."
    ),
    False: _(
        "PDF, JPEG, PNG, DOCX or XLSX, up to {limit} MB. Several photographs, up to {together} MB together, become "
        "one PDF in the order shown."
    ),
}


class FilesInput(forms.FileInput):
    """A field for several files; ``<name>_order`` beside it says in which order ("2,0,1"), written by files.js."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        """The files in the order that was chosen, in the browser's where none or a forged one is given."""
        chosen = files.getlist(name) if hasattr(files, "getlist") else [files[name]] if files.get(name) else []
        places = data.get(f"{name}_order", "").split(",")
        if sorted(places) != sorted(str(place) for place in range(len(chosen))):
            return chosen
        return [chosen[int(place)] for place in places]


class FilesField(forms.FileField):
    """One file, or several photographs that become one PDF. What each is, is found out when it is kept."""

    widget = FilesInput

    def __init__(self, *, only_scans: bool = False, **options):
        limit, together = settings.ATTACHMENT_MAX_BYTES, settings.ATTACHMENT_MAX_TOGETHER
        limits = {"limit": limit // 1024**2, "together": together // 1024**2}
        options.setdefault("help_text", format_lazy(HELP[only_scans], **limits))
        super().__init__(allow_empty_file=True, **options)
        self.widget.attrs |= {
            "accept": ACCEPT[only_scans],
            "multiple": True,
            "data-max-bytes": limit,
            "data-max-together": together,
            "data-together": lazystr(refusal(TOGETHER_TOO_LARGE, limit=limits["together"])),
            "data-up": _("Move up"),
            "data-down": _("Move down"),
        }

    def clean(self, data, initial=None) -> list:
        """The files in their order. Raises ValidationError when none was chosen."""
        chosen = data or []
        if not chosen:
            super().clean(None, initial)
        return [super(FilesField, self).clean(each, initial) for each in chosen]

    def has_changed(self, initial, data) -> bool:
        """Whether any file was chosen."""
        return bool(data)
