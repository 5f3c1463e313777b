"""The grid of "this month", the board and its sheets, places, the live topic."""

import json
from datetime import date

import pytest
from django.http import Http404
from django.urls import reverse

from access import live
from access.actor import Actor
from access.roles import HOSPITAL_COORDINATOR
from studies.domain import enrolment, month_reports
from studies.enrolment.checks import NAMES
from studies.indicators import enrolment as figures
from studies.models import EnrolmentSlot, MonthReport, StudySite
from tests.factories import enrolment as make
from tests.factories.directory import hospitals
from tests.factories.network import division
from tests.factories.people import holder
from tools import clock

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 1)


@pytest.fixture
def cast():
    with clock.at("2026-05-20 09:00"):
        yield make.cast()


def grid(client, cast, data=None):
    client.force_login(cast.coordinator)
    url = reverse("studies:months")
    return client.post(url, data) if data is not None else client.get(url)


def row(cast, expected="0", **counts) -> dict:
    prefix = f"s{cast.sites[0].uid.hex}-"
    typed = dict.fromkeys(NAMES, "0") | counts | {"expected": expected}
    return {prefix + name: value for name, value in typed.items()}


def test_the_grid_shows_the_month_before_and_takes_a_row(cast, client):
    make.reported(cast, date(2026, 3, 1), screened=17)
    shown = grid(client, cast).content.decode()
    assert "17" in shown and str(cast.sites[0].study) in shown

    assert grid(client, cast, row(cast, screened="4", enrolled="3")).status_code == 302
    made = MonthReport.objects.get(month=APRIL)
    assert (made.study_site, made.screened, made.enrolled, made.source) == (cast.sites[0], 4, 3, "typed")


@pytest.mark.parametrize("button", ["all", "own"])
def test_no_change_writes_zeros_with_one_click(cast, client, button):
    asked = "all" if button == "all" else cast.sites[0].uid.hex
    assert grid(client, cast, {"zero": asked}).status_code == 302
    made = MonthReport.objects.get(month=APRIL)
    assert [getattr(made, name) for name in NAMES] == [0] * 9 and made.source == "no_change"
    assert grid(client, cast, {"zero": asked}).status_code == 422
    assert MonthReport.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"screened": "-1"}, {"screened": "x"}, {"screened": ""}, {"enrolled": "5"}, {"expected": "7"}]
)
def test_a_cell_that_does_not_fit_is_told_and_nothing_is_saved(cast, client, wrong):
    answer = grid(client, cast, row(cast, screened="4") | row(cast, **({"screened": "4"} | wrong)))
    assert answer.status_code == 422 and not MonthReport.objects.exists()


def test_what_stands_is_corrected_only_with_a_reason(cast, client):
    make.reported(cast, APRIL, screened=4)
    assert grid(client, cast, row(cast, "1", screened="5")).status_code == 422
    typed = row(cast, "1", screened="5") | {f"s{cast.sites[0].uid.hex}-reason": "漏报"}
    assert grid(client, cast, typed).status_code == 302
    assert MonthReport.objects.current().get().version == 2


def test_a_foreign_or_forged_hospital_is_not_found(cast, client):
    client.force_login(cast.coordinator)
    for uid in (cast.sites[1].hospital.uid, "x"):
        assert client.get(reverse("studies:months"), {"hospital": uid}).status_code == 404


def test_one_month_of_a_site_is_corrected_on_its_page(cast, client):
    made = make.reported(cast, APRIL, screened=4)
    client.force_login(cast.coordinator)
    data = dict.fromkeys(NAMES, "0") | {"screened": "6", "expected": "1", "reason": "漏报"}
    assert client.post(made.get_absolute_url(), data).status_code == 302
    assert client.post(made.get_absolute_url(), data).status_code == 422
    page = client.get(made.get_absolute_url()).content.decode()
    assert "漏报" in page and MonthReport.objects.count() == 2
    assert client.get(reverse("studies:month", args=[cast.sites[0].uid, "2026-13"])).status_code == 404


def test_the_board_marks_months_that_are_not_confirmed(cast, client):
    make.planned(cast)
    for place, month in enumerate((2, 3, 4)):
        make.reported(cast, date(2026, month, 1), screened=9, enrolled=3 + place)
    month_reports.confirm(cast.study, month=APRIL, by=cast.lead)
    client.force_login(cast.lead_coordinator)
    page = client.get(reverse("studies:enrolment", args=[cast.study.uid]))
    board = page.context["board"]
    assert [row.total for row in board.months] == [3, 7, 12]
    assert board.unconfirmed == [date(2026, 2, 1), date(2026, 3, 1)]
    assert page.content.decode().count("curve__mark--open") == 2
    assert (board.projection.reached, board.projection.expected) == (False, date(2028, 2, 1))
    sheet = client.get(page.request["PATH_INFO"], {"chart": "sites", "export": "csv"})
    assert str(cast.sites[1].hospital) in b"".join(sheet).decode()


