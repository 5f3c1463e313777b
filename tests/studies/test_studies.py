"""A study from its draft to its registration: who may, what each step leaves behind, what stands against it."""

import pytest

from access import logbook
from access.models import Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR
from network.domain import signoffs
from network.models import SignOff
from office.models import Receipt
from studies.domain import networks, records, steps, studies
from studies.models import Study, StudyNetwork, StudyVersion
from studies.policies import studies as policies
from tests.factories import studies as make
from tests.factories.people import actor
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_studies", "in_english")]


def verbs_about(thing) -> list[str]:
    return [entry.verb for entry in logbook.history(thing)][::-1]


def tasks_about(thing) -> list[str]:
    rows = Task.objects.open().filter(object_type=thing._meta.label_lower, object_id=thing.pk)
    return sorted(rows.values_list("kind", flat=True))


def test_every_step_of_the_way_is_in_the_logbook_and_leaves_what_is_due(studied):
    cast, study = studied["registered"]

    steps_taken = [verb for verb in verbs_about(study) if not verb.endswith("section_saved")]
    assert steps_taken == [
        "study.started",
        "study.request_signoff",
        "study.submit",
        "study.pass_scientific_review",
        "study.approve",
        "study.register",
    ]
    assert study.number.startswith(f"HBLY-{clock.today():%Y}-")
    assert tasks_about(study) == []
    assert tasks_about(studied["draft"][1]) == ["task.study.fill_in"]
    assert tasks_about(studied["submitted"][1]) == ["task.study.hold_review"]
    assert tasks_about(studied["ethics_pending"][1]) == ["task.study.settle_approval"]


def test_a_submission_sets_a_version_down_and_gives_a_receipt_for_it(studied):
    _cast, study = studied["submitted"]

    version = study.versions.get()
    assert (version.number, version.why, version.values) == (1, "submitted", study.record.values)
    assert Receipt.objects.of(version).get().content["values"] == version.values
    assert (study.public_title_zh, study.target_size) == ("高血压研究文字", 120)


def test_the_centre_learns_of_a_study_with_its_submission_and_not_before(studied):
    for name, known in (("handed_in", False), ("submitted", True)):
        cast, study = studied[name]
        row, secretary = study.networks.get(), cast.actor(CENTRE_ADMIN)
        assert Study.objects.readable_by(secretary).filter(pk=study.pk).exists() is known
        assert StudyNetwork.objects.all().visible_to(secretary).filter(pk=row.pk).exists() is known
        assert tasks_about(row) == ["task.studynetwork.decide"] * 2 * known


def test_the_centre_decides_about_its_network_and_the_study_goes_on_either_way(studied):
    cast, study = studied["submitted"]
    row = study.networks.get()

    networks.decline(row, reason="与网络方向不符", expected=row.version, by=cast.actor(CENTRE_DIRECTOR))

    assert make.again(study).state == "scientific_review"
    assert not Study.objects.readable_by(cast.actor(CENTRE_DIRECTOR)).filter(pk=study.pk).exists()
    with pytest.raises(Refused):
        networks.accept(row, expected=row.version, by=cast.actor(CENTRE_DIRECTOR))


def test_a_study_has_one_leading_network_and_any_number_of_joined_ones(studied):
    cast, study = studied["submitted"]
    other, by = make.cast(), cast.actor(HOSPITAL_COORDINATOR)

    with pytest.raises(Refused, match="there_already"):
        networks.propose(study, network=other.network, leading=True, by=by)
    row = networks.propose(study, network=other.network, by=by)
    networks.accept(row, expected=row.version, by=other.actor(CENTRE_DIRECTOR))

    led = Study.objects.by_centres([cast.network.centre_id], "led")
    joined = Study.objects.by_centres([other.network.centre_id], "joined")
    assert (list(led.filter(pk=study.pk)), list(joined)) == ([study], [study])
    assert Study.objects.filter(pk=study.pk).taken_up().count() == 1


def test_an_empty_record_cannot_be_handed_in_and_says_what_is_missing(studied):
    cast, study = studied["draft"]

    with pytest.raises(Refused) as refused:
        studies.request_signoff(study, expected=study.version, by=cast.actor(HOSPITAL_COORDINATOR))

    assert refused.value.reason.code == policies.INCOMPLETE
    assert "Scientific title" in str(refused.value.reason)
    assert make.again(study).state == "draft"


@pytest.mark.parametrize("name", ["submitted", "ethics_pending", "registered"])
def test_a_step_without_what_it_needs_is_refused(studied, name):
    cast, study = studied[name]
    step = {
        "submitted": steps.pass_scientific_review,
        "ethics_pending": steps.approve,
        "registered": steps.start_recruiting,
    }
    before = study.state

    with pytest.raises(Refused):
        step[name](study, expected=study.version, by=cast.actor(HOSPITAL_COORDINATOR))

    assert make.again(study).state == before


