"""The sides that benchmarks/permission_filter.py compares: who reads, from which table, and through what."""

import time
from collections import defaultdict
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
from tools import clock

PERMISSION = MembershipApplication.view_permission
APPLICATIONS = MembershipApplication._meta.db_table
GRANTS = ApplicationGrant._meta.db_table
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
    """The number of rows and the keys of the 25 newest: what is left of ``read`` without the joins for names, which
    are the same whatever the filter."""
    return rows.count(), list(rows.order_by(*NEWEST).values_list("pk", flat=True)[:25])


def lookups(user: User) -> int:
    """How many queries the door makes before the filtered one."""
    with CaptureQueriesContext(connection) as queries:
        visible(user)
    return len(queries)


class DatabaseClock:
    """Seconds spent waiting for the database: parsing, planning, running, sending. As a clock for ``medians``."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def watching(self):
        """The context in which the clock runs."""
        return connection.execute_wrapper(self._watch)

    def _watch(self, execute, *query):
        started = time.perf_counter()
        try:
            return execute(*query)
        finally:
            self.seconds += time.perf_counter() - started


class Stage:
    """The filled database and its readers, by kind of user: in busy scopes, in quiet ones, and by grants."""

    def __init__(self, *, hospitals: int, centres: int, people: int, applications: int, small: int):
        self.directory = province.build_directory(hospitals, centres)
        self._free = iter(province.fill_people(self.directory, people)[: province.WITHOUT_ROLE])
        province.fill_applications(self.directory, applications)
        viewers = self._viewers()
        self.busy = self._appoint(self.directory.busy)
        self.quiet = self._appoint(self.directory.quiet)
        self.twins = {kind: next(self._free) for kind in self.busy}
        for kind, ids in self.directory.busy.items():
            for scope in ids:
                viewers[kind, scope].append(self.twins[kind].pk)
        self._grant(viewers)
        self._make_small_table(small)
        _run("VACUUM ANALYZE")
        self._check()

    def _viewers(self) -> dict[tuple[str, int], list[int]]:
        """Scope → ids of the people who hold a role there."""
        viewers = defaultdict(list)
        for kind, scope, user in RoleAssignment.objects.values_list("scope_kind", "scope_id", "user"):
            viewers[kind, scope].append(user)
        return viewers

    def _appoint(self, scopes: dict[str, list[int]]) -> dict[str, User]:
        """A person for each kind of user, with the role of that kind at each of the scopes."""
        people = {kind: next(self._free) for kind in scopes}
        RoleAssignment.objects.bulk_create(
            province.assignment(people[kind], province.ROLE_OF[kind], scope)
            for kind, ids in scopes.items()
            for scope in ids
        )
        return people

    def _grant(self, viewers: dict[tuple[str, int], list[int]]) -> None:
        """The rows by which guardian would show the same: one for each application and each person who sees it, in the
        order in which the applications came in."""
        permission = Permission.objects.get(codename=PERMISSION.partition(".")[2]).pk
        now = clock.now()
        paths = ("pk", "submitted_at", "hospital", "network__centre", "campus__region")
        applications = list(MembershipApplication.objects.order_by("pk").values_list(*paths))
        columns = "content_object_id, user_id, permission_id, granted_at"
        with connection.cursor() as cursor, cursor.copy(f"COPY {GRANTS} ({columns}) FROM STDIN") as rows:
            for pk, submitted, hospital, *others in applications:
                users = list(viewers["hospital", hospital])
                for scope in zip(("centre", "region", "province"), (*others, 0), strict=True) if submitted else ():
                    users += viewers[scope]
                for user in users:
                    rows.write_row((pk, user, permission, now))

    def _make_small_table(self, size: int) -> None:
        """A second table of applications, in a schema of its own: all rows of the quiet corners, and a few others."""
        ids = set().union(*(_keys(visible(user)) for user in self.quiet.values()))
        others = MembershipApplication.objects.exclude(pk__in=ids).order_by("pk").values_list("pk", flat=True)
        ids.update(others[: size - len(ids)])
        _run("CREATE SCHEMA small")
        _run(f"CREATE TABLE small.{APPLICATIONS} (LIKE public.{APPLICATIONS} INCLUDING ALL)")
        copy = f"INSERT INTO small.{APPLICATIONS} SELECT * FROM public.{APPLICATIONS} WHERE id = ANY(%s)"  # noqa: S608
        _run(copy, [sorted(ids)])

    def _check(self) -> None:
        """Both sides of each comparison have to find the same rows."""
        for kind, twin in self.twins.items():
            assert _keys(granted(twin)) == _keys(visible(self.busy[kind])), kind
        for kind, user in self.quiet.items():
            for schema in ("small", "public"):
                assert in_schema(schema, partial(_count_visible, user)) == province.QUIET_ROWS, kind


def _keys(rows) -> set[int]:
    return set(rows.values_list("pk", flat=True))


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
