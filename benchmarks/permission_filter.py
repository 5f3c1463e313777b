"""What the door costs on a list: 100,000 applications, 2,500 hospitals, 20,000 people, on PostgreSQL.

One reading is what a list page asks of the database: the number of rows for the pager, and the 25 newest with every
name that the table shows. Each reading through the door begins with a fresh actor, so that it looks its scopes up
anew, as each request does. Sides are measured in turns; every figure is a ratio of medians.

1. Four kinds of user against the same reading without any filter.
2. Growth: the same 300 visible rows in a table of 1,000 and in one of 100,000 rows.
3. Against guardian's ``get_objects_for_user``, called with its defaults and given everything it can use: one person
   holds a row of the direct-foreign-key model ``ApplicationGrant`` for each application that the other one sees, and
   nobody else holds any.
"""

from collections.abc import Callable
from functools import partial

from benchmarks import harness

NAME = "permission_filter"
APPLICATIONS, HOSPITALS, CENTRES, PEOPLE = 100_000, 2_500, 15, 20_000
SMALL_TABLE = 1_000
PERMISSION = "network.view_membershipapplication"


def read(rows) -> tuple[int, list]:
    """What ``network.views.applications.Applications`` asks for its first page."""
    rows = rows.with_names().order_by("-created_at", "-pk")
    return rows.count(), list(rows[:25])


def read_all():
    """The reading without a filter."""
    from network.models import MembershipApplication

    return read(MembershipApplication.objects.all())


def read_visible(user):
    """The reading through the door, scope look-up included."""
    from access.actor import Actor
    from network.models import MembershipApplication

    return read(MembershipApplication.objects.visible_to(Actor.of(user)))


def read_granted(user):
    """The reading through guardian."""
    from guardian.shortcuts import get_objects_for_user  # noqa: TID251 - the side that the door is compared with

    return read(get_objects_for_user(user, PERMISSION))
