"""The form that every form of the product is made from."""

from django import forms

from access import safe_text


class SafeText:
    """Refuses what ``safe_text`` refuses, at the field it was typed into; for forms that have another base already."""

    def full_clean(self) -> None:
        """Look through what the fields and the form itself have accepted."""
        super().full_clean()
        for name, value in list(getattr(self, "cleaned_data", {}).items()):
            found = safe_text.problem(value, name) if name in self.fields else None
            if found is not None:
                self.add_error(name, forms.ValidationError(str(found), code="unsafe_text"))


class Form(SafeText, forms.Form):
    """A form whose text may be kept."""
