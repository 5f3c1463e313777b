"""Lists of people and invitations."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.models import Invitation, RoleAssignment
from access.roles import ROLES
from access.sign_in_rules import is_locked, is_unused

STATUS_TITLES = {
    "open": _("open"),
    "accepted": _("accepted"),
    "revoked": _("taken back"),
    "expired": _("past its day"),
}

IS_DATE = {"td": {"class": "is-date"}, "th": {"class": "is-date"}}
# A few characters that are read at a glance only when they stand in one line.
IS_SHORT = {"td": {"class": "is-short"}, "th": {"class": "is-short"}}
IS_LONG = {"td": {"class": "is-long"}, "th": {"class": "is-long"}}


def account_state(user) -> str:
    """Whether a person can sign in now, in one word."""
    if not user.is_active:
        return gettext("closed")
    if is_locked(user):
        return gettext("locked")
    return gettext("closed: unused") if is_unused(user) else gettext("may sign in")


class ChoiceColumn(tables.Column):
    """A box to tick each row with, for components/selection.html."""

    def __init__(self, **extra):
        attrs = {"td": {"class": "is-choice"}, "th": {"class": "is-choice"}}
        options = {"verbose_name": _("Choice"), "accessor": "uid", "orderable": False, "exclude_from_export": True}
        super().__init__(attrs=attrs, **options | extra)

    def render(self, value, record):
        """The box, named by its row."""
        box = '<input class="choice" type="checkbox" name="chosen" form="selection" value="{}" aria-label="{}">'
        return format_html(box, value, gettext("Choose %(row)s") % {"row": record})


class ScopeColumn(tables.Column):
    """The name of the organisation that a row's scope is; names are looked up once for the page."""

    def render(self, record, table):
        """The scope's name."""
        return table.scope_label(record)


class ScopeLabelled(tables.Table):
    """Mixin that finds the names of all scopes on the page with one query per kind."""

    def scope_label(self, record) -> str:
        """The name of a row's scope."""
        from access.scopes import scope_labels

        if not hasattr(self, "_labels"):
            rows = [row.record for row in (self.paginated_rows if hasattr(self, "page") else self.rows)]
            self._labels = scope_labels((row.scope_kind, row.scope_id) for row in rows)
        return self._labels.get((record.scope_kind, record.scope_id), "")


class PeopleTable(ScopeLabelled):
    """Who holds which role since when, given by whom, and when they last signed in."""

    user = tables.Column(verbose_name=_("Person"), linkify=True, accessor="user__name")
    role = tables.Column(verbose_name=_("Role"))
    scope = ScopeColumn(verbose_name=_("Where"), accessor="scope_id", orderable=False)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)
    granted_by = tables.Column(verbose_name=_("Given by"), accessor="granted_by__name", orderable=False)
    last_login = tables.DateTimeColumn(
        attrs=IS_DATE, verbose_name=_("Last sign-in"), accessor="user__last_login", short=True
    )

    account = tables.Column(verbose_name=_("Account"), accessor="user", orderable=False)

    class Meta:
        model = RoleAssignment
        fields = ()
        caption = _("People and their roles")
        empty_text = _("Nobody holds a role here yet.")

    def render_user(self, record):
        """The person's name."""
        return record.user.name

    def render_account(self, value):
        """Whether the person can sign in now."""
        return account_state(value)

    value_account = render_account

    def render_role(self, value):
        """The role in the reader's language."""
        return str(ROLES[value]) if value in ROLES else value

    value_role = render_role


class InvitationTable(ScopeLabelled):
    """Invitations with their state."""

    name = tables.Column(verbose_name=_("Person"))
    role = tables.Column(verbose_name=_("Role"))
    scope = ScopeColumn(verbose_name=_("Where"), accessor="scope_id", orderable=False)
    invited_by = tables.Column(verbose_name=_("Invited by"), accessor="invited_by__name")
    expires_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Usable until"), short=True)
    status = tables.Column(verbose_name=_("State"), orderable=False)
    actions = tables.TemplateColumn(
        template_name="access/invitation_actions.html", verbose_name=_("Actions"), orderable=False
    )

    class Meta:
        model = Invitation
        fields = ()
        caption = _("Invitations")
        empty_text = _("No invitations yet.")

    render_role = PeopleTable.render_role
    value_role = PeopleTable.render_role

    def render_status(self, value, record):
        """The state, and whether a second person is still missing."""
        if value == "open" and record.needs_confirmation and record.confirmed_at is None:
            return _("waits for a second person")
        return STATUS_TITLES[value]
