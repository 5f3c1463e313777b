"""Inviting a person, and accepting an invitation."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access import scopes
from access.forms.base import Form
from access.forms.dates import DayField
from access.forms.passwords import new_password, password_again
from access.models import Invitation, User
from access.roles import ROLES
from tools import clock
from tools.phone import normalise_mobile


def gifts_of(actor) -> list[tuple[str, str]]:
    """What the actor may give: ("role:kind:id", "Role · organisation") for each role at each own organisation.

    Province-wide givers name the organisation in the next field, so their entries carry the role only.
    """
    choices = []
    labels = scopes.scope_labels((a.scope_kind, a.scope_id) for a in actor.own_assignments)
    for a in actor.own_assignments:
        for code in ROLES[a.role].grants:
            own = a.scope_kind == ROLES[code].scope_kind
            key = f"{code}:{a.scope_id if own else ''}"
            label = f"{ROLES[code]} · {labels[(a.scope_kind, a.scope_id)]}" if own else str(ROLES[code])
            choices.append((key, label))
    return list(dict.fromkeys(choices))


class InvitationForm(Form):
    """Whom to invite to which role; the organisation's uid is asked only of province-wide givers."""

    name = forms.CharField(label=_("Name of the person"), max_length=60, help_text=_("As it is on the staff card."))
    email = forms.EmailField(label=_("E-mail"), required=False)
    gift = forms.ChoiceField(label=_("Role"))
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        help_text=_("The full name of the hospital, centre or region that the person will work for."),
    )
    role_valid_to = DayField(
        label=_("Role held until"),
        required=False,
        help_text=_("Leave empty when no end is known."),
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gift"].choices = gifts_of(actor)
        if all(key.split(":")[1] for key, _label in self.fields["gift"].choices):
            del self.fields["organisation"]

    def clean_role_valid_to(self):
        """A role cannot end before it begins."""
        day = self.cleaned_data["role_valid_to"]
        if day is not None and day < clock.today():
            raise ValidationError(_("This day has passed: choose today or a later day."))
        return day

    def clean(self) -> dict:
        """Find the scope: the own organisation, or the one that is named."""
        data = super().clean()
        if "gift" not in data:
            return data
        role, scope_id = data["gift"].split(":")
        data["role"] = role
        data["scope"] = self._own(role, int(scope_id)) if scope_id else self._named(role, data.get("organisation", ""))
        return data

    def _own(self, role: str, scope_id: int):
        return scopes.scope_object(ROLES[role].scope_kind, scope_id)

    def _named(self, role: str, name: str):
        model = scopes.model_of(ROLES[role].scope_kind)
        if model is None:
            return None
        found = model._base_manager.filter(name_zh=name.strip()).first()
        if found is None:
            self.add_error("organisation", _("No organisation of this kind has this name: write its full name."))
        return found


class CodeForm(Form):
    """The code of an invitation, typed by hand."""

    code = forms.CharField(
        label=_("Invitation code"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_code(self) -> str:
        """Only what a code is made of: it becomes part of an address."""
        code = "".join(sign for sign in self.cleaned_data["code"] if sign.isalnum() or sign == "-")
        if not code:
            raise ValidationError(_("Type the letters and digits of the code."))
        return code


class AcceptForm(Form):
    """The account of a person who comes by invitation."""

    username = forms.RegexField(
        r"^[\w.@-]{3,60}$",
        label=_("User name"),
        help_text=_("3 to 60 letters, digits or . @ - _; you sign in with it."),
        error_messages={"invalid": _("Use 3 to 60 letters, digits or the signs . @ - _ only.")},
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = new_password(_("Password"))
    repeated = password_again(_("Password again"))

    def __init__(self, *args, invitation: Invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_username(self) -> str:
        """Not what another person types at sign-in: a mobile number, or an address that is not the invited one's."""
        name = self.cleaned_data["username"]
        foreign = "@" in name and name.casefold() != self.invitation.email.casefold()
        if foreign or normalise_mobile(name):
            raise ValidationError(_("Choose a name: not a mobile number, nor an e-mail address."), code="not_a_name")
        return name

    def clean_password(self) -> str:
        """The rules of settings.AUTH_PASSWORD_VALIDATORS, for the person and the role that comes with the account."""
        password = self.cleaned_data["password"]
        coming = User(
            username=self.cleaned_data.get("username", ""), name=self.invitation.name, email=self.invitation.email
        )
        coming.coming_roles = {self.invitation.role}
        validate_password(password, coming)
        return password

    def clean(self) -> dict:
        """Both passwords must agree."""
        data = super().clean()
        if data.get("password") and data.get("repeated") and data["password"] != data["repeated"]:
            self.add_error("repeated", _("The two passwords differ: type the same one twice."))
        return data


class EndRoleForm(Form):
    """The last day of a role, and why it ends."""

    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("Leave empty to end the role at once, on its first day too.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args, assignment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assignment = assignment

    def clean_last_day(self):
        """Not before the role began."""
        day = self.cleaned_data["last_day"]
        if day and day < self.assignment.valid_from:
            raise ValidationError(_("The last day cannot be before the first day."))
        return day
