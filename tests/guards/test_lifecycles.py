"""Lifecycles are written by their engine alone, every state can be reached, and their documents are current."""

import re

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import TextChoices

from access import diagrams
from access.lifecycle import LIFECYCLES, Lifecycle, Transition
from access.management.commands import generate_docs
from tests.guards import rules_lifecycles as rules
from tests.guards.repository import HOUSES, ROOT, texts
from tests.guards.rules_urls import stale_reasons

ENGINE = "access/lifecycle.py"
# What has states that no person moves, and why that is no lifecycle.
MACHINES = {
    "access/delivery/outbox.py": "how a message fares: moved by the worker, with pauses, without an act of anybody",
    "access/job_runner.py": "how a job fares: moved by workers under a lease, without an act of anybody",
    "access/jobs.py": "a job that waits ends when it is taken back, by the verbs of access/domain/jobs.py",
}


def _columns() -> set[str]:
    return {table.field for table in LIFECYCLES.values()}


def test_only_the_engine_writes_the_columns_of_lifecycles():
    patterns = [f"{house}/*.py" for house in HOUSES]
    sources = texts(*patterns, without=(ENGINE, "*/migrations/*"))
    found = [line for path, text in sources for line in rules.column_writes(path, text, _columns())]

    assert [line for line in found if line.split(":")[0] not in MACHINES] == []
    assert stale_reasons(MACHINES, {line.split(":")[0] for line in found}) == []


def test_every_model_with_a_state_and_a_version_has_its_lifecycle():
    names = {
        model._meta.label_lower
        for model in apps.get_models()
        if {"state", "version"} <= {field.name for field in model._meta.concrete_fields}
    }

    assert names == set(LIFECYCLES)


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=lambda table: table.name)
def test_each_table_holds_together(table):
    assert rules.table_faults(table) == []


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=lambda table: table.name)
def test_from_everywhere_something_ends(table):
    """No state is a trap from which neither a step nor an end leads on."""
    ends = {s for s in table.states.values if not any(s in step.sources for step in table.transitions)}

    assert ends
    assert all(rules.reachable(table, state) & ends for state in table.states.values)


def test_documents_of_rights_and_lifecycles_are_current():
    assert generate_docs.outdated(ROOT / "docs") == [], "run `make docs`"


def test_a_document_that_is_out_of_date_missing_or_left_over_is_found(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    call_command("generate_docs", verbosity=0)
    docs = tmp_path / "docs"
    assert generate_docs.outdated(docs) == []

    (docs / "permissions.md").write_text("old", encoding="utf-8")
    (docs / "lifecycles" / "application.md").unlink()
    (docs / "lifecycles" / "gone.md").write_text("# Gone", encoding="utf-8")

    names = ["lifecycles/application.md", "lifecycles/gone.md", "permissions.md"]
    assert generate_docs.outdated(docs) == names
    with pytest.raises(CommandError, match=", ".join(names)):
        call_command("generate_docs", check=True)
    call_command("generate_docs", verbosity=0)
    assert generate_docs.outdated(docs) == []


def test_diagrams_show_every_state_and_every_step():
    for table in diagrams.drawn():
        drawing = diagrams.mermaid(table)
        assert set(re.findall(r'state ".*" as (\w+)', drawing)) == set(table.states.values)
        steps = {(source, str(step.target)) for step in table.transitions for source in map(str, step.sources)}
        drawn = set(re.findall(r"(\w+) --> (\w+): .+", drawing))
        assert drawn == steps
        assert f"[*] --> {diagrams.initial_state(table)}" in drawing


# Planted faults.


@pytest.mark.parametrize(
    "line",
    [
        "thing.state = 'x'",
        "thing.state: str = 'x'",
        "thing.state += 'x'",
        "thing.state, thing.name = 'x', 'y'",
        "first.name = second.state = 'x'",
        "setattr(thing, 'state', 'x')",
        "Thing.objects.filter(pk=1).update(state='x')",
        "Thing.objects.create(name='y', state='x')",
        "Thing.objects.update_or_create(pk=1, defaults={'state': 'x'})",
        "Thing.objects.bulk_update(things, ['name', 'state'])",
        "thing.save(update_fields=['state'])",
    ],
)
def test_writing_a_state_beside_the_engine_is_found(line):
    assert rules.column_writes("a/domain/b.py", f"x = 1\n{line}\n", {"state"}) == ["a/domain/b.py:2: writes state"]


@pytest.mark.parametrize(
    "line",
    [
        "state = thing.state",
        "Thing.objects.filter(state='x').update(name='y')",
        "refusal(LOCKED, state='x')",
        "thing.save(update_fields=['name'])",
        "state = models.CharField(default='x')",
        "if thing.state == 'x': pass",
        "counted[thing.state] = 1",
    ],
)
def test_reading_a_state_is_left_alone(line):
    assert rules.column_writes("a/b.py", line, {"state"}) == []


class _States(TextChoices):
    DRAFT = "draft", "draft"
    LOST = "lost", "lost"
    DONE = "done", "done"


def test_faults_of_a_table_are_found():
    real = "network.MembershipApplication"  # its column begins in "draft" too
    view = "network.view_membershipapplication"
    table = Lifecycle(
        "planted",
        real,
        _States,
        (
            Transition("finish", ("draft",), "done", view, "Finish"),
            Transition("finish", ("lost",), "done", "network.no_such_permission", "Finish"),
            Transition("vanish", ("done",), "nowhere", view, "Vanish"),
        ),
    )

    assert rules.table_faults(table) == [
        "planted: lost is reached by no step",
        "planted: finish: no role holds network.no_such_permission",
        "planted: vanish: nowhere is no state",
        "planted: finish: two steps have this name",
    ]
