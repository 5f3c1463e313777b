"""The sides that benchmarks/permission_filter.py compares: who reads, from which table, and through what."""

from collections.abc import Callable
from functools import partial

from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from guardian.shortcuts import get_objects_for_user  # noqa: TID251 - the side that the door is compared with

from access.actor import Actor
from access.models import RoleAssignment, User
from benchmarks import province
from network.models import ApplicationGrant, MembershipApplication

PERMISSION = MembershipApplication.view_permission
TABLE = MembershipApplication._meta.db_table
NEWEST = ("-created_at", "-pk")


def all_rows():
    """No filter."""
    return MembershipApplication.objects.all()


def visible(user: User):
    """Through the door, with a fresh actor that looks its scopes up anew, as each request does."""
    return MembershipApplication.objects.visible_to(Actor.of(user))


def granted(user: User):
    """Through guardian, called as its documentation shows."""
    return get_objects_for_user(user, PERMISSION)


def read(rows) -> tuple[int, list]:
    """What the list page asks for: the number of rows, and the 25 newest with the names that its table shows."""
    rows = rows.with_names().order_by(*NEWEST)
    return rows.count(), list(rows[:25])


def read_keys(rows) -> tuple[int, list[int]]:
    """The number of rows and the keys of the 25 newest: what differs between two filters, without the joins for names
    and the building of objects, which are the same whatever the filter."""
    return rows.count(), list(rows.order_by(*NEWEST).values_list("pk", flat=True)[:25])


def lookups(user: User) -> int:
    """How many queries the door makes before the filtered one."""
    with CaptureQueriesContext(connection) as queries:
        visible(user)
    return len(queries)


class Stage:
    """The filled database and the people who read from it: by kind of user, in busy and in quiet scopes."""

    def __init__(self, *, hospitals: int, centres: int, people: int, applications: int, small: int):
        self.directory = province.build_directory(hospitals, centres)
        self._free = iter(province.fill_people(self.directory, people)[: province.WITHOUT_ROLE])
        province.fill_applications(self.directory, applications)
        self.busy = self._appoint(self.directory.busy)
        self.quiet = self._appoint(self.directory.quiet)
        self.twins = {kind: self._twin(user) for kind, user in self.busy.items()}
        self._make_small_table(small)
        _run("VACUUM ANALYZE")

    def _appoint(self, scopes: dict[str, list[int]]) -> dict[str, User]:
        """A person for each kind of user, with the role of that kind at each of the scopes."""
        people = {kind: next(self._free) for kind in scopes}
        RoleAssignment.objects.bulk_create(
            province.assignment(people[kind], province.ROLE_OF[kind], scope)
            for kind, ids in scopes.items()
            for scope in ids
        )
        return people

    def _twin(self, user: User) -> User:
        """A person without a role who holds a grant for each application that ``user`` sees."""
        twin = next(self._free)
        permission = Permission.objects.get(codename=PERMISSION.partition(".")[2])
        ids = set(visible(user).values_list("pk", flat=True))
        ApplicationGrant.objects.bulk_create(
            (ApplicationGrant(user=twin, permission=permission, content_object_id=pk) for pk in ids), province.BATCH
        )
        assert set(granted(twin).values_list("pk", flat=True)) == ids
        return twin

    def _make_small_table(self, size: int) -> None:
        """A second table of applications, in a schema of its own: all rows of the quiet corners, and a few others."""
        ids = {pk for user in self.quiet.values() for pk in visible(user).values_list("pk", flat=True)}
        others = MembershipApplication.objects.exclude(pk__in=ids).order_by("pk").values_list("pk", flat=True)
        ids.update(others[: size - len(ids)])
        _run("CREATE SCHEMA small")
        _run(f"CREATE TABLE small.{TABLE} (LIKE public.{TABLE} INCLUDING ALL)")
        _run(f"INSERT INTO small.{TABLE} SELECT * FROM public.{TABLE} WHERE id = ANY(%s)", [sorted(ids)])  # noqa: S608
        for user in self.quiet.values():
            for schema in ("small", "public"):
                assert in_schema(schema, partial(_count_visible, user)) == province.QUIET_ROWS


def _count_visible(user: User) -> int:
    return visible(user).count()


def in_schema(schema: str, reading: Callable[[], object]):
    """The reading, with applications taken from the table in ``small`` or in ``public``, the large one."""
    _run(f"SET search_path TO {schema}, public")
    try:
        return reading()
    finally:
        _run("SET search_path TO public")


def _run(statement: str, parameters: list | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
