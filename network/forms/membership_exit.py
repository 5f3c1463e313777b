"""Forms of an exit: the wish, its beginning, what becomes of open matters, the completion, the lifted block."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access import door
from access.actor import Actor
from access.forms.base import Form
from access.forms.dates import DayField
from network import exit_policies, exits
from network.domain.membership_exits import BEGUN_BY_CENTRE
from network.membership_enums import ExitKind
from network.models import MembershipExit
from tools import clock

NOTE_LENGTH = 500


class LeaveForm(Form):
    """The hospital's wish."""

    last_day = DayField(
        label=_("Last day"), initial=clock.today, help_text=_("The membership's last day that still counts.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both sides read it; it stays in the record."),
    )

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean_last_day(self):
        """On or after the membership's first day."""
        day = self.cleaned_data["last_day"]
        problem = exit_policies.last_day_problem(self.membership, day)
        if problem:
            raise ValidationError(str(problem))
        return day


class BeginExitForm(LeaveForm):
    """The centre's beginning."""

    kind = forms.ChoiceField(
        label=_("Kind of exit"), choices=[(kind.value, kind.label) for kind in ExitKind if kind in BEGUN_BY_CENTRE]
    )

    field_order = ("kind", "last_day", "reason")


class CompleteExitForm(Form):
    """The last day as the centre decides it."""

    last_day = DayField(label=_("Last day"))


class LiftBlockForm(Form):
    """Why a hospital may apply again sooner."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class SettleForm(Form):
    """One choice and one note for each open matter; what is not decided yet may stay open."""

    def __init__(self, *args, leaving: MembershipExit, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        there = {(row.source, row.item): row for row in leaving.dispositions.all()}
        self.keys: dict[str, tuple[str, str]] = {}
        for source, item in exits.open_items(leaving.membership):
            row = there.get((source.code, item.key))
            name = f"{source.code}-{item.key}"
            self.keys[name] = (source.code, item.key)
            self.fields[name] = forms.ChoiceField(
                label=f"{source.title}: {item.title}",
                choices=[("", _("not decided yet")), *_choices(item, leaving, actor, row)],
                required=False,
                initial=row.choice if row else "",
            )
            self.fields[f"{name}-note"] = forms.CharField(
                label=_("Note on: %(title)s") % {"title": item.title},
                required=False,
                max_length=NOTE_LENGTH,
                initial=row.note if row else "",
            )

    @property
    def choices(self) -> dict[tuple[str, str], tuple[str, str]]:
        """What was chosen, as ``membership_exits.settle`` takes it."""
        data = self.cleaned_data
        return {key: (data[name], data[f"{name}-note"]) for name, key in self.keys.items() if data[name]}


def _choices(item: exits.Item, leaving, actor: Actor, row) -> list[tuple]:
    """What the reader may choose, and what somebody else has chosen already."""
    return [
        (choice.code, choice.title)
        for choice in item.choices
        if not choice.permission
        or door.can(actor, choice.permission, leaving)
        or (row is not None and row.choice == choice.code)
    ]
