"""Evidence packets: what lies in them, for whom, and until when."""

import hashlib
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from openpyxl import load_workbook
from pypdf import PdfReader

from access import beats, job_runner
from access.actor import Actor
from access.models import Job, LogEntry, RoleAssignment
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network import packets
from network.domain import certificates, evidence_packets
from network.models import EvidencePacket, Membership
from office.models import Attachment
from tests.factories import membership as path
from tests.factories.papers import standing, without_its_file
from tools import clock

pytestmark = pytest.mark.django_db

ALL = ["memberships", "applications", "shelf", "profile", "people"]


def stage() -> path.Cast:
    """A member with a certificate, and papers of every kind."""
    made = path.cast()
    member = path.joined(made)
    certificates.issue(member, kind="certificate", by=made.actor(CENTRE_ADMIN))
    standing(made.hospital, by=made.actor(HOSPITAL_COORDINATOR))
    return made


@pytest.fixture
def cast(built):
    return built


def asked(cast, role=HOSPITAL_ADMIN, chapters=ALL, days=30, hospital=None) -> EvidencePacket:
    return evidence_packets.ask(
        hospital or cast.hospital,
        first_day=clock.today() - timedelta(days=days),
        last_day=clock.today(),
        chapters=chapters,
        by=cast.actor(role),
    )


def made(cast, *arguments, **options) -> EvidencePacket:
    packet = asked(cast, *arguments, **options)
    job_runner.run_waiting()
    packet.refresh_from_db()
    return packet


def content(packet) -> bytes:
    with packet.file.open("rb") as file:
        return file.read()


def downloaded(client, packet) -> bytes:
    return b"".join(client.get(f"{packet.get_absolute_url()}download/").streaming_content)


def names(packet) -> list[str]:
    return zipfile.ZipFile(BytesIO(content(packet))).namelist()


def index(packet) -> list[tuple]:
    """The rows of the index without its header: number, chapter, what, number, day, file, pages, hash."""
    archive = zipfile.ZipFile(BytesIO(content(packet)))
    name = next(each for each in archive.namelist() if each.startswith("00 ") and each.endswith(".xlsx"))
    return list(load_workbook(BytesIO(archive.read(name))).active.values)[1:]


def test_it_holds_every_chapter_with_an_index_of_true_hashes_and_pages(cast):
    packet = made(cast)
    archive = zipfile.ZipFile(BytesIO(content(packet)))
    rows = index(packet)

    assert archive.testzip() is None
    assert {row[5] for row in rows if row[5]} | {n for n in archive.namelist() if n.startswith("00 ")} == set(
        archive.namelist()
    )
    for row in rows:
        inside = archive.read(row[5])
        assert hashlib.sha256(inside).hexdigest() == row[7]
        if row[5].endswith(".pdf"):
            assert str(len(PdfReader(BytesIO(inside)).pages)) == row[6]
    assert len({row[1] for row in rows}) == len(ALL)
    assert packet.sha256 == hashlib.sha256(content(packet)).hexdigest()
    assert packet.files == len(rows)
    paper = next(n for n in archive.namelist() if n.startswith("00 ") and n.endswith(".pdf"))
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(archive.read(paper))).pages)
    said = "".join(letter for letter in said if letter.isalnum())  # a hash is broken into lines
    assert cast.hospital.credit_code in said and all(row[7] in said for row in rows)
    assert Job.objects.get(name="network.packet").result_url == packet.get_absolute_url()


def test_the_sealed_copies_receipts_certificates_and_shelf_are_in_it(cast):
    found = names(made(cast))
    member = Membership.objects.get()

    assert sum(member.agreement.number in name for name in found) == 3
    assert any("-ZS-" in name for name in found)
    assert sum(name.startswith("03 ") for name in found) == 2  # the table and the copy of one document


def test_the_same_data_give_the_same_bytes(cast):
    first = made(cast)
    with clock.at(clock.now() + timedelta(seconds=70)):
        second = made(cast)

    assert content(first) == content(second)


