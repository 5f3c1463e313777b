"""Fields that several forms of the house share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import User
from network.models import Hospital

MOST = 1_000_000


class OwnHospitalField(forms.ModelChoiceField):
    """One of the hospitals for which the actor may act; the only one is chosen already."""

    def __init__(self, **options):
        options.setdefault("label", _("Hospital"))
        super().__init__(Hospital.objects.none(), to_field_name="uid", empty_label=None, **options)

    def offer(self, actor, permission: str) -> None:
        """Offer the open hospitals on which the actor holds a permission."""
        self.queryset = Hospital.objects.permitted(actor, permission).open().alphabetical()


class PersonField(forms.ModelChoiceField):
    """One of the people of a hospital, by name."""

    def __init__(self, **options):
        options.setdefault("label", _("Person"))
        options.setdefault("help_text", _("Everybody who holds a role at the hospital."))
        super().__init__(User.objects.none(), to_field_name="username", **options)

    def label_from_instance(self, obj) -> str:
        """Name and post."""
        return f"{obj.name} · {obj.title}" if obj.title else obj.name


def number(label, **options) -> forms.IntegerField:
    """A count that may be unknown."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write a whole number, without words or commas.")},
        **options,
    )


def boxes(label, choices, **options) -> forms.MultipleChoiceField:
    """Boxes to tick."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **options
    )
