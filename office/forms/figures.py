"""Which scope and day a figure is asked for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access import scopes
from access.forms.base import Form
from access.forms.dates import DayField
from office.indicators import Period, Scope
from tools import clock


class FigureForm(Form):
    """Scope and day; both optional: the province, today."""

    scope = forms.ChoiceField(label=_("Of"), required=False)
    on = DayField(
        label=_("On"),
        required=False,
        error_messages={"invalid": _("Write the day as year-month-day, such as 2026-03-05.")},
    )

    def __init__(self, data, *, actor):
        super().__init__(data)
        self.fields["scope"].choices = [(scope.key, scope.label) for scope in _offered(actor, data)]

    def clean_on(self):
        """Not a day to come."""
        day = self.cleaned_data["on"]
        if day is not None and day > clock.today():
            raise ValidationError(_("This day has not come yet: choose today or an earlier day."))
        return day

    @property
    def asked(self) -> tuple[Scope, Period]:
        """The scope and period; what is wrong in the form falls back to the province and today."""
        data = getattr(self, "cleaned_data", {}) if self.is_valid() or self.errors else {}
        scope = Scope.from_key(data.get("scope") or "province")
        return scope or Scope.province(), Period.as_of(data["on"]) if data.get("on") else Period.today()


def _offered(actor, data) -> list[Scope]:
    """The province, the actor's own scopes, and the one in the address when it exists."""
    own = [Scope(a.scope_kind, a.scope_id) for a in actor.assignments if scopes.model_of(a.scope_kind)]
    asked = Scope.from_key(data.get("scope", ""))
    return list(dict.fromkeys([Scope.province(), *own, *([asked] if asked else [])]))
