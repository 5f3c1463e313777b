"""Papers in a folder and in object storage: kept, handed out through the door, and purged when no row names them."""

import logging
from datetime import timedelta
from io import StringIO
from urllib.request import urlopen

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from access import beats
from access.actor import Actor
from access.roles import HOSPITAL_COORDINATOR
from config import storages as configured
from office.models import Attachment
from tests.factories import network as make
from tests.factories.papers import PDF, standing
from tests.factories.people import holder
from tools import clock

pytestmark = pytest.mark.django_db
BUCKETS = {name: f"test-{name}" for name in ("public", "private", "registry")}


@pytest.fixture(scope="session")
def object_storage():
    """The address of a local S3 server with the three buckets, in a thread of this process."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket_settings(object_storage, monkeypatch, tmp_path):
    """``STORAGES`` as the environment of a deployment with buckets makes them."""
    import boto3

    variables = {"S3_ENDPOINT": object_storage, "S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret"}
    for name, value in (variables | {f"S3_BUCKET_{n.upper()}": b for n, b in BUCKETS.items()}).items():
        monkeypatch.setenv(name, value)
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=object_storage, **keys)
    for bucket in BUCKETS.values():
        client.create_bucket(Bucket=bucket)
    made = {name: configured.storage(name, tmp_path) for name in ("private", "registry")}
    yield made | {"default": configured.storage("public", tmp_path, base_url="/media/")}
    urlopen(f"{object_storage}/moto-api/reset", data=b"").close()


@pytest.fixture(params=["folder", "bucket"])
def private(request, monkeypatch, tmp_path):
    """The private storage of papers, once as an empty folder and once as an empty bucket."""
    if request.param == "folder":
        made = {"private": configured.storage("private", tmp_path)}
    else:
        made = request.getfixturevalue("bucket_settings")
    from django.conf import settings

    with override_settings(STORAGES=settings.STORAGES | made):
        monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", storages["private"])
        yield storages["private"]


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def coordinator(hospital):
    return holder(HOSPITAL_COORDINATOR, hospital)


@pytest.fixture
def paper(private, hospital, coordinator) -> Attachment:
    """The copy of a licence, uploaded by the verb."""
    return Attachment.objects.of(standing(hospital, by=Actor.of(coordinator))).get()


def _content(storage, key: str) -> bytes:
    with storage.open(key) as file:
        return file.read()


def _purge(*arguments: str) -> str:
    said = StringIO()
    call_command("purge_files", *arguments, stdout=said)
    return said.getvalue()


def test_a_paper_is_kept_under_a_key_without_its_name_and_comes_back(client, private, paper, coordinator):
    house, year, uid = paper.file.name.split("/")
    client.force_login(coordinator)

    answer = client.get(paper.get_absolute_url())

    assert (house, year) == ("office", f"{clock.today():%Y}")
    assert paper.name not in paper.file.name
    assert b"".join(answer) == PDF
    assert answer["Content-Length"] == str(len(PDF))


def test_a_stranger_gets_nothing_of_it(client, paper):
    client.force_login(holder(HOSPITAL_COORDINATOR, make.hospital()))

    assert client.get(paper.get_absolute_url()).status_code == 404


def test_a_file_that_is_gone_is_told_in_a_sentence(client, private, paper, coordinator):
    private.delete(paper.file.name)
    client.force_login(coordinator)

    answer = client.get(paper.get_absolute_url())

    assert answer.status_code == 404
    assert str(paper.uid) in answer.content.decode()
    assert "office/file_missing.html" in [template.name for template in answer.templates]


def test_a_file_whose_verb_failed_is_purged_after_a_day_and_no_other(private, paper, hospital, coordinator):
    with transaction.atomic():
        lost = Attachment.objects.of(standing(hospital, by=Actor.of(coordinator), number="PDY-2")).get()
        transaction.set_rollback(True)  # as when the machine stops here
    assert private.exists(lost.file.name)

    assert _purge().startswith("0 files removed")
    with clock.at(clock.now() + timedelta(hours=25)):
        assert lost.file.name in _purge("--dry-run")
        assert private.exists(lost.file.name)
        assert _purge().splitlines()[0] == lost.file.name

    assert not private.exists(lost.file.name)
    assert private.exists(paper.file.name)
    with clock.at(clock.now() + timedelta(hours=25)):
        assert _purge().startswith("0 files removed")


def test_a_file_of_an_unknown_folder_is_purged_as_well(private, paper):
    private.save("stray", ContentFile(b"x"))
    private.save("a/b/c/stray", ContentFile(b"x"))

    with clock.at(clock.now() + timedelta(hours=25)):
        assert _purge().splitlines()[:-1] == ["stray", "a/b/c/stray"]

    assert not private.exists("a/b/c/stray")
    assert private.exists(paper.file.name)


def test_an_empty_storage_has_nothing_to_purge(private):
    assert _purge().startswith("0 files removed")


def test_public_pictures_of_a_bucket_have_addresses_of_this_site(client, bucket_settings, settings):
    settings.STORAGES = settings.STORAGES | bucket_settings
    name = storages["default"].save("images/图.png", ContentFile(b"picture"))

    answer = client.get(storages["default"].url(name))

    assert storages["default"].url(name).startswith("/media/images/")
    assert b"".join(answer) == b"picture"
    assert client.get("/media/images/none.png").status_code == 404


def test_the_registry_takes_its_keys(bucket_settings, settings):
    settings.STORAGES = settings.STORAGES | bucket_settings
    storages["registry"].save("registry/2026/x.parquet", ContentFile(b"PAR1"))

    assert _content(storages["registry"], "registry/2026/x.parquet") == b"PAR1"
    assert not storages["private"].exists("registry/2026/x.parquet")


def test_nothing_is_written_over(private):
    first = private.save("a/x", ContentFile(b"one"))
    second = private.save("a/x", ContentFile(b"two"))

    assert first != second
    assert _content(private, first) == b"one"


@pytest.mark.parametrize("missing", ["S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY"])
def test_a_bucket_without_its_address_or_keys_is_told_at_the_start(monkeypatch, tmp_path, missing):
    for name in ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_BUCKET_PRIVATE"):
        monkeypatch.setenv(name, "x")
    monkeypatch.delenv(missing)

    with pytest.raises(ImproperlyConfigured, match=missing):
        configured.storage("private", tmp_path)


def test_without_a_bucket_there_is_a_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("S3_BUCKET_PRIVATE", raising=False)

    assert configured.storage("private", tmp_path) == {"BACKEND": configured.FOLDER, "OPTIONS": {"location": tmp_path}}


def test_orphans_go_by_the_clock(private):
    private.save("stray", ContentFile(b"left behind"))
    with clock.at(clock.now() + timedelta(hours=25)):
        beats.run("office.orphans")

    assert not private.exists("stray")