def test_names_open_on_windows(cast):
    Attachment.objects.filter(kind="licence").update(name='许可证:<2026>|"正本"?.pdf')
    for name in names(made(cast)):
        assert not set('\\:*?"<>|') & set(name) and all(len(part) <= 84 for part in name.split("/"))
    archive = zipfile.ZipFile(BytesIO(content(EvidencePacket.objects.first())))
    assert all(info.flag_bits & 0x800 for info in archive.infolist() if not info.filename.isascii())


def test_only_what_lies_in_the_period(cast):
    with clock.at(clock.now() + timedelta(days=3000)):
        found = names(made(cast, days=10))

    assert not any("-XY-" in name or "-ZS-" in name for name in found)


def test_only_the_chosen_chapters(cast):
    assert {name.split("/")[0] for name in names(made(cast, chapters=["profile"])) if "/" in name} == {
        f"01 {packets.sources(['profile'])[0].title}"
    }


class TestIsolation:
    @pytest.fixture
    def other(self):
        """Another member of another centre, with papers of its own."""
        made = path.cast()
        path.joined(made)
        standing(made.hospital, by=made.actor(HOSPITAL_COORDINATOR))
        return made

    @pytest.mark.parametrize("role", [HOSPITAL_ADMIN, CENTRE_ADMIN])
    def test_it_never_holds_a_file_of_another_hospital(self, cast, other, role):
        for number, paper in enumerate(Attachment.objects.all()):
            paper.file.save("x", _file(f"paper {number}"))
        packet = made(cast, role)
        inside = {archive_read for archive_read in _contents(packet)}
        mine = {_bytes(paper) for paper in Attachment.objects.all() if _hospital_of(paper) == cast.hospital.pk}
        theirs = {_bytes(paper) for paper in Attachment.objects.all() if _hospital_of(paper) == other.hospital.pk}

        assert mine & inside and theirs and not theirs & inside
        assert other.hospital.name_zh not in str(index(packet))

    def test_a_centre_gets_neither_shelf_nor_people_nor_others_agreements(self, cast, other):
        second = path.cast(
            hospital=cast.hospital,
            people=cast.people
            | other.people
            | {HOSPITAL_COORDINATOR: cast.people[HOSPITAL_COORDINATOR], HOSPITAL_ADMIN: cast.people[HOSPITAL_ADMIN]},
            network=other.network,
        )
        foreign = path.joined(second)
        packet = made(cast, CENTRE_ADMIN)
        rows = index(packet)

        assert not any(foreign.agreement.number in str(row) for row in rows)
        chapters = {title: sum(row[1] == title for row in rows) for title in {row[1] for row in rows}}
        shelf, people = (str(packets.sources([code])[0].title) for code in ("shelf", "people"))
        assert (chapters[shelf], chapters[people]) == (1, 1)  # the empty tables alone
        mine = names(made(cast))
        assert any(foreign.agreement.number in name for name in mine)

    def test_a_source_that_names_a_foreign_thing_is_stopped(self, cast, other):
        question = packets.Asked(cast.hospital, cast.actor(HOSPITAL_ADMIN), clock.today(), clock.today())
        with pytest.raises(packets.ForeignPaper):
            packets.papers_of(question, Membership.objects.get(hospital=other.hospital).agreement)

    def test_strangers_coordinators_and_other_centres_ask_in_vain(self, cast, other):
        for actor in (
            cast.actor(HOSPITAL_COORDINATOR),
            other.actor(HOSPITAL_ADMIN),
            other.actor(CENTRE_ADMIN),
        ):
            with pytest.raises(Forbidden):
                evidence_packets.ask(
                    cast.hospital, first_day=clock.today(), last_day=clock.today(), chapters=ALL, by=actor
                )
        assert not EvidencePacket.objects.exists()

    def test_who_lost_the_right_gets_neither_file_nor_page(self, cast, client):
        packet = made(cast)
        client.force_login(cast.people[HOSPITAL_ADMIN])
        assert downloaded(client, packet).startswith(b"PK")
        yesterday = clock.today() - timedelta(days=1)
        RoleAssignment.objects.filter(user=cast.people[HOSPITAL_ADMIN]).update(valid_to=yesterday)
        assert client.get(f"{packet.get_absolute_url()}download/").status_code == 403
        waiting = EvidencePacket.objects.create(
            hospital=cast.hospital, made_by=cast.people[HOSPITAL_ADMIN], first_day=yesterday, last_day=yesterday
        )
        with pytest.raises(Forbidden):
            evidence_packets.keep(waiting, content=_file("x"), sha256="", files=0, by=Actor.of(waiting.made_by))


