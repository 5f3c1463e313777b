"""Of which hospital, about which period, with which chapters."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network import packets
from network.domain import evidence_packets
from tools import clock


class PacketForm(Form):
    """What the packet shall hold; the last year unless said otherwise."""

    hospital = forms.ModelChoiceField(label=_("Hospital"), queryset=None, to_field_name="uid", empty_label=None)
    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("Until"))
    chapters = forms.MultipleChoiceField(
        label=_("Chapters"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one chapter.")},
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hospital"].queryset = evidence_packets.hospitals_for(actor)
        self.fields["chapters"].choices = [(source.code, source.title) for source in packets.sources()]
        self.fields["chapters"].initial = [source.code for source in packets.sources()]
        self.fields["first_day"].initial = clock.today() - timedelta(days=365)
        self.fields["last_day"].initial = clock.today()


def field_of(reason) -> str | None:
    """The field at which a refusal is told."""
    periods = (evidence_packets.BAD_PERIOD, evidence_packets.TOO_LONG)
    return "last_day" if reason.code in periods else "chapters" if reason.code == evidence_packets.NO_CHAPTER else None
