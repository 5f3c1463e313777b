"""Lists about people who come, stay away and go."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from access.models import AccountReview, Delegation, DeletionRequest, HandOver, ReviewItem
from access.tables import IS_DATE, PeopleTable, ScopeColumn, ScopeLabelled

DELEGATION_STATES = {
    "in_force": _("in force"),
    "coming": _("begins later"),
    "over": _("over"),
    "ended": _("ended early"),
}


class DelegationTable(ScopeLabelled):
    """Who acts for whom, in which role, for which acts and how long."""

    delegator = tables.Column(verbose_name=_("Person away"), accessor="delegator__name")
    deputy = tables.Column(verbose_name=_("Deputy"), accessor="deputy__name")
    role = tables.Column(verbose_name=_("Role"), accessor="assignment__role", orderable=False)
    scope = ScopeColumn(verbose_name=_("Where"), accessor="scope_id", orderable=False)
    kind = tables.Column(verbose_name=_("For which acts"), accessor="kind_title", orderable=False)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)
    status = tables.Column(verbose_name=_("State"), orderable=False)
    actions = tables.TemplateColumn(
        template_name="access/delegation_actions.html", verbose_name=_("Actions"), orderable=False
    )

    class Meta:
        model = Delegation
        fields = ()
        caption = _("Delegations")
        empty_text = _("Nobody acts for anybody: name a deputy on the page of one of your roles.")

    render_role = PeopleTable.render_role
    value_role = PeopleTable.render_role

    def render_status(self, value):
        """The state in words."""
        return DELEGATION_STATES[value]

    value_status = render_status


class HandOverTable(ScopeLabelled):
    """Which role goes from whom to whom, from which day."""

    leaver = tables.Column(
        verbose_name=_("From whom"), accessor="leaver__name", linkify=lambda record: record.get_absolute_url()
    )
    successor = tables.Column(verbose_name=_("Successor"), accessor="successor__name")
    role = tables.Column(verbose_name=_("Role"), accessor="assignment__role", orderable=False)
    scope = ScopeColumn(verbose_name=_("Where"), accessor="scope_id", orderable=False)
    first_day = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    state = tables.Column(verbose_name=_("State"))

    class Meta:
        model = HandOver
        fields = ()
        caption = _("Hand-overs")
        empty_text = _("No hand-overs yet: begin one on the page of a role.")

    render_role = PeopleTable.render_role
    value_role = PeopleTable.render_role


class DeletionTable(tables.Table):
    """Who asked, and what came of it."""

    user = tables.Column(
        verbose_name=_("Person"), accessor="user__name", linkify=lambda record: record.get_absolute_url()
    )
    asked_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Asked at"), short=True)
    due_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("To be answered by"), short=True)
    state = tables.Column(verbose_name=_("State"))
    answered_by = tables.Column(verbose_name=_("Answered by"), accessor="answered_by__name", orderable=False)

    class Meta:
        model = DeletionRequest
        fields = ()
        caption = _("Deletion requests")
        empty_text = _("Nobody has asked for a deletion.")


class ReviewTable(tables.Table):
    """Reviews by quarter."""

    quarter = tables.Column(verbose_name=_("Quarter"), linkify=lambda record: record.get_absolute_url())
    opened_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Opened at"), short=True)
    due_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Due on"), short=True)
    closed_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Closed at"), short=True)
    closed_by = tables.Column(verbose_name=_("Closed by"), accessor="closed_by__name", orderable=False)

    class Meta:
        model = AccountReview
        fields = ()
        caption = _("Account reviews")
        empty_text = _("The first review opens by itself at the beginning of the next quarter.")


class ReviewItemTable(tables.Table):
    """What is looked at, why, and what was decided."""

    person = tables.Column(
        verbose_name=_("Person"), accessor="assignment__user__name", linkify=lambda record: record.get_absolute_url()
    )
    role = tables.Column(verbose_name=_("Role"), accessor="assignment__role", orderable=False)
    causes = tables.Column(verbose_name=_("Looked at because"), accessor="cause_titles", orderable=False)
    last_login = tables.DateTimeColumn(
        attrs=IS_DATE, verbose_name=_("Last sign-in"), accessor="assignment__user__last_login", short=True
    )
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), accessor="assignment__valid_to", short=True)
    decision = tables.Column(verbose_name=_("Decision"))
    reason = tables.Column(verbose_name=_("Reason"), orderable=False)
    answer = tables.Column(verbose_name=_("Answer of the organisation"), orderable=False)

    class Meta:
        model = ReviewItem
        fields = ()
        caption = _("Roles to be looked at")
        empty_text = _("No role was to be looked at.")

    render_role = PeopleTable.render_role
    value_role = PeopleTable.render_role
