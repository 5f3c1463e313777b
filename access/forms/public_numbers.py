"""Mobile numbers in what the public reads are asked about once: most are somebody's own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tools.identifiers import find_mobile_numbers

FIELD = "numbers_confirmed"
LABEL = _("The mobile numbers here are meant for the public")
ASK = _("Everybody would read %(shown)s. Tick here when this is meant, or take the number out.")


class PublicNumbers:
    """Mixin for forms: a mobile number that is new in ``public_fields`` needs a tick, which appears when needed."""

    public_fields: tuple[str, ...] = ()

    def full_clean(self) -> None:
        """Ask beside what the fields themselves find."""
        super().full_clean()
        if not self.is_bound:
            return
        new = self._numbers(getattr(self, "cleaned_data", {})) - self._numbers(self.initial)
        if not new:
            return
        self.fields[FIELD] = forms.BooleanField(label=LABEL, required=False)
        if not self[FIELD].data:
            self.add_error(FIELD, forms.ValidationError(ASK, code=FIELD, params={"shown": ", ".join(sorted(new))}))

    def _numbers(self, values) -> set[str]:
        texts = [str(values.get(name) or "") for name in self.public_fields]
        return {text[each.start : each.end] for text in texts for each in find_mobile_numbers(text)}
