"""The three separated administrators: nobody holds two of the three at once, and none acts for another.

GB/T 22239-2019 level 3 (separation of the three): whoever keeps the system, whoever gives the rights and whoever reads
the logbook are three people. What concerns one of them is done by the operators on the command line.
"""

from datetime import date

from django.core import checks
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.models import RoleAssignment, User
from access.refusals import Refused, refusal
from access.roles import ROLES, SEPARATED
from access.texts import text
from tools import clock

TWO_OF_THREE = text(
    "access.separation.two_of_three",
    _(
        "%(name)s holds “%(held)s”: nobody holds two of system administrator, security administrator and auditor at "
        "once. Choose somebody else, or end the other role first."
    ),
)
BY_OPERATORS = text(
    "access.separation.by_operators",
    _(
        "%(name)s is “%(role)s”: no separated administrator acts on another. The operators do it on the command line "
        "(manage.py separated_account), which the logbook keeps."
    ),
)


def held_by(user: User, *, since: date | None = None) -> list[RoleAssignment]:
    """The roles among the three that a person holds on a day (today unless named) or comes to hold later."""
    rows = RoleAssignment.objects.filter(user=user, role__in=SEPARATED, stopped_at=None)
    return list(rows.filter(Q(valid_to=None) | Q(valid_to__gte=since or clock.today())).order_by("pk"))


def check_gift(user: User, role: str, start: date, thing=None) -> None:
    """Raise Refused when a person would hold two of the three at once."""
    if role not in SEPARATED:
        return
    other = next((item for item in held_by(user, since=start) if item.role != role), None)
    if other is not None:
        raise Refused(refusal(TWO_OF_THREE, name=user.name, held=str(ROLES[other.role])), thing)


def check_untouched(user: User, by: Actor, thing=None) -> None:
    """Raise Refused when a person is one of the three: only the system, on the operators' word, acts on them."""
    held = [] if by.system else held_by(user)
    if held:
        raise Refused(refusal(BY_OPERATORS, name=user.name, role=str(ROLES[held[0].role])), thing)


@checks.register(checks.Tags.database)
def check_separation(app_configs=None, databases=None, **kwargs) -> list[checks.Warning]:
    """Tell of people who hold two of the three, whichever way they came by them (`check --database default`)."""
    from django.db import connections

    if "default" not in (databases or []) or "access_roleassignment" not in (
        connections["default"].introspection.table_names()
    ):
        return []
    rows = RoleAssignment.objects.valid().filter(role__in=SEPARATED).order_by().values("user__username")
    twice = rows.annotate(held=Count("role", distinct=True)).filter(held__gt=1)
    return [
        checks.Warning(
            f"{row['user__username']} holds {row['held']} of the three separated administrators' roles: end all but "
            "one with `manage.py separated_account`.",
            id="access.W002",
        )
        for row in twice
    ]
