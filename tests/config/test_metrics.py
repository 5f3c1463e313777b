"""Figures for monitoring: about work, for this machine and the token's holder, and for nobody else."""

import pytest

from access.models import Job
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def test_this_machine_reads_what_waits(client):
    Job.objects.create(name="logbook.verify", owner=person(), started_by="test")
    text = client.get("/metrics/").text

    assert 'lianyan_jobs{state="queued"} 1.0' in text
    assert 'lianyan_jobs{state="failed"} 0.0' in text
    assert "lianyan_beat_late_seconds" in text
    assert "lianyan_unsealed_entries" in text


def test_requests_are_counted_by_view_and_not_by_address(client):
    client.get("/network/no-such-region/")
    text = client.get("/metrics/").text

    assert 'lianyan_requests_total{method="GET",status="404",view="public_region"}' in text
    assert "no-such-region" not in text


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer "}])
def test_other_machine_without_the_token_finds_nothing(client, settings, headers):
    settings.METRICS_TOKEN = "a long token"
    assert client.get("/metrics/", headers=headers, REMOTE_ADDR="10.1.2.3").status_code == 404


def test_no_token_is_set_and_none_is_shown(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics/", REMOTE_ADDR="10.1.2.3").status_code == 404


def test_request_passed_on_by_a_proxy_is_not_from_this_machine(client):
    assert client.get("/metrics/", headers={"x-forwarded-for": "10.1.2.3"}).status_code == 404


def test_token_opens_from_anywhere(client, settings):
    settings.METRICS_TOKEN = "a long token"
    response = client.get("/metrics/", headers={"authorization": "Bearer a long token"}, REMOTE_ADDR="10.1.2.3")

    assert response.status_code == 200


def test_no_figure_is_about_a_person(client):
    reader = person()
    client.force_login(reader)
    client.get("/workspace/")

    assert reader.username not in client.get("/metrics/").text