def test_a_returned_sign_off_brings_the_draft_back(studied):
    cast, study = studied["handed_in"]
    waiting = SignOff.objects.get(object_type="studies.study", object_id=study.pk, state="waiting")

    signoffs.send_back(waiting, expected=waiting.version, reason="题目要改", by=cast.actor(HOSPITAL_ADMIN))

    assert make.again(study).state == "draft"
    assert tasks_about(study) == ["task.study.fill_in"]
    assert not study.versions.exists()


def test_a_returned_study_is_read_outside_as_it_was_submitted_and_comes_again_as_a_new_version(studied):
    cast, study = studied["submitted"]
    by = cast.actor(HOSPITAL_COORDINATOR)
    steps.return_for_revision(study, reason="样本量依据不足", expected=study.version, by=by)
    values = {field.code: study.record.values[field.code] for field in make.SECTIONS["titles"].fields}
    values["public_title"] = {"zh": "改后的题目", "en": "New title"}
    records.save_section(study, code="titles", values=values, expected=1, by=by)
    assert make.again(study).public_title_zh == "高血压研究文字"

    study = make.again(study)
    studies.request_signoff(study, expected=study.version, by=by)
    study = make.sign(cast, study)

    assert study.public_title_zh == "改后的题目"
    assert [version.number for version in study.versions.all()] == [2, 1]


def test_amendments_take_effect_with_their_reason_only(studied):
    cast, study = studied["registered"]
    by = cast.actor(HOSPITAL_COORDINATOR)
    with pytest.raises(Refused, match="nothing_to_amend"):
        records.amend(study, reason="x", expected=study.version, by=by)
    values = {field.code: study.record.values[field.code] for field in make.SECTIONS["conduct"].fields}
    records.save_section(study, code="conduct", values=values | {"target_size": 300}, expected=1, by=by)
    assert make.again(study).target_size == 120

    made = records.amend(make.again(study), reason="扩大样本量", expected=study.version, by=by)

    assert (made.number, made.why, make.again(study).target_size) == (2, "amended", 300)


@pytest.mark.parametrize("name", ["handed_in", "submitted", "ethics_pending"])
def test_the_record_is_not_written_while_others_look_at_it(studied, name):
    cast, study = studied[name]

    with pytest.raises(Refused, match="not_writable"):
        records.save_section(study, code="titles", values={}, expected=1, by=cast.actor(HOSPITAL_COORDINATOR))


def test_two_who_write_the_same_section_are_told_two_who_write_others_are_not(studied):
    cast, study = studied["draft"]
    by = cast.actor(INVESTIGATOR)
    records.save_section(study, code="design", values={"phase": "4"}, expected=0, by=by)
    records.save_section(study, code="arms", values={}, expected=0, by=by)

    with pytest.raises(Refused, match="section_stale"):
        records.save_section(study, code="design", values={"phase": "3"}, expected=0, by=by)

    assert make.again(study).record.values["phase"] == "4"


def test_an_old_page_moves_nothing(studied):
    cast, study = studied["approved"]

    with pytest.raises(Stale):
        steps.register(study, expected=study.version - 1, by=cast.actor(HOSPITAL_COORDINATOR))


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (HOSPITAL_COORDINATOR, {"read", "write", "manage"}),
        (INVESTIGATOR, {"read", "write"}),
        (CENTRE_ADMIN, {"read"}),
        ("member", {"read"}),
        ("elsewhere", set()),
    ],
)
def test_what_each_side_may_do_with_a_submitted_study(studied, who, allowed):
    from access import door
    from studies.domain import sites

    cast, study = studied["submitted"]
    member = make.cast()
    sites.invite(study, hospital=member.hospital, target=30, by=cast.actor(HOSPITAL_COORDINATOR))
    others = {
        "member": member.actor(HOSPITAL_COORDINATOR),
        "elsewhere": actor(HOSPITAL_COORDINATOR, make.make.hospital()),
    }
    by = others.get(who) or cast.actor(who)
    asked = {"read": "studies.read_study", "write": "studies.change_study", "manage": "studies.manage_study"}

    assert {name for name, code in asked.items() if door.can(by, code, study)} == allowed
    in_list = Study.objects.filter(pk=study.pk)
    assert {name for name, code in asked.items() if in_list.permitted(by, code).exists()} == allowed
    assert StudyVersion.objects.filter(study=study).visible_to(by).exists() is (
        "read" in allowed and who != INVESTIGATOR
    )


def test_a_coordinator_of_another_hospital_cannot_hand_a_study_in(studied):
    _cast, study = studied["filled_in"]

    with pytest.raises(Forbidden):
        studies.request_signoff(study, expected=study.version, by=actor(HOSPITAL_COORDINATOR, make.make.hospital()))


def test_the_register_shows_what_is_registered_and_not_withdrawn(studied):
    cast, study = studied["registered"]
    assert list(Study.objects.all().public()) == [study]

    studies.withdraw_submitted(study, reason="经费取消", expected=study.version, by=cast.actor(HOSPITAL_ADMIN))

    assert list(Study.objects.all().public()) == []
