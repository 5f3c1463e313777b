"""Rows are written by verbs, and every verb has its actor, its permission and its entry in the logbook."""

import importlib
import textwrap

import pytest

from access import lifecycle, logbook
from access.permissions import PERMISSIONS
from access.verbs import VERBS, verb
from tests.guards import rules_verbs as rules
from tests.guards.repository import HOUSES, texts
from tests.guards.rules_urls import stale_reasons

# Functions of domain/ that write and are no verbs, and why.
PARTS = {
    "access/domain/delegations.py:end_now": "the common end of ending a delegation and of leaving",
    "access/domain/departures.py:end_everything": "a part of leaving and of being deleted",
    "access/domain/role_assignments.py:stop": "the common end of ending a role, handing it over and leaving",
    "access/domain/role_assignments.py:create_assignment": "the common end of two verbs, giving and accepting",
    "access/domain/invitations.py:offer": "a part of approving a hospital's registration",
    "access/domain/role_groups.py:group_for": "a group of the content system: no scoped model, no decision",
    "cms/domain/editing_rights.py:fit_out": "a part of building a centre's section",
    "cms/domain/pages.py:rename_collection": "a part of building a centre's section",
    "cms/domain/site_documents.py:keep": "a part of importing a document",
    "network/domain/assessment_appeals.py:sent_back": "what follows when the sign-off is returned",
    "network/domain/assessment_appeals.py:signed": "what follows when the sign-off is signed",
    "network/domain/assessment_tables.py:sync": "reference data of the province, brought up to date at every start",
    "network/domain/agreement_templates.py:sync": "reference data of the province, brought up to date at every start",
    "network/domain/agreement_ends.py:cancel": "a part of what ends the reason for the agreement",
    "network/domain/agreements.py:issue": "a part of admitting",
    "network/domain/agreements.py:issue_again": "a part of a signing",
    "network/domain/memberships.py:go_on": "a part of completing an agreement signed again",
    "network/domain/published_versions.py:publish": "a part of publishing a proposed version",
    "network/domain/tier_versions.py:columns": "a part of publishing a proposed version",
    "network/domain/tier_versions.py:settle_order": "the order of tiers follows their versions, by the clock",
    "network/domain/tier_versions.py:sync": "reference data of the province, brought up to date at every start",
    "network/domain/applications.py:end_of": "a part of closing a hospital or a campus",
    "network/domain/applications.py:open_row": "a part of opening an application, and of entering one from paper",
    "network/domain/applications.py:sent_back": "what follows when the sign-off is returned",
    "network/domain/applications.py:signed": "what follows when the sign-off is signed",
    "network/domain/campuses.py:take_over": "a part of merging a hospital into another",
    "network/domain/continuations.py:decide": "a part of merging and of splitting",
    "network/domain/organisation_events.py:record": "a part of the verb that makes it happen",
    "network/domain/campuses.py:create_campuses": "a part of registering a hospital",
    "network/domain/proxy_answers.py:replaced": "what follows when the hospital signs the year itself",
    "network/domain/proxy_answers.py:signed_anew": "what follows when the hospital signs the application itself",
    "network/domain/member_confirmations.py:write": "a part of signing the year, and of the answer to a paper",
    "network/domain/annual_confirmations.py:sent_back": "what follows when the sign-off is returned",
    "network/domain/annual_confirmations.py:signed": "what follows when the sign-off is signed",
    "network/domain/assessment_rounds.py:cancel_of": "a part of closing a network",
    "network/domain/departures.py:end_all": "a part of closing a hospital, and of merging it",
    "network/domain/profile_confirmations.py:keep": "a part of confirming a profile",
    "network/domain/profile_confirmations.py:sync": "rows of what the logbook tells, brought up to date at every start",
    "network/domain/confirmation_rules.py:sync": "reference data of the province, brought up to date at every start",
    "network/domain/exit_records.py:finish": "a part of completing an exit",
    "network/domain/exit_records.py:give_up": "a part of what ends a membership in another way",
    "network/domain/exit_records.py:open_record": "a part of asking for an exit and of beginning one",
    "network/domain/exit_records.py:submit": "a part of beginning an exit, and of signing one",
    "network/domain/exit_records.py:write_disposition": "a part of settling an exit, and of closing",
    "network/domain/measures.py:lift": "a part of reinstating a member",
    "network/domain/measures.py:take": "a part of warning and of suspending a member",
    "network/domain/site_visits.py:sync_checklists": "reference data, brought up to date at every start",
    "network/domain/import_runs.py:brought": "stores a file before the verb about it begins; writes no row",
    "network/domain/memberships.py:begin": "a part of completing the agreement",
    "network/domain/membership_exits.py:sent_back": "what follows when the sign-off is returned",
    "network/domain/memberships.py:leave": "a part of completing an exit",
    "network/domain/memberships.py:end_of": "a part of closing a hospital, a campus or a network",
    "network/domain/signoffs.py:cancel_waiting": "a part of the verb that takes its thing back",
    "network/domain/signoffs.py:request": "a part of the verb whose thing leaves the hospital",
    "network/domain/versions.py:write": "how verbs write rows without a lifecycle",
    "sites/domain/capacities.py:re_equip": "a part of entering a research site, and of writing its equipment",
    "sites/domain/capacities.py:rewrite": "a part of entering a research site, and of writing its fields",
    "office/domain/numbers.py:next_number": "the next number, asked for inside a verb",
    "office/domain/numbers.py:next_numbers": "the next numbers, asked for inside a verb",
    "office/domain/numbers.py:pass_by": "lets a series go on after a number from elsewhere, inside a verb",
    "office/domain/attachments.py:brought": "stores a file before the verb about it begins; writes no row",
    "office/domain/attachments.py:withdraw_all": "a part of the verb that sends the papers back",
    "office/domain/orphans.py:purge": "removes files that no row names, by the command purge_files",
    "office/domain/shelf.py:clear": "a part of closing a hospital",
    "studies/domain/checklist.py:begin": "a part of the first invitation to a study",
    "studies/domain/checklist.py:lay_out": "a part of a hospital's beginning with a study",
    "studies/domain/sites.py:advance": "a part of each step of a study site",
    "studies/domain/sites.py:note_step": "a part of each step of a study site",
    "studies/domain/sites.py:show": "a part of submitting a study",
    "studies/domain/filing_events.py:owe_change": "a part of amending the record",
    "studies/domain/filing_events.py:owe_completion": "a part of ending the study",
    "studies/domain/filing_events.py:owe_yearly": "a part of publishing and of reporting",
    "studies/domain/networks.py:put_forward": "a part of opening a study and of proposing it",
    "studies/domain/networks.py:show": "a part of submitting a study and of proposing it",
    "studies/domain/records.py:promote": "a part of saving a section and of setting a version down",
    "studies/domain/records.py:set_down": "a part of submitting, amending and completing",
    "studies/domain/studies.py:sent_back": "what follows when the sign-off is returned",
    "studies/domain/studies.py:signed": "what follows when the sign-off is signed",
    "office/domain/receipts.py:issue": "a part of the verb that submits",
}
# Where rows are written outside domain/, and why.
ELSEWHERE = {
    "access/beats.py": "regular works of the system: when they are due and who runs them",
    "access/delivery/outbox.py": "messages, written beside the news and by the worker that sends them",
    "config/backups/files.py": "files of a backup, put back into their storage",
    "office/files/pictures.py": "saves pictures into memory, no rows",
    "access/generation.py": "how often public data has changed: follows from what verbs did",
    "access/delivery/digests.py": "digests, planned beside the messages of single news",
    "access/forms/channels.py": "a person's own preferences",
    "access/job_backend.py": "the queue, through the framework's interface",
    "access/job_runner.py": "the queue: taken, given back and ended by workers",
    "access/jobs.py": "the queue, written beside a verb's main work",
    "access/reminders.py": "up to which point people were reminded of a task",
    "access/drafts.py": "a person's own typing",
    "access/grants.py": "the one module that knows the library of grants; called by verbs",
    "access/inbox.py": "tasks and news, written beside a verb's main work",
    "access/lifecycle.py": "the engine that verbs call",
    "access/sealing/chain.py": "seals of the logbook, made each minute: nobody's decision",
    "access/sealing/heads.py": "that a head of the logbook left the machine",
    "access/views/inbox.py": "which of the own news were read",
}
# tools/ knows no models; demo/ is a story told before anybody is there, with accounts made by hand.
WRITING_HOUSES = tuple(house for house in HOUSES if house not in {"tools", "demo"})
DOMAIN = tuple(f"{house}/domain/*.py" for house in HOUSES)


