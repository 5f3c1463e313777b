"""Forms of committees: the term, the next one, a member, a meeting, its minutes."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.domain import committees
from network.domain.committees import CommitteeFacts, MemberFacts
from network.domain.organisation_events import NO_BASIS
from network.forms.changes import BasisForm, VersionForm
from network.models import Centre, Committee
from network.structure_enums import CommitteeKind, CommitteeRole
from office.forms.files import FilesField
from tools import clock

BASIS_FIELDS = ("document_number", "document_on")


class CommitteeForm(BasisForm):
    """A committee for a term."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CommitteeKind.choices)
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("As the document names the committee."))
    valid_from = DayField(label=_("Term from"), initial=clock.today)
    valid_to = DayField(label=_("Term until"))

    field_order = ("kind", "name", "valid_from", "valid_to", *BASIS_FIELDS)

    def __init__(self, *args, centre: Centre, **kwargs):
        super().__init__(*args, **kwargs)
        self.centre = centre

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if {"kind", "name", "valid_from", "valid_to"} <= set(data):
            for field, sentence in committees.problems(self.centre, self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> CommitteeFacts:
        """What was entered, for the verb."""
        data = self.cleaned_data
        basis = self.basis if set(BASIS_FIELDS) <= set(data) else NO_BASIS
        return CommitteeFacts(data["kind"], data["name"], data["valid_from"], data["valid_to"], basis)


class RenewForm(BasisForm, VersionForm):
    """The next term of a committee."""

    last = DayField(label=_("Next term until"))
    keep = forms.BooleanField(
        label=_("The members stay"),
        required=False,
        initial=True,
        help_text=_("Those of the last day of this term; leave it out to enter them anew."),
    )

    field_order = ("last", "keep", *BASIS_FIELDS)

    def __init__(self, *args, committee: Committee, **kwargs):
        super().__init__(*args, initial={"version": committee.version}, **kwargs)
        self.committee = committee
        begins = committee.valid_to + timedelta(days=1)
        self.fields["last"].help_text = _("It begins on %(day)s.") % {"day": begins.isoformat()}

    def clean_last(self):
        """A day on which the next term can end."""
        problem = committees.renewal_problem(self.committee, self.cleaned_data["last"])
        if problem:
            raise forms.ValidationError(str(problem))
        return self.cleaned_data["last"]

    @property
    def renewal(self) -> dict:
        """What the verb takes."""
        data = self.cleaned_data
        return {"last": data["last"], "keep": data["keep"], "basis": self.basis, "expected": data["version"]}


class MemberForm(Form):
    """A person in a committee."""

    name = forms.CharField(label=_("Name"), max_length=60)
    organisation = forms.CharField(label=_("Organisation"), max_length=100)
    title = forms.CharField(label=_("Title or post"), max_length=60, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=CommitteeRole.choices, initial=CommitteeRole.MEMBER)
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until"), required=False, help_text=_("Empty: until the end of the term."))

    def __init__(self, *args, committee: Committee, **kwargs):
        super().__init__(*args, initial={"valid_from": max(committee.valid_from, clock.today())}, **kwargs)
        self.committee = committee

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if {"name", "organisation", "role", "valid_from", "valid_to"} <= set(data):
            for field, sentence in committees.member_problems(self.committee, self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> MemberFacts:
        """What was entered, for the verb."""
        names = ("name", "organisation", "role", "valid_from", "valid_to")
        return MemberFacts(
            **{name: self.cleaned_data[name] for name in names}, title=self.cleaned_data.get("title", "")
        )


class MeetingForm(Form):
    """A meeting that was held."""

    held_on = DayField(label=_("Day of the meeting"), initial=clock.today)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    file = FilesField(label=_("Minutes"), required=False)

    def __init__(self, *args, committee: Committee, **kwargs):
        super().__init__(*args, **kwargs)
        self.committee = committee

    def clean_held_on(self):
        """A day on which it can have been held."""
        problem = committees.meeting_problem(self.committee, self.cleaned_data["held_on"])
        if problem:
            raise forms.ValidationError(str(problem))
        return self.cleaned_data["held_on"]


class MinutesForm(Form):
    """Minutes that come later."""

    file = FilesField(label=_("Minutes"))
