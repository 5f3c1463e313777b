"""A table of people to invite: the file, one form for each row, and the whole kept signed until it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from django import forms
from django.core import signing
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from access import safe_text
from access.domain.invitation_lists import MOST, Invitee, is_invited
from access.forms.base import Form
from access.forms.invitation import InvitationForm, gifts_of
from access.refusals import Refused
from access.roles import ROLES
from tools.sheets import Column, Problem, SheetError, as_date, as_text, read_table
from tools.sheets.reading import plain_title

LANGUAGES = ("zh-hans", "en")
SALT = "access.invitation_list"
USABLE_SECONDS = 3600


class InvitationListForm(Form):
    """The file."""

    file = forms.FileField(
        label=_("Table of people"),
        help_text=format_lazy(
            _("XLSX, XLS or CSV with up to {most} people, from WPS too. Begin with the template."), most=MOST
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.et,.csv"}),
    )

    def clean_file(self):
        """Read the file into ``table``. The places of resident numbers are told before anything else."""
        file = self.cleaned_data["file"]
        try:
            safe_text.check_file(file, file.name)
            self.table = read_table(file, most_rows=MOST)
        except (SheetError, Refused) as wrong:
            raise forms.ValidationError(str(getattr(wrong, "reason", wrong))) from None
        return file


class RowForm(InvitationForm):
    """One row: the role as people write it, and the organisation where the role could be given at several."""

    field_order = ("name", "role", "organisation", "email", "role_valid_to")
    gift = None
    role = forms.CharField(label=_("Role"), max_length=60)

    def __init__(self, *args, gifts: list[tuple[str, str]], **kwargs):
        super(InvitationForm, self).__init__(*args, **kwargs)
        self.gifts = gifts
        # The role is looked at last: where it may be given depends on the organisation.
        self.order_fields([name for name in self.field_order if name != "role"])

    def clean_role(self) -> str:
        """The role's code; what may be given where is noted as ``gift``, which the form for one person works with."""
        typed = plain_title(self.cleaned_data["role"])
        known = [gift for gift in self.gifts if typed in _names(_role(gift))]
        if not known:
            may = ", ".join(dict.fromkeys(str(ROLES[_role(gift)]) for gift in self.gifts))
            sentence = gettext("This is none of the roles that you may give: %(roles)s.")
            raise forms.ValidationError(sentence % {"roles": may})
        organisation = plain_title(self.cleaned_data.get("organisation", ""))
        fitting = [gift for gift in known if not organisation or _place(gift) in ("", organisation)]
        if not fitting:
            raise forms.ValidationError(gettext("You cannot give this role at this organisation."))
        if len(fitting) > 1:
            raise forms.ValidationError(gettext("You may give this role at several organisations: name one."))
        self.cleaned_data["gift"] = fitting[0][0]
        return _role(fitting[0])


@dataclass
class InvitationList:
    """The people of a table: for each row its number and what stands in its fields."""

    entries: list
    actor: object
    problems: list[Problem]

    @classmethod
    def of_table(cls, table, actor) -> InvitationList:
        """Take the known columns out of a table."""
        needed = {name: titles for name, titles in _titles().items() if RowForm.base_fields[name].required}
        _required, missing = table.places(needed)
        places, _optional_missing = table.places(_titles())
        entries = [] if missing else [(row.number, _written(row.cells, places)) for row in table.rows]
        found = [*missing, *table.problems]
        if not entries and not found:
            found.append(Problem(gettext("The table names nobody: write one person into each row.")))
        return cls(entries, actor, found)

    @classmethod
    def of_token(cls, token: str, actor) -> InvitationList | None:
        """What the same person was shown before; None when it is damaged, somebody else's, or too old."""
        try:
            data = signing.loads(token, salt=SALT, max_age=USABLE_SECONDS)
        except signing.BadSignature:
            return None
        return cls(data["entries"], actor, []) if data["person"] == actor.user.pk else None

    @property
    def token(self) -> str:
        """The entries, signed, for the page that asks for confirmation."""
        return signing.dumps({"person": self.actor.user.pk, "entries": self.entries}, salt=SALT, compress=True)

    @cached_property
    def people(self) -> list[Invitee]:
        """Everybody whose row holds; what is wrong with the others is added to ``problems``."""
        gifts, seen, people = gifts_of(self.actor), set(), []
        for number, written in self.entries:
            form = RowForm(written, gifts=gifts)
            if not form.is_valid():
                self._note_errors(number, form)
                continue
            person = Invitee(**{each.name: form.cleaned_data[each.name] for each in fields(Invitee)})
            self._note_doubles(number, person, seen)
            people.append(person)
        return people

    def _note_errors(self, number: int, form: RowForm) -> None:
        for name, sentences in form.errors.items():
            for sentence in sentences:
                self._note(number, form.fields[name].label if name in form.fields else "", sentence)

    def _note_doubles(self, number: int, person: Invitee, seen: set) -> None:
        key = (person.name, person.role, person.scope)
        label = RowForm.base_fields["name"].label
        if key in seen:
            self._note(number, label, gettext("This person stands in the table twice with the same role."))
        elif is_invited(*key):
            self._note(number, label, gettext("This person has an open invitation to this role already."))
        seen.add(key)

    def _note(self, number: int, column, sentence) -> None:
        self.problems.append(Problem(str(sentence), row=number, column=str(column)))


def template_columns() -> list[Column]:
    """The columns of the table to fill in."""
    return [Column(name, str(RowForm.base_fields[name].label)) for name in RowForm.field_order]


def _titles() -> dict[str, list[str]]:
    """The titles of each column in the reader's language and the others: a template may come from a colleague."""
    titles = {name: [str(field.label)] for name, field in RowForm.base_fields.items()}
    for language in LANGUAGES:
        with override(language):
            for name, field in RowForm.base_fields.items():
                titles[name].append(str(field.label))
    return titles


def _written(cells: tuple, places: dict[str, int]) -> dict[str, str]:
    """The fields of a row as a form reads them: dates in ISO form, however the spreadsheet kept them."""
    written = {name: as_text(cells[place]) if place < len(cells) else "" for name, place in places.items()}
    try:
        day = as_date(cells[places["role_valid_to"]])
    except (KeyError, IndexError, ValueError):
        return written
    return written | {"role_valid_to": day.isoformat() if day else ""}


def _role(gift: tuple[str, str]) -> str:
    return gift[0].split(":")[0]


def _place(gift: tuple[str, str]) -> str:
    """The organisation in a gift's label; "" for whoever gives it anywhere and names the organisation."""
    return plain_title(gift[1].split(" · ", 1)[1]) if gift[0].split(":")[1] else ""


def _names(role: str) -> set[str]:
    names = {role}
    for language in {*LANGUAGES, get_language() or LANGUAGES[0]}:
        with override(language):
            names.add(plain_title(str(ROLES[role])))
    return names
