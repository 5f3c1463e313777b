"""Probes: alive asks nobody, ready asks everything that a page needs."""

import pytest
from django.db import connection

from config import health


def test_alive_asks_no_database(client, django_db_blocker):
    with django_db_blocker.block():
        response = client.get("/health/live/")

    assert (response.status_code, response.json()) == (200, {"alive": True})


@pytest.mark.django_db
def test_ready_names_every_check(client):
    response = client.get("/health/ready/")

    assert (response.status_code, response.json()) == (200, {"database": True, "schema": True, "files": True})


@pytest.mark.django_db
def test_schema_behind_the_code_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cms'")
    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["schema"]) == (503, False)


def test_storage_that_does_not_answer_is_not_ready(settings, caplog):
    settings.STORAGES = settings.STORAGES | {"private": {"BACKEND": "no.such.Storage"}}

    assert health._passes("files", health._files) is False
    assert "Not ready: files" in caplog.text
