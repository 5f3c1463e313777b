"""The web process and the worker are killed at random moments of people's work: nothing is lost, doubled or halved."""

import os
import random
import signal
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from access import beats
from access.models import Beat, Delivery, Job, User
from access.roles import CENTRE_DIRECTOR
from network.models import Membership, MembershipApplication
from office.domain import orphans
from office.models import Attachment
from tests.factories.membership import Cast
from tests.factories.people import with_password
from tests.factories.world import build
from tests.faults import invariants, works
from tests.faults.desks import ApplicationDesk, MembershipDesk, OfficeDesk
from tests.faults.site import WEB, WORKER, Site, wait_for
from tools import clock

pytestmark = [pytest.mark.faults, pytest.mark.both, pytest.mark.django_db(transaction=True)]
# On each of the two databases; the moments of a run are found again by its seed.
KILLS = int(os.environ.get("FAULTS_KILLS", "25"))
SEED = int(os.environ.get("FAULTS_SEED", "20260305"))
LONGEST_WORK = 1.2
PATIENCE = 300


class Staff:
    """The desks, each in a thread of its own, which can be told to rest."""

    def __init__(self, desks):
        self.desks = [(desk, threading.Lock()) for desk in desks]
        self.home, self.at_work = threading.Event(), threading.Event()
        self.at_work.set()
        self.problems: list[BaseException] = []
        self.threads = [threading.Thread(target=self._work, args=pair) for pair in self.desks]

    def _work(self, desk, lock) -> None:
        try:
            while not self.home.is_set():
                self.at_work.wait()
                with lock:
                    desk.work()
        except BaseException as problem:
            self.problems.append(problem)
        finally:
            connection.close()

    @contextmanager
    def resting(self):
        """Every desk has finished what it did; the block's end lets them go on."""
        self.at_work.clear()
        with ExitStack() as stack:
            for _desk, lock in self.desks:
                stack.enter_context(lock)
            yield
        self.at_work.set()

    def go_home(self) -> None:
        self.home.set()
        self.at_work.set()
        for thread in self.threads:
            thread.join(PATIENCE)

    @property
    def wrong(self) -> list[str]:
        return [line for desk, _lock in self.desks for line in desk.tally.wrong] + [repr(p) for p in self.problems]

    def told(self) -> str:
        tallies = [desk.tally for desk, _lock in self.desks]
        return f"{sum(t.done for t in tallies)} acts, {sum(t.lost for t in tallies)} answers lost"


def _desks(site: Site):
    world = build()
    for user in User.objects.all():
        user.email = f"{user.pk}@example.org"
        user.save(update_fields=["email"])
        with_password(user)
    for code in ("H1N1", "H1N2", "H2N2"):
        people = {role: world.people[f"{role}@{code[:2]}"] for role in ("hospital_coordinator", "hospital_admin")}
        people |= {role: world.people[f"{role}@C{code[3]}"] for role in ("centre_admin", CENTRE_DIRECTOR)}
        thing = world.thing(MembershipApplication, code)
        yield ApplicationDesk(site, thing, Cast(thing.hospital, thing.campus, thing.network, thing.tier, people))
    yield MembershipDesk(site, world.thing(Membership, "H3N2"), world.people[f"{CENTRE_DIRECTOR}@C2"])
    yield OfficeDesk(site, world.people["hospital_admin@H3"], world.people["auditor"])


@pytest.fixture
def site(tmp_path):
    """Both processes over this test's database, their files in a folder of their own, papers where this test reads."""
    private = Path(settings.VAR_DIR) / "private"
    private.mkdir(parents=True, exist_ok=True)
    (tmp_path / "private").symlink_to(private)
    works.register()
    made = Site(tmp_path)
    yield made
    made.stop()


@pytest.mark.filterwarnings("ignore")
def test_nothing_is_lost_or_halved_by_kills_at_random_moments(site, tmp_path, record_property):
    chance, staff, log, broken = random.Random(SEED), Staff(_desks(site)), [], []
    site.start(WORKER)
    site.start(WEB)
    for thread in staff.threads:
        thread.start()
    started = time.monotonic()
    try:
        for number in range(KILLS):
            time.sleep(chance.uniform(0.02, LONGEST_WORK))
            victims = chance.choice([[WEB], [WEB], [WEB], [WORKER], [WORKER], [WEB, WORKER]])
            log.append(f"{number + 1:>3} {time.monotonic() - started:6.2f} s  {' and '.join(victims)}  {_at_work()}")
            for name in victims:
                site.kill(name)
            for name in victims:
                site.start(name)
            with staff.resting():
                broken += [f"after kill {number + 1}: {line}" for line in invariants.broken(tmp_path / "mail")]
    finally:
        site.up.set()
        staff.go_home()
        record_property("told", "\n".join([f"{KILLS} kills on {connection.vendor}, seed {SEED}", *log, staff.told()]))

    _look_after_beats()
    wait_for(lambda: not Job.objects.unfinished().exists() and not Delivery.objects.exclude(state="sent").exists())
    codes = site.stop()
    assert codes == {WEB: -signal.SIGTERM, WORKER: 0}, "no orderly stop"
    assert staff.wrong == []
    assert broken + invariants.broken(tmp_path / "mail") + invariants.at_rest() == []
    _only_orphans_are_removed()


def _at_work() -> str:
    running = Job.objects.filter(state="running").values_list("name", "done")
    return ", ".join(f"{name} at {done}" for name, done in running)


def _look_after_beats() -> None:
    """Every regular work is done once more after the last kill: no lock of a dead worker is left."""
    moment = clock.now()
    quick = [name for name, beat in beats.BEATS.items() if beat.at is None]
    Beat.objects.filter(holder="").update(next_due=moment)
    wait_for(lambda: not Beat.objects.filter(name__in=quick).exclude(last_success__gte=moment).exists())


def _only_orphans_are_removed() -> None:
    """What rolled-back uploads left behind goes after its day; every paper stays."""
    storage = Attachment._meta.get_field("file").storage
    with clock.at(clock.now() + timedelta(hours=settings.ORPHAN_HOURS + 1)):
        list(orphans.purge(storage))
    assert all(storage.exists(paper.file.name) for paper in Attachment.objects.all())