def _import_domains() -> None:
    for path, _text in texts(*DOMAIN):
        importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))


def _verbs():
    _import_domains()
    return sorted((entry for entry in VERBS.values() if not entry.name.startswith("tests.")), key=lambda e: e.name)


def test_what_writes_in_a_domain_is_a_verb_or_part_of_one():
    found = [line for path, text in texts(*DOMAIN) for line in rules.writers_that_are_no_verbs(path, text)]
    writers = {line.rsplit(": ", 1)[0] for line in found}

    assert sorted(writers - set(PARTS)) == []
    assert stale_reasons(PARTS, writers) == []


def test_nothing_else_writes_rows():
    patterns = [f"{house}/*.py" for house in WRITING_HOUSES]
    found = [
        line
        for path, text in texts(*patterns, without=("*/domain/*", "*/migrations/*"))
        for line in rules.writes(path, text)
    ]

    assert [line for line in found if line.split(":")[0] not in ELSEWHERE] == []
    assert stale_reasons(ELSEWHERE, {line.split(":")[0] for line in found}) == []


def test_parts_of_verbs_are_called_by_verbs_only():
    parts = {(entry.split("/")[-1].split(".")[0], entry.split(":")[1]) for entry in PARTS}
    # Reference data is brought in by a command, files that nobody names go by a command and by the clock,
    # and so does the order of tiers.
    free = {
        ("agreement_templates", "sync"),
        ("assessment_tables", "sync"),
        ("confirmation_rules", "sync"),
        ("orphans", "purge"),
        ("profile_confirmations", "sync"),
        ("site_visits", "sync_checklists"),
        ("tier_versions", "settle_order"),
    }
    patterns = [f"{house}/*.py" for house in HOUSES if house != "demo"]
    found = [
        line
        for path, text in texts(*patterns, without=("*/domain/*",))
        for line in rules.calls_of(path, text, parts - free)
    ]

    assert found == []


