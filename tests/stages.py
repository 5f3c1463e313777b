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


# Each stage stands on the one before it.
BUILDERS: dict[str, Callable] = {"site": _site, "own": lambda: _section("甲"), "foreign": lambda: _section("乙")}


def _build(database, folder: Path) -> None:
    """Build all stages one upon the other, keep a copy after each, and put the database back."""
    database.copy()
    built = {}
    for name, builder in BUILDERS.items():
        built[name] = builder()
        kept = Stage(database.keep(folder, name), pickle.dumps(built), numbers.reached())
        (folder / f"{name}.stage").write_bytes(pickle.dumps(kept))
    database.copy()


class Stages:
    """The stages of this run, and which of them lies below the tests at the moment."""

    def __init__(self, folder: Path, database):
        self.folder, self.database, self.laid = folder, database, None

    def kept(self, name: str) -> Stage:
        """A stage, built now when no process of the run has built it yet."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self.folder / "foreign.stage").exists():
                _build(self.database, self.folder)
        stage = pickle.loads((self.folder / f"{name}.stage").read_bytes())  # noqa: S301 - written by this run
        numbers.go_on_after(stage.reached)
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


@pytest.fixture
def site_anew(stages, transactional_db):
    """The built site for a test with real transactions, its home page; the database is put back after it."""
    stage = stages.kept("site")
    stages.database.copy(stage.address)
    return stage.objects()["site"]
