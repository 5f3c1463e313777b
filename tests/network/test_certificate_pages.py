"""The pages of certificates: issuing one or several, printing, withdrawing, and whose they are."""

import pytest

from access import job_runner
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.certificate_enums import CertificateKind, CertificateStanding
from network.domain import certificates
from network.models import Certificate, CertificateBatch, Membership
from tests.factories import membership as path

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def member(cast) -> Membership:
    return path.joined(cast)


def issue(member, cast, kind="certificate") -> Certificate:
    return certificates.issue(member, kind=kind, by=cast.actor(CENTRE_ADMIN))


def test_issuing_one_by_one_replacing_and_withdrawing(cast, member, client):
    client.force_login(cast.people[CENTRE_ADMIN])
    assert "issue_certificate" in [offer["name"] for offer in client.get(member.get_absolute_url()).context["offers"]]
    url = f"{member.get_absolute_url()}certificate/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"kind": "gold"}).status_code == 422
    made = client.post(url, {"kind": "certificate"}, follow=True).context["certificate"]
    again = client.post(url, {"kind": "certificate"})
    assert again.status_code == 422 and again.context["form"].errors["reason"]
    for ending in ("", "print/", "engraver/"):
        assert client.get(made.get_absolute_url() + ending).status_code == 200
    withdrawal = {"reason": "信息有误", "version": "1", "token": "w"}
    page = client.post(made.get_absolute_url() + "withdraw/", withdrawal, follow=True)
    assert page.context["state"] == {"text": CertificateStanding.WITHDRAWN.label, "tone": "danger"}


def test_the_hospital_sees_and_prints_its_own_and_may_not_issue(cast, member, client):
    made = issue(member, cast)
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    assert client.get(made.get_absolute_url() + "print/").headers["Content-Type"] == "application/pdf"
    assert [row["certificate"] for row in client.get(cast.hospital.get_absolute_url()).context["certificates"]] == [
        made
    ]
    assert client.post(f"{member.get_absolute_url()}certificate/", {"kind": "plaque"}).status_code == 403
    assert client.post(made.get_absolute_url() + "withdraw/", {"version": "1", "reason": "x"}).status_code == 403
    assert Certificate.objects.get().state == "issued"


def test_another_hospital_finds_none(cast, member, client):
    made = issue(member, cast)
    client.force_login(path.cast().people[HOSPITAL_ADMIN])
    for ending in ("", "print/", "engraver/"):
        assert client.get(made.get_absolute_url() + ending).status_code == 404
    assert client.get(cast.hospital.get_absolute_url()).context["certificates"] == []
    assert client.get(member.get_absolute_url()).context["certificates"] == []


def test_choosing_several(cast, member, client):
    client.force_login(cast.people[CENTRE_ADMIN])
    url = "/workspace/network/certificates/issue/"
    page = client.get(url, {"q": member.number})
    assert [row.record.pk for row in page.context["table"].rows] == [member.pk]
    assert page.context["selection"]["total"] == 1
    foreign = path.joined(path.cast())
    for hostile in (
        "",
        "chosen=x",
        f"chosen={foreign.uid}",
        "which=all&filter=network%3Dx",
        "which=all&filter=q%3Dnobody",
    ):
        answer = client.post(f"{url}chosen/?{hostile}", {"kind": "plaque"})
        assert (answer.status_code, bool(answer.context["form"].errors)) == (422, True), hostile
    assert client.post(f"{url}chosen/?chosen={member.uid}", {"kind": "gold"}).status_code == 422
    assert not CertificateBatch.objects.exists()
    chosen = f"{url}chosen/?which=all&filter=q%3D{member.number}"
    assert client.get(chosen).context["members"] == [member]
    answer = client.post(chosen, {"kind": "plaque"})
    assert answer.status_code == 302
    job_runner.run_waiting()
    batch = CertificateBatch.objects.get()
    page = client.get(batch.get_absolute_url())
    assert [row.number for row in page.context["certificates"]] == [Certificate.objects.get().number]
    file = client.get(f"{batch.get_absolute_url()}print/")
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    client.force_login(path.cast().people[CENTRE_ADMIN])
    assert client.get(f"{batch.get_absolute_url()}print/").status_code == 404


def test_lists_of_one_and_three(cast, member, client):
    client.force_login(cast.people[CENTRE_ADMIN])
    for kind in CertificateKind.values:
        issue(member, cast, kind)
        page = client.get("/workspace/network/certificates/")
        assert len(page.context["table"].rows) == Certificate.objects.count()
    sheet_of_all = client.get("/workspace/network/certificates/?export=csv")
    assert member.hospital.name_zh in b"".join(sheet_of_all.streaming_content).decode()
