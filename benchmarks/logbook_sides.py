"""The sides that benchmarks/logbook.py compares, and the million entries that it seals."""

from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from access import logbook
from access.actor import Actor
from access.models import LogEntry, User
from access.roles import AUDITOR, HOSPITAL_COORDINATOR
from access.verbs import verb
from network.domain import applications as verbs
from network.models import MembershipApplication
from tests.factories import membership as path
from tests.factories.people import holder


def applications(count: int) -> list[int]:
    """Complete drafts of different hospitals to one network, each with its own people."""
    network, tier = path.make.network(), path.make.tier()
    return [path.filled_in(path.cast(network=network, tier=tier)).pk for _ in range(count)]


def disconnect() -> None:
    """Close the connection before processes are forked: each needs its own."""
    connections.close_all()


@verb(open_because="a benchmark's own: the verbs inside ask the door")
def waver(application: MembershipApplication, *, by: Actor) -> None:
    """Explain twice why a condition should be waived: two entries beside two locked rows, written each."""
    verbs.explain_waiver(application, reason=f"since version {application.version}", by=by)
    verbs.explain_waiver(application, reason=f"after version {application.version}", by=by)


def write(pk: int, turns: int, side: str, start) -> None:
    """What one writer does: so many verbs on its application, as its hospital's coordinator."""
    if side == "without":
        logbook.write = lambda entries: None
    application = MembershipApplication.objects.select_related("hospital", "network__centre", "tier").get(pk=pk)
    role = {"assignments__role": HOSPITAL_COORDINATOR, "assignments__scope_id": application.hospital_id}
    user = User.objects.get(**role)
    start.wait()
    for _ in range(turns):
        waver(application, by=Actor.of(user))
    connection.close()


def failures(applications: list[int], expected: int) -> int:
    """How many entries are missing or too many after all rounds."""
    found = LogEntry.objects.filter(verb="application.waiver_explained").count()
    return abs(found - len(applications) * expected * 2)


def fill(count: int) -> None:
    """Copies of a few real entries, of three kinds, until the logbook has so many that are not sealed."""
    columns = [field.column for field in LogEntry._meta.concrete_fields if field.column not in ("id", "written_in")]
    chosen = ", ".join(columns)
    varied = chosen.replace("kind", "(ARRAY['act', 'read', 'sign_in'])[1 + (n / 7) %% 3]", 1)
    varied = varied.replace("at,", "at - n * interval '30 seconds',", 1)
    with connection.cursor() as cursor:
        few = "FROM (SELECT * FROM access_logentry ORDER BY id LIMIT 10) few, generate_series(1, %s) n"
        cursor.execute(" ".join(("INSERT INTO access_logentry", f"({chosen})", "SELECT", varied, few)), [count // 10])
        cursor.execute("ANALYZE access_logentry")


def searches() -> dict:
    """Ways to look at the logbook, as an auditor's browser asks for them."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(holder(AUDITOR))
    return {
        name: lambda query=query: _answer(client, query)
        for name, query in {
            "newest": "",
            "page 300": "page=300",
            "by act": "act=hospital.registered",
            "refused": "outcome=refused",
            "organisation": "organisation=医院",
            "words": "q=示范 nothing",
        }.items()
    }


def _answer(client, query: str) -> None:
    answer = client.get(f"{reverse('access:logbook')}?{query}")
    if answer.status_code != 200:
        raise RuntimeError(f"The logbook answered {answer.status_code}.")
