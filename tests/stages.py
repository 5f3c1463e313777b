"""What many tests stand on and what takes long to make: built once for the run, laid below the tests of a module.

A stage is a copy of the database and the objects that its builder returned. A module asks for it with
`pytestmark = pytest.mark.usefixtures("laid_site")`; what its tests change is rolled back. A test with real transactions
asks for `site_anew`. The demonstration province is kept likewise, by `tests.province`.
"""

import fcntl
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import databases
from tests.factories import numbers


@dataclass(frozen=True)
class Stage:
    """A stage as it was kept: where its database lies, what its builder returned, and how far factories had counted."""

    address: str
    content: bytes
    reached: int

    def objects(self) -> dict:
        """What the builders returned, by the names of their stages; fresh for each test."""
        return pickle.loads(self.content)  # noqa: S301 - written by this run


def _site():
    from access.actor import Actor
    from cms.domain.site import build_site

    return build_site(None, by=Actor.as_system("test"))


def _section(name: str):
    from tests.cms.conftest import section

    return section(name)


def _world():
    from tests.factories.world import build

    return build()


def _path() -> dict:
    """Everybody and the thing itself for each step on the way to membership, each of another hospital and network."""
    from tests.factories import membership as path

    steps = (path.started, path.filled_in, path.handed_in, path.submitted, path.under_review, path.sealed, path.joined)
    casts = {step.__name__: path.cast() for step in steps}
    return {step.__name__: (casts[step.__name__], step(casts[step.__name__])) for step in steps}


def _studies() -> dict:
    """A study in each early state, each of another lead hospital and network."""
    from tests.factories import studies

    return studies.path()


def _study_sites() -> dict:
    """A recruiting study with its lead site's own part, and a hospital at each step of the start-up."""
    from tests.factories import study_sites

    return study_sites.path()


# Each stage: the one that it stands on, and what it adds.
STAGES: dict[str, tuple[str | None, Callable]] = {
    "site": (None, _site),
    "own": ("site", lambda: _section("甲")),
    "foreign": ("own", lambda: _section("乙")),
    "world": (None, _world),
    "path": (None, _path),
    "studies": (None, _studies),
    "study_sites": (None, _study_sites),
}


def _undisturbed(builder: Callable):
    """What a builder makes; what was to follow the commit stays undone, as in a test that is rolled back."""
    from django.db import connection, transaction

    with transaction.atomic():
        built = builder()
        connection.run_on_commit.clear()
    return built


class Stages:
    """The stages of this run, and which of them lies below the tests at the moment."""

    def __init__(self, folder: Path, database):
        self.folder, self.database, self.laid = folder, database, None

    def kept(self, name: str) -> Stage:
        """A stage, built now when no process of the run has built it yet."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            stage = self._found(name) or self._build(name)
        numbers.go_on_after(stage.reached)
        return stage

    def _found(self, name: str) -> Stage | None:
        file = self.folder / f"{name}.stage"
        return pickle.loads(file.read_bytes()) if file.exists() else None  # noqa: S301 - written by this run

    def _build(self, name: str) -> Stage:
        """Build a stage upon the one below it, keep it, and put the database back."""
        below, builder = STAGES[name]
        start = (self._found(below) or self._build(below)) if below else None
        numbers.go_on_after(start.reached if start else 0)
        self.database.copy(start and start.address)
        built = (start.objects() if start else {}) | {name: _undisturbed(builder)}
        stage = Stage(self.database.keep(self.folder, name), pickle.dumps(built), numbers.reached())
        (self.folder / f"{name}.stage").write_bytes(pickle.dumps(stage))
        self.database.copy()
        return stage

    def lay(self, name: str | None) -> None:
        """Put a stage below all tests until further notice; None: the empty database."""
        self.laid = self.kept(name) if name else None
        self.database.lay(self.laid and self.laid.address)

    def objects(self) -> dict:
        """What the builders of the laid stage returned."""
        return self.laid.objects() if self.laid else {}


@pytest.fixture(scope="session")
def stages(tmp_path_factory, django_db_setup, worker_id) -> Stages:
    """The stages; with several workers the first that needs them builds them for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "stages"
    folder.mkdir(exist_ok=True)
    return Stages(folder, databases.for_process(worker_id))


def _laid(name: str):
    @pytest.fixture(scope="module", name=f"laid_{name}")
    def laid(stages, django_db_blocker):
        with django_db_blocker.unblock():
            stages.lay(name)
        yield stages
        with django_db_blocker.unblock():
            stages.lay(None)

    return laid


laid_site = _laid("site")
laid_own = _laid("own")
laid_foreign = _laid("foreign")
laid_world = _laid("world")
laid_path = _laid("path")
laid_studies = _laid("studies")
laid_study_sites = _laid("study_sites")


@pytest.fixture
def site_anew(stages, transactional_db):
    """The built site for a test with real transactions, its home page; the database is put back after it."""
    stage = stages.kept("site")
    stages.database.copy(stage.address)
    return stage.objects()["site"]


@pytest.fixture(scope="module")
def laid_here(request, stages, django_db_blocker) -> str:
    """What `stage()` of the test's module builds, laid below its tests; its name."""
    name = request.module.__name__
    STAGES.setdefault(name, (getattr(request.module, "BELOW", None), request.module.stage))
    with django_db_blocker.unblock():
        stages.lay(name)
    yield name
    with django_db_blocker.unblock():
        stages.lay(None)


@pytest.fixture
def built(laid_here, stages):
    """What `stage()` of the test's module returned, fresh for each test."""
    return stages.objects()[laid_here]


@pytest.fixture
def steps(laid_path) -> dict:
    """(cast, thing) for each step on the way to membership by its name in `tests.factories.membership`: "joined" …"""
    return laid_path.objects()["path"]


@pytest.fixture
def starting(laid_study_sites) -> dict:
    """A recruiting study and a site at each step of the start-up by its name in `tests.factories.study_sites`."""
    return laid_study_sites.objects()["study_sites"]


@pytest.fixture
def studied(laid_studies) -> dict:
    """(cast, study) for each early state of a study by its name in `tests.factories.studies`: "submitted" …"""
    return laid_studies.objects()["studies"]
