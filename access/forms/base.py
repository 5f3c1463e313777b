"""The form that every form of the product is made from."""

from django import forms

from access import safe_text


class SafeText:
    """Refuses what ``safe_text`` refuses, at the field it was typed into; for forms that have another base already.

    Passwords are left out: nothing of them is kept but a hash, and the sentence would show a part of them.
    """

    def full_clean(self) -> None:
        """Look through what the fields and the form itself have accepted."""
        super().full_clean()
        for name, value in list(getattr(self, "cleaned_data", {}).items()):
            found = safe_text.problem(value, name) if self._is_kept(name) else None
            if found is not None:
                self.add_error(name, forms.ValidationError(str(found), code="unsafe_text"))

    def _is_kept(self, name: str) -> bool:
        return name in self.fields and not isinstance(self.fields[name].widget, forms.PasswordInput)


class Form(SafeText, forms.Form):
    """A form whose text may be kept."""
