"""What every test stands on: its database, a browser that misses nothing, no network, and an honest last word."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests import databases, loopback

pytest_plugins = ["tests.browser", "tests.province", "tests.stages"]
BROWSER_NOT_RUN = "BROWSER TESTS NOT RUN"

# Shared machines stall: a slow example is not a wrong one. The same examples on every run: a failure is no accident.
hypothesis_settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis_settings.load_profile("suite")


def pytest_configure(config):
    loopback.block()
    # Coverage of templates needs the positions that only debugging templates keep.
    settings.TEMPLATES[0]["OPTIONS"]["debug"] = True


def pytest_unconfigure(config):
    """Hand the counts to `tests.run`, or remove the files of a run that it did not start."""
    if hasattr(config, "workerinput"):
        return
    if counts := os.environ.get("CLOSING_COUNTS"):
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        parts = [text for text, _markup in reporter.build_summary_stats_line()[0]]
        Path(counts).write_text(", ".join(parts + [BROWSER_NOT_RUN] * bool(_not_looked_at(reporter))))
    else:
        _remove_own_folder(Path(os.environ["VAR_DIR"]))


def _remove_own_folder(folder: Path):
    if folder.parent == Path(tempfile.gettempdir()) and folder.name.startswith("lianyan-test-"):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Browser tests last: from the first one on, an event loop runs in this thread."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


def pytest_collection_finish():
    """The collector need not walk through what stays until the end: modules, tests, the registries of the framework."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        item.failed = report.failed
    return report


def pytest_terminal_summary(terminalreporter):
    """What tests had to tell (``record_property("told", …)``); in red that pages were not looked at.

    Under CI the tests of those pages have failed with the same words.
    """
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for line in (value for name, value in report.user_properties if name == "told"):
            terminalreporter.write_line(line)
    if count := _not_looked_at(terminalreporter):
        from tests.browser import MISSING

        terminalreporter.write_line(
            f"{BROWSER_NOT_RUN}: {count}: {MISSING}. Pages, keyboard use and accessibility were not checked.",
            red=True,
            bold=True,
        )


def _not_looked_at(reporter) -> int:
    from tests.browser import MISSING  # not at the top: pytest has to be the first to import its plugins

    return sum(MISSING in str(report.longrepr) for report in reporter.stats.get("skipped", []))


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, worker_id):
    """This process's copy of the migrated template; `--create-db` migrates again first."""
    from django.test import TransactionTestCase

    with django_db_blocker.unblock():
        database = databases.for_process(worker_id)
        database.ensure_template(renew=request.config.getoption("create_db") and worker_id in {"master", "gw0"})
        database.copy()
    with pytest.MonkeyPatch.context() as patch:
        # Django would empty every table, and with them what the migrations put in.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: database.copy())
        yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(autouse=True)
def _empty_cache():
    """A cached answer of one test must not be seen by the next."""
    from network.queries import seasons

    cache.clear()
    seasons.forget()


@pytest.fixture(autouse=True)
def _in_chinese():
    """Every test begins in Chinese, whatever language the last page was read in."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def in_english(_in_chinese):
    """For tests that read sentences: the message ids are English."""
    with translation.override("en"):
        yield