def test_a_site_sees_the_sums_and_its_own_row_and_no_other(cast, client):
    make.reported(cast, APRIL, screened=9, enrolled=2)
    make.reported(cast, APRIL, 1, screened=9, enrolled=5)
    client.force_login(cast.coordinator)
    url = reverse("studies:enrolment", args=[cast.study.uid])
    board = client.get(url).context["board"]
    assert board.enrolled == 7 and [row.site for row in board.sites] == cast.sites[:1]
    assert str(cast.sites[1].hospital) not in b"".join(client.get(url, {"chart": "sites", "export": "csv"})).decode()


def test_the_live_board_tells_each_side_what_its_page_shows(cast):
    make.reported(cast, APRIL, screened=9, enrolled=2)
    label = f"enrolment/{cast.study.uid}"

    def said(actor):
        return live.payloads(live.views_of(actor, [label]))[label]

    assert said(cast.lead) == {"enrolled": 2, "screened": 9, "reported": 1, "sites": [[2, 2], [0, -1]]}
    assert said(cast.by) == {"enrolled": 2, "screened": 9, "reported": 1}
    stranger = Actor.of(holder(HOSPITAL_COORDINATOR, make.make.hospital()))
    for actor, name in ((stranger, label), (cast.lead, "enrolment/x")):
        with pytest.raises(Http404):
            live.views_of(actor, [name])


@pytest.mark.faults
def test_the_live_board_of_three_hundred_sites_fits_into_twenty_kilobytes(cast):
    places = hospitals(298, [division()])
    sites = make.open_sites(cast.study, places)
    common = {"study": cast.study, "lead_hospital": cast.study.lead_hospital, "month": APRIL}
    MonthReport.objects.bulk_create(
        MonthReport(study_site=site, hospital=site.hospital, screened=99_999, enrolled=99_999, **common)
        for site in [*cast.sites, *sites]
    )
    payload = figures.counts({str(cast.study.uid): cast.study.pk})[str(cast.study.uid)]
    assert len(payload["sites"]) == 300 and len(json.dumps(payload)) <= 20_000


@pytest.mark.parametrize("extra", [0, 3])
def test_the_board_costs_the_same_however_many_sites(cast, client, django_assert_max_num_queries, extra):
    rows = make.open_sites(cast.study, [make.make.hospital() for _ in range(extra)])
    cast.sites.extend(rows)
    for place in range(len(cast.sites)):
        make.reported(cast, APRIL, place, screened=1)
    with django_assert_max_num_queries(6):
        found = figures.board(cast.study, StudySite.objects.filter(study=cast.study).select_related("hospital"))
    assert len(found.sites) == 2 + extra


def test_a_place_is_reserved_filled_and_released_on_the_sites_page(cast, client):
    make.planned(cast, cap=2)
    client.force_login(cast.coordinator)
    page = reverse("studies:slots", args=[cast.sites[0].uid])
    for _ in range(3):
        client.post(reverse("studies:reserve_slot", args=[cast.sites[0].uid]))
    first, second = EnrolmentSlot.objects.order_by("pk")
    client.post(reverse("studies:enrol_slot", args=[first.uid]), {"version": "1", "token": "a", "day": "2026-05-20"})
    data = {"version": "1", "token": "b", "reason": "screen_failure"}
    client.post(reverse("studies:release_slot", args=[second.uid]), data)
    client.post(reverse("studies:release_slot", args=[second.uid]), data | {"reason": "forged"})
    assert list(EnrolmentSlot.objects.order_by("pk").values_list("state", flat=True)) == ["enrolled", "released"]
    assert "0001" in client.get(page).content.decode()


def test_plan_and_share_are_set_down_and_wrong_ones_told(cast, client):
    client.force_login(cast.lead_coordinator)
    url = reverse("studies:enrolment_plan", args=[cast.study.uid])
    data = {"version": "0", "begins_on": "2026-01-01", "ends_on": "2027-01-01", "target": "50", "curve": "s_curve"}
    assert client.post(url, data | {"ends_on": "2025-01-01"}).status_code == 422
    assert client.post(url, data | {"cap": "50"}).status_code == 302
    assert client.post(url, data).status_code == 409
    share = reverse("studies:site_share", args=[cast.study.uid, cast.sites[0].uid])
    assert client.post(share, {"version": "1", "minimum": "3", "maximum": "2"}).status_code == 422
    assert client.post(share, {"version": "1", "minimum": "60"}).status_code == 422
    assert client.post(share, {"version": "1", "minimum": "3", "maximum": "9"}).status_code == 302
    assert enrolment.full(cast.study.enrolment_plan, cast.sites[1]) is None