def test_there_are_verbs_in_every_house_that_has_people_in_it():
    assert {entry.name.split(".")[0] for entry in _verbs()} >= {"access", "office", "network"}
    assert len(_verbs()) > 30


@pytest.mark.parametrize("name", [entry.name for entry in _verbs()])
def test_each_verb_has_its_actor_its_permission_and_its_entry(name):
    entry = VERBS[name]

    assert ".domain." in name
    assert entry.permission is None or entry.permission in PERMISSIONS
    assert bool(entry.permission) != bool(entry.open_because)
    assert rules.signature_faults(name, entry.function.__wrapped__) == []
    assert rules.logs(entry.function, HOUSES), f"{name} never calls the logbook"


# Planted faults.

DOMAIN_TEXT = textwrap.dedent(
    """
    from network import things

    @verb(PERMISSION)
    def good(thing, *, by):
        thing.save()

    def {name}(thing, *, by):
        {body}

    def _part(thing):
        thing.delete()
    """
)


@pytest.mark.parametrize(
    "body",
    [
        "Thing.objects.create(name='x')",
        "Thing.objects.bulk_create([])",
        "Thing.objects.get_or_create(name='x')",
        "Thing.objects.filter(pk=1).update(name='x')",
        "thing.rows.update(name='x')",
        "thing.save(update_fields=['name'])",
        "thing.delete()",
        "_part(thing)",
        "[_part(one) for one in thing.all()]",
        "move(thing, 'x', by=by, expected=1)",
        "lifecycle.move(thing, 'x', by=by, expected=1)",
        "grants.give('x', by.user, thing, by=by)",
        "transaction.on_commit(lambda: thing.save())",
    ],
)
def test_a_writer_that_is_no_verb_is_found(body):
    text = DOMAIN_TEXT.format(name="stray", body=body)

    assert rules.writers_that_are_no_verbs("a/domain/b.py", text) == ["a/domain/b.py:stray: writes and is no verb"]


@pytest.mark.parametrize(
    "body",
    [
        "return Thing.objects.filter(name='x')",
        "digest.update(chunk)",
        "things.save(by)",
        "kwargs.setdefault('initial', {}).update(name='x')",
        "by.settings.update({'name': 'x'})",
    ],
)
def test_what_only_looks_like_writing_is_left_alone(body):
    text = DOMAIN_TEXT.format(name="quiet", body=body)

    assert rules.writers_that_are_no_verbs("a/domain/b.py", text) == []


def test_writing_in_a_view_is_found_with_its_line():
    text = "def view(request):\n    thing = found(request)\n    thing.save()\n"

    assert rules.writes("a/views/b.py", text) == ["a/views/b.py:3: view: save()"]


def test_a_part_of_a_verb_called_from_a_view_is_found():
    text = "def view(request):\n    agreements.issue(thing, by=request.actor)\n    agreements.NO_TEMPLATE\n"

    assert rules.calls_of("a/views/b.py", text, {("agreements", "issue")}) == [
        "a/views/b.py:2: agreements.issue is a part of a verb"
    ]


def _positional(thing, by):
    logbook.record(thing, by=by, verb="x")


def _without(thing):
    """Takes no actor."""


def _sound(thing, *, by):
    logbook.record(thing, by=by, verb="x")


def _by_a_helper(thing, *, by):
    return _sound(thing, by=by)


def _by_the_engine(thing, *, by):
    lifecycle.move(thing, "x", by=by, expected=1)


def _done_before(thing, *, by):
    logbook.nothing_changed()


def _silent(thing, *, by):
    """Reads the logbook, which is not writing it, and calls itself."""
    logbook.history(thing)
    _silent(thing, by=by)


def test_a_verb_without_a_keyword_only_actor_is_found():
    assert rules.signature_faults("x", _positional) == ["x: by is not keyword-only"]
    assert rules.signature_faults("x", _without) == ["x: takes no by"]
    assert rules.signature_faults("x", _sound) == []


@pytest.mark.parametrize("function", [_sound, _by_a_helper, _by_the_engine, _done_before])
def test_a_function_that_logs_by_whatever_way_is_known(function):
    assert rules.logs(function, ["tests"])


def test_a_silent_verb_is_found():
    assert not rules.logs(_silent, ["tests"])
    assert not rules.logs(verb(open_because="a test")(_silent), ["tests"])
    VERBS.pop(f"{__name__}._silent")
