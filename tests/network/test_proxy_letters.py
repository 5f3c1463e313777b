"""The letter about what was entered from paper: its one-time code, its day, and the sealed copy that comes back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access.models import LogEntry, Task
from access.refusals import Forbidden
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN
from network.domain import proxy_answers, proxy_letters
from network.models import MembershipApplication, ProxyEntry
from network.proxy_enums import ShownProxyState
from network.views.proxy_text import letter
from tests.factories import membership as path
from tests.factories import proxies
from tests.factories.proxies import admit, second_secretary, under_review
from tests.network.agreement_steps import refused
from tests.network.reading import text
from tools import clock
from tools.documents.pdf import render_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def entry(cast):
    return proxies.entered(cast)


class TestLetter:
    def test_a_code_leads_the_hospitals_people_there_and_works_one_time(self, cast, entry):
        secret = proxy_letters.print_letter(entry, expected=1, by=cast.actor(CENTRE_ADMIN))
        by = cast.actor(HOSPITAL_ADMIN)
        assert proxy_letters.find_by_code(secret.lower().replace("-", " "), by) == entry
        assert secret not in ProxyEntry.objects.get(pk=entry.pk).code_hash
        proxy_answers.confirm(entry, expected=entry.version, by=by)
        assert refused(lambda: proxy_letters.find_by_code(secret, by)) == "network.proxy.not_usable"

    def test_forged_foreign_replaced_and_late_codes_get_the_same_sentence(self, cast, entry):
        first = proxy_letters.print_letter(entry, expected=1, by=cast.actor(CENTRE_ADMIN))
        second = proxy_letters.print_letter(entry, expected=1, by=cast.actor(CENTRE_ADMIN))
        by = cast.actor(HOSPITAL_ADMIN)
        tries = [("", by), ("AAAA-BBBB-CCCC", by), (first, by), (second, path.cast().actor(HOSPITAL_ADMIN))]
        with clock.at(clock.now() + timedelta(days=31)):
            late = refused(lambda: proxy_letters.find_by_code(second, by))
        codes = {refused(lambda s=secret, a=actor: proxy_letters.find_by_code(s, a)) for secret, actor in tries}
        assert codes | {late} == {"network.proxy.not_usable"}

    def test_past_its_day_it_waits_for_a_new_letter(self, cast, entry):
        by = cast.actor(HOSPITAL_ADMIN)
        with clock.at(clock.now() + timedelta(days=31)):
            assert entry.shown_state == ShownProxyState.LAPSED
            assert refused(lambda: proxy_answers.confirm(entry, expected=1, by=by)) == "network.proxy.lapsed"
            proxy_letters.print_letter(entry, expected=1, by=cast.actor(CENTRE_ADMIN))
            due = set(Task.objects.open().filter(object_id=entry.pk, kind="task.proxy.confirm").values_list("due_on"))
            assert due == {(clock.today() + timedelta(days=30),)}
            assert proxy_answers.confirm(entry, expected=1, by=by).state == "confirmed"

    def test_how_it_was_sent_is_noted_about_the_letter_whose_code_works(self, cast, entry, client):
        client.force_login(cast.people[CENTRE_ADMIN])
        url = reverse("network:note_proxy_letter", args=[entry.uid])
        posted = {"sent_on": clock.today().isoformat(), "way": "courier", "tracking": "SF1234", "version": "1"}
        assert client.post(url, posted).status_code == 422  # nothing is printed yet
        proxy_letters.print_letter(entry, expected=1, by=cast.actor(CENTRE_ADMIN))
        early, late = (clock.today() + timedelta(days=days) for days in (-1, 1))
        for wrong in ({"sent_on": early.isoformat()}, {"sent_on": late.isoformat()}, {"way": "owl"}, {"version": "9"}):
            assert client.post(url, posted | wrong).status_code in (409, 422), wrong
        assert not LogEntry.objects.filter(verb="proxy_entry.letter_sent").exists()
        assert client.post(url, posted).status_code == 302
        told = LogEntry.objects.get(verb="proxy_entry.letter_sent")
        assert {name: pair[1] for name, pair in told.changes.items()} == {
            "sent_on": clock.today().isoformat(),
            "way": "courier",
            "tracking": "SF1234",
        }
        assert "SF1234" in text(client.get(entry.get_absolute_url()))
        proxy_answers.confirm(entry, expected=1, by=cast.actor(HOSPITAL_ADMIN))
        assert client.post(url, posted | {"version": "2"}).status_code == 422

    def test_the_letter_is_addressed_as_on_an_envelope(self, entry):
        campus = entry.application.campus
        campus.address = "健康路 1 号"
        document = letter(entry, link="https://x.example/c/1", secret="AAAA")
        place, to = document.blocks[0].lines
        assert place == f"{campus.division.name_zh}健康路 1 号"
        assert entry.hospital.name_zh in to
        assert render_pdf(document).startswith(b"%PDF")

    @pytest.mark.parametrize("days", [0, 30, 31, 400])
    @pytest.mark.parametrize("answer", ["", "confirm", "contest"])
    def test_what_holds_on_a_day_is_the_same_for_a_row_and_a_list(self, cast, entry, days, answer):
        by = cast.actor(HOSPITAL_ADMIN)
        if answer:
            facts = {"reason": "r"} if answer == "contest" else {}
            getattr(proxy_answers, answer)(entry, expected=1, by=by, **facts)
        day = clock.today() + timedelta(days=days)
        assert ProxyEntry.objects.with_state(day).get().state_on == entry.state_of(day)

    def test_only_the_secretary_prints_and_only_while_it_is_open(self, cast, entry):
        for by in (cast.actor(HOSPITAL_ADMIN), cast.actor(CENTRE_DIRECTOR), path.cast().actor(CENTRE_ADMIN)):
            with pytest.raises(Forbidden):
                proxy_letters.print_letter(entry, expected=1, by=by)
        proxy_answers.confirm(entry, expected=1, by=cast.actor(HOSPITAL_ADMIN))
        code = refused(lambda: proxy_letters.print_letter(entry, expected=2, by=cast.actor(CENTRE_ADMIN)))
        assert code == "network.proxy.answered"


class TestSealedPaper:
    def test_a_second_person_compares_the_code_on_the_sealed_letter(self, cast, entry):
        by = second_secretary(cast)
        early = refused(lambda: proxy_letters.compare(entry, code=entry.check_code, expected=1, by=by))
        assert early == "network.proxy.copy_missing"
        proxy_letters.add_sealed_copy(entry, path.pdf(), by=cast.actor(CENTRE_ADMIN))
        assert Task.objects.open().filter(object_id=entry.pk, kind="task.proxy.compare").count() == 2
        wrong = refused(lambda: proxy_letters.compare(entry, code="0000", expected=1, by=by))
        assert wrong == "network.proxy.wrong_code"
        proxy_letters.compare(entry, code=entry.check_code.upper(), expected=1, by=by)
        assert (entry.state, entry.answered_by) == ("sealed", by.user)
        assert admit(under_review(entry, cast), cast).state == "admitted"

    def test_neither_who_entered_nor_who_uploaded_compares(self, cast, entry):
        uploader = second_secretary(cast)
        proxy_letters.add_sealed_copy(entry, path.pdf(), by=uploader)
        tries = {cast.actor(CENTRE_ADMIN): "network.proxy.own_entry", uploader: "network.proxy.own_copy"}
        for by, code in tries.items():
            found = refused(lambda a=by: proxy_letters.compare(entry, code=entry.check_code, expected=1, by=a))
            assert found == code
        director = cast.actor(CENTRE_DIRECTOR)
        assert proxy_letters.compare(entry, code=entry.check_code, expected=1, by=director).state == "sealed"

    def test_another_centre_and_the_hospital_do_not_compare(self, cast, entry):
        proxy_letters.add_sealed_copy(entry, path.pdf(), by=cast.actor(CENTRE_ADMIN))
        for by in (path.cast().actor(CENTRE_DIRECTOR), cast.actor(HOSPITAL_ADMIN)):
            with pytest.raises(Forbidden):
                proxy_letters.compare(entry, code=entry.check_code, expected=1, by=by)
        entry.refresh_from_db()
        assert entry.state == "entered"


class TestPages:
    def test_the_link_leads_to_the_page_and_others_to_one_sentence(self, cast, entry, client):
        secret = proxy_letters.print_letter(entry, expected=1, by=cast.actor(CENTRE_ADMIN))
        address = reverse("proxy_code", args=[secret])
        assert client.get(address).url.startswith(reverse("account_login"))
        client.force_login(cast.people[HOSPITAL_ADMIN])
        assert client.get(address).url == entry.get_absolute_url()
        assert client.get(reverse("proxy_code", args=["AAAA-BBBB-CCCC"])).status_code == 404
        client.force_login(path.cast().people[HOSPITAL_ADMIN])
        assert client.get(address).status_code == 404

    def test_the_printed_letter_carries_the_content_and_voids_the_former(self, cast, entry, client):
        client.force_login(cast.people[CENTRE_ADMIN])
        url = reverse("network:proxy_letter", args=[entry.uid])
        hashes = set()
        for _ in range(2):
            answer = client.post(url, {"version": "1"})
            assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
            hashes.add(ProxyEntry.objects.get(pk=entry.pk).code_hash)
        assert len(hashes) == 2

    def test_marks_stand_where_the_application_is_shown(self, cast, entry, client):
        client.force_login(cast.people[CENTRE_ADMIN])
        mark = str(ShownProxyState.ENTERED.label)
        for url in (entry.get_absolute_url(), entry.application.get_absolute_url(), reverse("network:applications")):
            assert mark in client.get(url).content.decode()
        sheet = client.get(reverse("network:applications") + "?export=csv")
        assert mark in b"".join(sheet.streaming_content).decode()

    def test_the_typed_paper_is_entered_as_a_whole_or_not_at_all(self, cast, client):
        client.force_login(cast.people[CENTRE_ADMIN])
        url = reverse("network:type_from_paper", args=[cast.network.uid, cast.hospital.uid])
        answer = client.post(url, typed(cast) | {"department-beds": "many"})
        assert answer.status_code == 422
        assert not MembershipApplication.objects.exists()
        answer = client.post(url, typed(cast))
        assert answer.url == ProxyEntry.objects.get().get_absolute_url()


def typed(cast) -> dict:
    """Every field of the page as a browser sends it."""
    head = {"campus": cast.campus.pk, "tier": cast.tier.pk, "signed_on": clock.today().isoformat()}
    counts = ("beds", "doctors_senior", "doctors_intermediate", "doctors_junior", "annual_cases")
    research = ("studies_led", "studies_joined", "cases_enrolled", "projects", "papers")
    parts = {
        "head": head | {"scan": path.pdf("scan.pdf")},
        "department": {"name": "神经内科", "key_discipline": "city", "equipment": "MRI"} | dict.fromkeys(counts, "3"),
        "leader": {
            "leader_name": "王医生",
            "leader_title": "主任医师",
            "contact_name": "李医生",
            "contact_phone": "0311-12345678",
            "contact_email": "a@example.org",
        },
        "research": {"data_systems": "HIS"} | dict.fromkeys(research, "1"),
        "role": {"studies": "卒中", "cases_per_year": "10", "primary_units": "2"},
        "commitment": {"charter": "on", "truthful": "on", "lawful": "on"},
    }
    return {f"{part}-{name}": value for part, values in parts.items() for name, value in values.items()}