def _file(text: str):
    return ContentFile(text.encode())


def _contents(packet):
    archive = zipfile.ZipFile(BytesIO(content(packet)))
    return [archive.read(name) for name in archive.namelist()]


def _bytes(paper) -> bytes:
    with paper.file.open("rb") as file:
        return file.read()


def _hospital_of(paper) -> int:
    from django.apps import apps

    return apps.get_model(paper.owner_type).objects.get(pk=paper.owner_id).hospital_id


def test_a_file_that_is_missing_is_told_in_the_index(cast):
    with without_its_file(Attachment.objects.get(kind="hospital_copy")):
        rows = index(made(cast))

    missing = [row for row in rows if not row[7]]
    assert [row[3] for row in missing] == [Membership.objects.get().agreement.number]
    assert missing[0][5]


@pytest.mark.parametrize(
    ("first", "last", "chapters", "code"),
    [(0, 0, [], "no_chapter"), (0, 0, ["x"], "no_chapter"), (0, -1, ALL, "bad_period"), (0, 1, ALL, "bad_period")],
)
def test_what_is_no_period_or_chapter_is_refused(cast, first, last, chapters, code):
    days = {"first_day": clock.today() + timedelta(days=first), "last_day": clock.today() + timedelta(days=last)}
    with pytest.raises(Refused) as refused:
        evidence_packets.ask(cast.hospital, **days, chapters=chapters, by=cast.actor(HOSPITAL_ADMIN))
    assert refused.value.reason.code == f"network.packet.{code}"
    assert not EvidencePacket.objects.exists()


def test_after_its_days_the_file_is_refused_and_then_removed(cast, client, django_capture_on_commit_callbacks):
    packet = made(cast)
    storage, key = packet.file.storage, packet.file.name
    client.force_login(cast.people[HOSPITAL_ADMIN])
    with clock.at(clock.now() + timedelta(days=14)), django_capture_on_commit_callbacks(execute=True):
        beats.run("network.packets")
        assert downloaded(client, packet).startswith(b"PK")
    with clock.at(clock.now() + timedelta(days=15)):
        assert client.get(f"{packet.get_absolute_url()}download/").status_code == 302
        with django_capture_on_commit_callbacks(execute=True):
            beats.run("network.packets")
        packet.refresh_from_db()
        assert (packet.file.name, packet.purged_at is not None, storage.exists(key)) == ("", True, False)
        assert client.get(packet.get_absolute_url()).status_code == 200
    assert LogEntry.objects.filter(verb="packet.purged").count() == 1


def test_the_way_in_the_browser_and_the_trace_of_the_download(cast, client):
    client.force_login(cast.people[HOSPITAL_ADMIN])
    url = "/workspace/network/evidence/"
    assert client.get(cast.hospital.get_absolute_url()).context["packet_url"].startswith(url)
    form = client.get(url).context["form"]
    assert [row for row in form.fields["hospital"].queryset] == [cast.hospital]
    foreign = path.cast().hospital
    today = clock.today().isoformat()
    good = {"hospital": str(cast.hospital.uid), "first_day": today, "last_day": today, "chapters": ALL}
    for wrong in ({"hospital": str(foreign.uid)}, {"hospital": "\0"}, {"chapters": ["x"]}, {"last_day": "2099-01-01"}):
        assert client.post(url, good | wrong).status_code == 422, wrong
    assert not EvidencePacket.objects.exists()
    assert client.post(url, good).status_code == 302
    job_runner.run_waiting()
    packet = EvidencePacket.objects.get()
    assert zipfile.ZipFile(BytesIO(downloaded(client, packet))).testzip() is None
    entry = LogEntry.objects.get(verb="list.exported")
    assert (entry.changes["form"], entry.changes["rows"]) == (["", "zip"], ["", packet.files])
    assert client.get(url).status_code == 200
    client.force_login(path.cast().people[HOSPITAL_ADMIN])
    assert client.get(packet.get_absolute_url()).status_code == 404
