"""Pages of studies: the record typed and kept, what was forged, what each side reads, similar studies."""

import pytest
from django.urls import reverse

from access.refusals import Refused
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR
from studies.domain import comments, records, similar, steps, studies
from studies.models import Study
from tests.factories import studies as make
from tests.factories.people import actor
from tools.identifiers import new_uid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_studies")]


def page(client, cast, role, name, *args, data=None):
    client.force_login(cast.people[role])
    url = reverse(f"studies:{name}", args=args)
    return client.post(url, data) if data is not None else client.get(url)


def test_an_investigator_opens_a_draft_and_is_led_to_it(studied, client):
    cast, _study = studied["draft"]
    data = {"hospital": cast.hospital.pk, "kind": "iit", "title_zh": "新研究", "network": cast.network.pk}
    data["investigator"] = cast.people[INVESTIGATOR].username

    answer = page(client, cast, INVESTIGATOR, "start", data=data)

    made = Study.objects.get(public_title_zh="新研究")
    assert answer.url == made.get_absolute_url()
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"investigator": "nobody"}, {"kind": "forged"}, {"hospital": "0"}, {"network": "x"}]
)
def test_a_draft_with_something_forged_is_not_opened(studied, client, wrong):
    cast, _study = studied["draft"]
    count = Study.objects.count()
    data = {"hospital": cast.hospital.pk, "kind": "iit", "title_zh": "新研究"}
    data |= {"investigator": cast.people[INVESTIGATOR].username} | wrong

    assert page(client, cast, HOSPITAL_COORDINATOR, "start", data=data).status_code == 422
    assert Study.objects.count() == count


def test_a_section_is_kept_while_it_is_typed_and_saved_as_a_whole(studied, client):
    cast, study = studied["draft"]
    typed = {"draft_version": "0", "arms-0-name__zh": "试验组", "arms-1-name__zh": "对照组"}
    answer = page(client, cast, INVESTIGATOR, "autosave_section", study.uid, "arms", data=typed)
    assert answer.json()["version"] == 1

    shown = page(client, cast, INVESTIGATOR, "section", study.uid, "arms")
    assert "对照组" in shown.content.decode()
    answer = page(client, cast, INVESTIGATOR, "section", study.uid, "arms", data=typed | {"version": "0"})

    assert answer.url == reverse("studies:section", args=[study.uid, "eligibility"])
    rows = make.again(study).record.values["arms"]
    assert [row["name"]["zh"] for row in rows] == ["试验组", "对照组"]


def test_one_more_row_saves_nothing_and_keeps_the_text(studied, client):
    cast, study = studied["draft"]
    data = {"version": "0", "draft_version": "0", "arms-0-name__zh": "试验组", "more": "arms"}

    answer = page(client, cast, INVESTIGATOR, "section", study.uid, "arms", data=data)

    assert answer.status_code == 200
    assert "arms-1-name__zh" in answer.content.decode() and "试验组" in answer.content.decode()
    assert "arms" not in make.again(study).record.values


def test_who_was_second_reads_who_was_first_and_keeps_the_text(studied, client):
    cast, study = studied["draft"]
    records.save_section(study, code="design", values={"phase": "4"}, expected=0, by=cast.actor(INVESTIGATOR))

    data = {"version": "0", "randomisation__zh": "我写的"}
    answer = page(client, cast, HOSPITAL_COORDINATOR, "section", study.uid, "design", data=data)

    assert answer.status_code == 422
    assert cast.people[INVESTIGATOR].name in answer.content.decode() and "我写的" in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "99999999999", "-1"])
def test_a_damaged_form_is_told_and_saves_nothing(studied, client, version):
    cast, study = studied["draft"]
    data = {"version": version, "phase": "4"}

    answer = page(client, cast, INVESTIGATOR, "section", study.uid, "design", data=data)

    assert answer.status_code < 500
    assert "phase" not in make.again(study).record.values


def test_a_step_sent_twice_is_taken_once(studied, client):
    cast, study = studied["approved"]
    data = {"action": "register", "version": study.version, "token": "once"}

    for _time in range(2):
        assert page(client, cast, HOSPITAL_COORDINATOR, "study_step", study.uid, data=data).status_code == 302

    assert (make.again(study).state, make.again(study).version) == ("registered", study.version + 1)


def test_outside_the_hospital_the_submitted_text_is_read(studied, client):
    cast, study = studied["submitted"]
    by = cast.actor(HOSPITAL_COORDINATOR)
    steps.return_for_revision(study, reason="修改", expected=study.version, by=by)
    values = {field.code: study.record.values[field.code] for field in make.SECTIONS["titles"].fields}
    values["scientific_title"] = {"zh": "尚未提交的题目", "en": ""}
    records.save_section(study, code="titles", values=values, expected=1, by=by)

    inside = page(client, cast, INVESTIGATOR, "record", study.uid).content.decode()
    outside = page(client, cast, CENTRE_ADMIN, "record", study.uid).content.decode()

    assert "尚未提交的题目" in inside
    assert "尚未提交的题目" not in outside


@pytest.mark.parametrize("role", [HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, CENTRE_ADMIN])
@pytest.mark.parametrize("name", ["submitted", "registered"])
def test_every_side_opens_the_pages_of_a_study(studied, client, role, name):
    cast, study = studied[name]

    for one, args in (("study", [study.uid]), ("record", [study.uid]), ("version", [study.versions.get().uid])):
        assert page(client, cast, role, one, *args).status_code == 200, one


def test_a_comment_that_waits_is_told_on_the_page_and_holds_the_next_hand_in(studied, client):
    cast, study = studied["filled_in"]
    comments.comment(study, section="titles", text="请补充", by=cast.actor(HOSPITAL_ADMIN))

    answer = page(client, cast, HOSPITAL_COORDINATOR, "study", study.uid)

    assert answer.status_code == 200
    assert answer.context["waiting"].params == {"count": 1}
    with pytest.raises(Refused, match="comments_wait"):
        studies.request_signoff(study, expected=study.version, by=cast.actor(HOSPITAL_COORDINATOR))


def test_a_study_of_somebody_else_is_not_there_even_once_it_is_registered(studied, client):
    _cast, study = studied["registered"]
    stranger = actor(HOSPITAL_COORDINATOR, make.make.hospital())
    client.force_login(stranger.user)

    for name in ("study", "record"):
        assert client.get(reverse(f"studies:{name}", args=[study.uid])).status_code == 404
    assert client.get(reverse("studies:study", args=[new_uid()])).status_code == 404
    assert study.title not in client.get(reverse("studies:studies")).content.decode()


def test_similar_studies_are_found_in_the_register_and_at_home_and_nowhere_else(studied):
    cast, study = studied["draft"]
    values = make.whole_values()

    found = similar.similar_to(values, cast.actor(INVESTIGATOR), without=study.pk)

    assert [one.study for one in found] == [studied["registered"][1]]
    assert found[0].share == 100
    assert similar.similar_to(make.whole_values("骨折") | {"conditions": []}, cast.actor(INVESTIGATOR)) == []


def test_led_and_joined_studies_of_a_centre_are_listed_apart(studied, client):
    cast, study = studied["submitted"]
    for part, shown in (("network_leads", True), ("network_joined", False), ("hospital_leads", False)):
        client.force_login(cast.people[CENTRE_ADMIN])
        text = client.get(reverse("studies:studies"), {"part": part}).content.decode()
        assert (study.title in text) is shown, part
