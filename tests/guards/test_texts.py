"""Every stored code has its sentence, and the sentence gets what it needs."""

import importlib
import types

import pytest
from django.utils import translation

from access import texts as catalogue
from tests.guards import rules_texts as rules
from tests.guards.repository import HOUSES, texts

# Modules that handle codes of others, which they do not name.
PATTERNS = tuple(f"{house}/*.py" for house in HOUSES if house not in {"tools", "demo"})


def _sources():
    for path, text in texts(*PATTERNS, without=("*/migrations/*", "config/demo.py", "config/supervisor.py")):
        if any(f"{name}(" in text for name in rules.TAKES_CODE):
            module = importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
            yield path, text, module


def test_every_code_has_a_sentence_and_the_sentence_its_parameters():
    sources = list(_sources())
    registered = catalogue.registered()

    assert len(sources) > 15
    with translation.override(None):
        found = [line for path, text, module in sources for line in rules.faults(path, text, module, registered)]
    assert found == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_places_in_sentences_are_well_formed_in_each_language(language):
    with translation.override(language):
        assert rules.malformed(catalogue.registered()) == []


def test_translated_sentences_have_the_places_of_the_original():
    def places():
        return {code: set(rules.PLACES.findall(str(one))) for code, one in catalogue.registered().items()}

    with translation.override("en"):
        original = places()
    with translation.override("zh-hans"):
        assert places() == original


def test_a_code_belongs_to_one_sentence():
    code = next(iter(catalogue.registered()))

    with pytest.raises(ValueError, match="registered twice"):
        catalogue.text(code, "Another sentence.")


def test_unknown_codes_and_missing_parameters_show_the_code_and_fail_nothing():
    assert catalogue.render("no.such.code", {"a": 1}) == "no.such.code"
    assert catalogue.render("lifecycle.stale", {"who": "甲"}) == "lifecycle.stale"


def test_parameters_are_readable_in_the_readers_language():
    with translation.override("en"):
        rendered = catalogue.render(
            "network.application.incomplete", {"missing": ["one", {"code": "access.signed_out"}]}
        )

    assert "one, Sign in to do this." in rendered


# Planted faults.

MODULE = types.ModuleType("planted")
MODULE.KNOWN, MODULE.UNKNOWN = "a.known", "a.unknown"
MODULE.tasks = types.SimpleNamespace(OTHER="a.other")
REGISTERED = {"a.known": "%(who)s at %(when)s", "a.other": "Nothing to add."}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("refusal(UNKNOWN)", "no sentence is registered for a.unknown"),
        ("refusal('a.typo', who=1)", "no sentence is registered for a.typo"),
        ("refusal(NOWHERE)", "no sentence is registered for None"),
        ("inbox.notify(people, tasks.GONE, thing)", "no sentence is registered for None"),
        ("inbox.open_task('a.typo', thing, role=x)", "no sentence is registered for a.typo"),
        ("refusal(KNOWN, who=1)", "a.known needs when"),
        ("inbox.notify(people, KNOWN, thing, who=1, url='x')", "a.known needs when"),
    ],
)
def test_a_code_without_a_sentence_and_a_sentence_without_its_parameters_are_found(line, fault):
    assert rules.faults("a.py", line, MODULE, REGISTERED) == [f"a.py:1: {fault}"]


@pytest.mark.parametrize(
    "line",
    [
        "refusal(KNOWN, who=1, when=2)",
        "refusal(KNOWN, **names)",
        "refusal(tasks.OTHER)",
        "refusal(code, **params)",
        "render(request, 'a.html')",
        "inbox.notify(people, tasks.OTHER, thing, more=1)",
    ],
)
def test_what_is_right_or_decided_at_run_time_is_left_alone(line):
    assert rules.faults("a.py", line, MODULE, REGISTERED) == []


def test_malformed_places_are_found():
    assert rules.malformed({"a": "100% of %(who)s", "b": "%(who)", "c": "%(n)d%% of %(who)s"}) == ["a", "b"]
