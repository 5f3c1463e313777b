"""Certificates and plaques: issued, replaced, withdrawn, and what they say on a day."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from docx import Document as WordFile
from pypdf import PdfReader

from access import job_runner
from access.models import LogEntry, Notification
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.certificate_enums import CertificateStanding, standing_of
from network.certificate_text import engraving, sheet, verification_url
from network.domain import certificate_batches, certificates, memberships
from network.models import Certificate, CertificateBatch, Membership
from network.queries import seasons as kept
from network.seasons import open_on
from tests.factories import exits as leave
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import seasons
from tools import clock
from tools.documents.certificate import render_certificates
from tools.documents.docx import render_docx

pytestmark = pytest.mark.django_db


def stage() -> tuple[path.Cast, Membership]:
    cast = path.cast(network=make.network(name_zh="示范网络", centre=make.centre(name_zh="示范中心", slug="kidney")))
    return cast, path.joined(cast)


@pytest.fixture
def cast(built):
    return built[0]


@pytest.fixture
def member(built):
    return built[1]


def issue(member, cast, kind="certificate", **more) -> Certificate:
    return certificates.issue(member, kind=kind, by=cast.actor(CENTRE_ADMIN), **more)


def end(member, cast, on=None) -> None:
    member.refresh_from_db()
    leave.ended(cast, member, day=on)


def test_one_is_issued_with_number_code_words_entry_and_news(cast, member):
    made = issue(member, cast)

    assert made.number == f"KIDNEY-ZS-{clock.today():%Y}-0001"
    assert len(made.code) == 12 and set(made.code) <= set(certificates.ALPHABET)
    assert made.content["lines"][0].startswith(member.hospital.name_zh)
    assert "{" not in str([made.content["title"], made.content["lines"], made.content["issuer"]])
    assert (made.membership, made.tier, made.standing()) == (member, member.tier, CertificateStanding.VALID)
    entry = LogEntry.objects.get(verb="certificate.issued")
    assert made.code not in str(entry.changes)
    told = Notification.objects.filter(code="news.certificate.issued")
    assert {row.user for row in told} == {cast.people[HOSPITAL_COORDINATOR], cast.people[HOSPITAL_ADMIN]}


@pytest.mark.both
def test_each_kind_has_its_series_per_centre_and_year(cast, member):
    first, plaque = issue(member, cast), issue(member, cast, "plaque")
    with clock.at(clock.now() + timedelta(days=400)):
        later = issue(member, cast, reason="遗失")

    year = clock.today().year
    assert first.number == f"KIDNEY-ZS-{year}-0001"
    assert plaque.number == f"KIDNEY-PB-{year}-0001"
    assert later.number.startswith("KIDNEY-ZS-") and later.number.endswith("-0001")


def test_one_that_says_the_same_is_replaced_for_a_reason_only(cast, member):
    first = issue(member, cast)
    with pytest.raises(Refused) as refused:
        issue(member, cast)
    assert refused.value.reason.code == "network.certificate.there_already"
    assert Certificate.objects.count() == 1

    second = issue(member, cast, reason="遗失")
    first.refresh_from_db()
    assert (first.state, first.ended_on, second.replaces) == ("replaced", clock.today(), first)
    assert first.code != second.code
    assert LogEntry.objects.get(verb="certificate.replace").reason == "遗失"


def test_a_renamed_hospital_gets_a_new_one_without_a_reason(cast, member):
    first = issue(member, cast)
    type(member.hospital).objects.filter(pk=member.hospital_id).update(name_zh="新名医院")
    second = issue(Membership.objects.get(pk=member.pk), cast)

    first.refresh_from_db()
    assert first.state == "replaced" and "新名医院" in second.content["lines"][0]
    assert "新名医院" not in first.content["lines"][0]


@pytest.mark.parametrize("change", ["suspended", "ended"])
def test_who_does_not_count_today_gets_none(cast, member, change):
    if change == "suspended":
        memberships.suspend(member, reason="x", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    else:
        end(member, cast)
    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(Refused) as refused:
        issue(Membership.objects.get(pk=member.pk), cast)

    assert refused.value.reason.code == "network.certificate.does_not_count"
    assert not Certificate.objects.exists()


def test_what_it_says_follows_the_membership_and_is_never_written(cast, member):
    made = issue(member, cast)
    memberships.suspend(member, reason="x", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    assert Certificate.objects.get().standing() == CertificateStanding.INTERRUPTED
    member.refresh_from_db()
    memberships.reinstate(member, reason="x", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    assert Certificate.objects.get().standing(clock.today() + timedelta(days=1)) == CertificateStanding.VALID
    end(member, cast)

    found = Certificate.objects.get()
    assert found.standing(clock.today()) == CertificateStanding.INTERRUPTED  # the suspension covered this day
    assert found.standing(clock.today() + timedelta(days=1)) == CertificateStanding.ENDED
    assert found.standing(member.valid_from - timedelta(days=1)) == CertificateStanding.UPCOMING
    assert (found.state, found.version) == (made.state, made.version)


@pytest.mark.both
def test_the_annotation_says_what_the_function_says(cast, member):
    issue(member, cast)
    for days in (-1, 0, 30, 1095, 5000):
        day = clock.today() + timedelta(days=days)
        row = Certificate.objects.with_held(day).get()
        assert standing_of(row.state, row.held_on) == row.standing(day), days


def test_withdrawn_with_a_reason_that_only_the_hospital_reads(cast, member):
    made = issue(member, cast)
    with pytest.raises(Refused) as refused:
        certificates.withdraw(made, reason=" ", expected=1, by=cast.actor(CENTRE_ADMIN))
    assert refused.value.reason.code == "lifecycle.needs_reason"
    certificates.withdraw(made, reason="信息有误", expected=1, token="t", by=cast.actor(CENTRE_ADMIN))
    certificates.withdraw(made, reason="信息有误", expected=1, token="t", by=cast.actor(CENTRE_ADMIN))

    made.refresh_from_db()
    assert (made.state, made.ended_on, made.version) == ("withdrawn", clock.today(), 2)
    assert made.standing() == CertificateStanding.WITHDRAWN
    told = Notification.objects.filter(code="news.certificate.withdrawn")
    assert {row.params["reason"] for row in told} == {"信息有误"}
    with pytest.raises(Stale):
        certificates.withdraw(made, reason="x", expected=1, by=cast.actor(CENTRE_ADMIN))
    assert issue(member, cast).replaces is None


def test_only_the_own_centre_issues_and_withdraws(cast, member):
    made = issue(member, cast)
    other = path.cast()
    for actor in (other.actor(CENTRE_ADMIN), cast.actor(HOSPITAL_ADMIN), other.actor(HOSPITAL_ADMIN)):
        with pytest.raises(Forbidden):
            certificates.issue(member, kind="plaque", by=actor)
        with pytest.raises(Forbidden):
            certificates.withdraw(made, reason="x", expected=1, by=actor)
    assert Certificate.objects.count() == 1


def test_the_paper_says_what_was_frozen_and_is_the_same_twice(cast, member):
    made = issue(member, cast)
    content = render_certificates([sheet(made)])

    said = PdfReader(BytesIO(content)).pages[0].extract_text()
    assert made.number in said and made.printed_code in said
    assert verification_url(made).endswith(f"/verify/{made.code}/")
    assert content == render_certificates([sheet(Certificate.objects.get())])
    box = PdfReader(BytesIO(content)).pages[0].mediabox
    assert box.width > box.height


def test_the_engraver_gets_words_number_and_address(cast, member):
    made = issue(member, cast, "plaque")
    file = WordFile(BytesIO(render_docx(engraving(made))))
    said = [line.text for line in file.paragraphs] + [c.text for t in file.tables for r in t.rows for c in r.cells]

    assert {"示范网络", made.number, made.printed_code, verification_url(made)} <= set(said)


class TestTogether:
    @pytest.fixture
    def members(self, cast, member):
        people = {CENTRE_ADMIN: cast.people[CENTRE_ADMIN]}
        others = []
        for _place in range(2):
            other = path.cast(network=cast.network, tier=cast.tier)
            other.people |= people | {"centre_director": cast.people["centre_director"]}
            others.append(path.joined(other))
        return [member, *others]

    def start(self, cast, members, kind="certificate") -> CertificateBatch:
        return certificate_batches.start(cast.network.centre, kind=kind, members=members, by=cast.actor(CENTRE_ADMIN))

    def test_a_job_issues_them_and_keeps_one_file(self, cast, members):
        held = issue(members[0], cast)
        batch = self.start(cast, members)
        job_runner.run_waiting()

        batch.refresh_from_db()
        assert set(batch.certificates.values_list("membership", flat=True)) == {each.pk for each in members[1:]}
        job = certificate_batches.job_of(batch)
        assert (job.state, job.result["params"]) == ("done", {"issued": 2, "left_out": 1})
        assert job.result_url == batch.get_absolute_url()
        with batch.file.open("rb") as file:
            assert len(PdfReader(file).pages) == 2
        held.refresh_from_db()
        assert held.state == "issued"

    def test_an_interrupted_job_goes_on_where_it_was(self, cast, members):
        batch = self.start(cast, members)
        by = cast.actor(CENTRE_ADMIN)
        assert certificate_batches.issue_in(batch, members[0], by=by)
        job_runner.run_waiting()

        assert batch.certificates.count() == Certificate.objects.count() == 3
        assert certificate_batches.job_of(batch).result["params"] == {"issued": 3, "left_out": 0}

    def test_a_foreign_member_none_or_too_many_start_nothing(self, cast, members, monkeypatch):
        foreign = path.joined(path.cast())
        with pytest.raises(PermissionDenied):
            self.start(cast, [*members, foreign])
        with pytest.raises(Refused):
            self.start(cast, [])
        monkeypatch.setattr(certificate_batches, "MOST", 2)
        with pytest.raises(Refused):
            self.start(cast, members)
        assert not CertificateBatch.objects.exists()


def test_a_member_that_has_not_confirmed_the_year_holds_none_that_counts():
    """In a province that has its members confirm each year: from the day after the grace on."""
    made = seasons.in_two_networks()
    member = Membership.objects.get(network=made.network)
    with clock.at(seasons.MORNING):
        certificate = certificates.issue(member, kind="certificate", by=made.actor(CENTRE_ADMIN))
        season = kept_season()

    assert certificate.standing(season.due) == CertificateStanding.VALID
    assert certificate.standing(season.grace_end) == CertificateStanding.VALID
    assert certificate.standing(season.grace_end + timedelta(days=1)) == CertificateStanding.INTERRUPTED


def kept_season():
    """The season of the day."""
    return open_on(clock.today(), kept.rules())
