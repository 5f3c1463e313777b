"""The rules of the repository, applied to every file of it."""

import re
import tomllib

from django.apps import apps

from tests.guards import faces, rules
from tests.guards.repository import HOUSES, ROOT, files, texts
from tools.messages.extract import FOLDERS, uses

CODE = tuple(f"{house}/*.py" for house in HOUSES)
OWN_STYLES, OWN_SCRIPTS, VENDORED = "static/css/*.css", "static/js/*.js", ("static/vendor/*", "*.min.js")
MADE_BY_MACHINE = ("*/migrations/*.py", "locale/*", *VENDORED)

# Path and why the file may have more than 300 lines.
LONG_FILES: dict[str, str] = {}
# Model and why people have no word for it.
NAMELESS: dict[str, str] = {
    "AnnouncementAttachment": "a document's place on an announcement",
    "AnnouncementIndexPage": "the list of announcements",
    "CentreIndexPage": "the list of centres' pages",
    "StudyGrant": "how guardian stores a grant on a study",
    "ApplicationGrant": "how guardian stores a grant on an application",
    "DemoProvince": "marks a database that holds the demonstration",
    "FormerPassword": "remembers the hash of a password, so that it is not used again",
    "FormToken": "remembers that a form was sent",
    "PublicGeneration": "counts how often public data has changed",
    "PostItem": "what a demonstration would have sent, shown on one of its pages",
    "NumberSeries": "how far a series of numbers has come",
    "GroupMembership": "Wagtail's groups as a view of role assignments",
    "RoleGroup": "Wagtail's group of a role in a scope",
    "Rendition": "a picture in another size",
}


def _findings(rule, *patterns, without=()):
    return [line for path, text in texts(*patterns, without=without) for line in rule(path, text)]


def test_no_file_holds_an_address_of_a_package_index():
    assert _findings(rules.index_addresses, "*") == []


def test_no_file_holds_a_path_of_one_machine():
    assert _findings(rules.machine_paths, "*") == []


def test_province_is_named_only_in_its_data():
    assert _findings(rules.province_words, "*.py", "*.html", "*.js", "*.css", without=("provinces/*", "tests/*")) == []


def test_people_in_research_are_called_by_the_present_word():
    assert _findings(rules.old_words, "*.py", "*.html", "*.po", "*.js") == []


def test_nothing_is_left_unfinished():
    assert _findings(rules.unfinished, "*.py", "*.html", "*.js", "*.css", without=VENDORED) == []


def test_files_are_short_or_excused_with_a_reason():
    findings = _findings(rules.long_file, "*.py", "*.html", "*.js", "*.css", without=MADE_BY_MACHINE)

    assert [line for line in findings if line.split(":")[0] not in LONG_FILES] == []
    assert rules.stale_exceptions(LONG_FILES, findings) == []


def test_code_asks_the_clock_and_leaves_writing_to_verbs():
    assert _findings(rules.banned_python, *CODE, "provinces/*.py", without=("tools/clock.py",)) == []


def test_every_dependency_says_what_it_is_for():
    assert _findings(rules.dependency_reasons, "pyproject.toml") == []


def test_locks_pin_everything_with_hashes_and_hold_no_address():
    assert [path for path, _text in texts("requirements*.lock")] == ["requirements-dev.lock", "requirements.lock"]
    assert _findings(rules.open_locks, "requirements*.lock") == []


def test_locks_hold_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    locked = {line.split("==")[0] for _path, text in texts("requirements*.lock") for line in text.splitlines()}

    assert [line for line in asked if re.split(r"[\[>]", line)[0] not in locked] == []


def test_decisions_are_numbered_without_gaps():
    documents = list(texts("docs/adr/*.md"))

    assert documents
    assert rules.decision_numbers(documents) == []


def test_import_contracts_know_every_package():
    packages = {path.split("/")[0] for path in files() if path.count("/") == 1 and path.endswith("/__init__.py")}
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    row = next(contract for contract in linter["contracts"] if contract["id"] == "row")

    assert packages - {"tests", "benchmarks", "provinces"} == set(linter["root_packages"]) == set(row["layers"])


def test_pages_hold_no_script_and_no_style():
    assert _findings(faces.inline_code, "*.html", "*.svg", *CODE, without=("docs/*", "static/*", *VENDORED)) == []


def test_pages_load_nothing_from_other_sites():
    assert _findings(faces.foreign_files, "*.html", OWN_STYLES) == []


def test_templates_show_only_translated_words():
    assert _findings(faces.untranslated, "*/templates/*.html", "templates/*.html") == []


def test_message_ids_are_english():
    found = uses(ROOT, FOLDERS)

    assert found
    assert rules.chinese_ids((use.place, use.message) for use in found) == []


def test_styles_work_in_the_oldest_browser():
    assert _findings(faces.css_floor, OWN_STYLES) == []


def test_scripts_work_in_the_oldest_browser():
    assert _findings(faces.script_floor, OWN_SCRIPTS) == []


def test_glossary_has_no_word_twice():
    assert _findings(rules.doubled_words, "CONTEXT.md") == []


def test_glossary_has_a_line_for_every_model():
    models = {model.__name__ for model in apps.get_models() if model.__module__.split(".")[0] in HOUSES}
    missing = rules.words_missing((ROOT / "CONTEXT.md").read_text(), sorted(models))

    assert sorted(missing) == sorted(NAMELESS)
    assert all(NAMELESS.values())
