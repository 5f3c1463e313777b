"""The pages of the annual confirmation: the hospital's way, last year's answers, typing kept, and the year's list."""

import pytest
from django.urls import reverse

from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import annual_confirmations as verbs
from network.models import AnnualConfirmation, MembershipConfirmation
from office.models import Receipt
from tests.factories import membership as path
from tests.factories import seasons
from tools import clock

pytestmark = pytest.mark.django_db


def stage() -> path.Cast:
    """A hospital that has been in two networks since 2024, of which the first asks questions."""
    return seasons.in_two_networks()


@pytest.fixture
def cast(built):
    """They on a morning in 2026."""
    with clock.at(seasons.MORNING):
        yield built


def coordinator(cast):
    return cast.actor(HOSPITAL_COORDINATOR)


def opened(cast) -> AnnualConfirmation:
    return verbs.open_for(cast.hospital, by=coordinator(cast))


class TestPages:
    def test_the_way_in_the_browser(self, cast, client):
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        seasons.fill_profile(cast.hospital)
        assert client.get(reverse("network:start_confirmation")).status_code == 200
        page = client.post(reverse("network:start_confirmation"), follow=True)
        found = page.context["confirmation"]
        assert client.get(reverse("network:start_confirmation")).url == found.get_absolute_url()
        step = reverse("network:confirmation_step", args=[found.uid])
        version = cast.hospital.profile.version
        client.post(step, {"action": "confirm_profile", "version": version, "token": "p"})
        questions = reverse("network:confirmation_answers", args=[found.uid, cast.network.uid])
        assert client.post(questions, {"q-cases": "", "version": "0"}).status_code == 422
        saved = client.post(questions, {"q-cases": "7", "version": "0"})
        assert saved.url == found.get_absolute_url()
        client.post(step, {"action": "hand_in", "version": "1", "token": "h"})
        client.force_login(cast.people[HOSPITAL_ADMIN])
        queue = client.get(reverse("network:signoff", args=[seasons.waiting(found).uid]))
        assert "入组病例" in queue.content.decode()
        row = seasons.waiting(found)
        sent = {"action": "sign", "version": row.version, "token": "s"}
        client.post(reverse("network:signoff", args=[row.uid]), sent)
        found.refresh_from_db()
        assert found.state == "confirmed"
        receipt = Receipt.objects.of(found).get()
        assert client.get(receipt.get_absolute_url()).status_code == 200

    def test_last_years_answers_are_filled_in_and_marked(self, cast, client):
        seasons.confirmed(cast.hospital, by=coordinator(cast), signed_by=cast.actor(HOSPITAL_ADMIN))
        with clock.at("2027-02-10 09:00"):
            found = opened(cast)
            client.force_login(cast.people[HOSPITAL_COORDINATOR])
            page = client.get(reverse("network:confirmation_answers", args=[found.uid, cast.network.uid]))

        field = page.context["form"]["cases"]
        assert (field.initial, "2026" in field.help_text) == (12, True)

    def test_typing_is_kept_and_found_again(self, cast, client):
        found = opened(cast)
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        args = [found.uid, cast.network.uid]
        url = reverse("network:autosave_confirmation_answers", args=args)
        kept = client.post(url, {"q-cases": "5", "draft_version": "0"})
        page = client.get(reverse("network:confirmation_answers", args=args))

        assert kept.json()["version"] == 1
        assert page.context["form"]["cases"].initial == "5"

    @pytest.mark.parametrize("posted", [{}, {"version": "x"}, {"version": "9" * 12}, {"q-cases": "\0"}])
    def test_a_damaged_form_is_no_error_and_changes_nothing(self, cast, client, posted):
        found = opened(cast)
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        for url in (
            reverse("network:confirmation_step", args=[found.uid]),
            reverse("network:confirmation_answers", args=[found.uid, cast.network.uid]),
        ):
            answer = client.post(url, {"action": "hand_in", "q-cases": "1"} | posted)
            assert answer.status_code in (200, 302, 409, 422)
        found.refresh_from_db()
        assert (found.state, found.answered.count()) == ("draft", 0)

    def test_a_foreign_network_in_the_address_is_not_found(self, cast, client):
        found = opened(cast)
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        args = [found.uid, path.cast().network.uid]

        assert client.get(reverse("network:confirmation_answers", args=args)).status_code == 404


class TestList:
    def test_the_standing_of_each_member_and_its_filter(self, cast, client):
        other = path.cast()
        with clock.at("2025-05-06 10:00"):
            late = path.joined(other)
        seasons.confirmed(cast.hospital, by=coordinator(cast), signed_by=cast.actor(HOSPITAL_ADMIN))
        client.force_login(other.people[CENTRE_ADMIN])
        shown = {}
        for day in ("2026-03-31", "2026-04-01", "2026-05-31"):
            with clock.at(f"{day} 09:00"):
                rows = client.get(reverse("network:confirmations")).context["table"].rows
                shown[day] = [(row.record.pk, row.record.standing) for row in rows]

        assert shown == {
            "2026-03-31": [(late.pk, "due")],
            "2026-04-01": [(late.pk, "grace")],
            "2026-05-31": [(late.pk, "lapsed")],
        }
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        for standing, count in (("confirmed", 2), ("due", 0)):
            page = client.get(reverse("network:confirmations"), {"standing": standing})
            assert len(page.context["table"].rows) == count

    @pytest.mark.parametrize("year", ["", "2026", "2019", "x", "٢٠٢٦", "99999999999"])
    def test_any_year_in_the_address_is_answered(self, cast, client, year):
        client.force_login(cast.people[HOSPITAL_COORDINATOR])

        assert client.get(reverse("network:confirmations"), {"year": year}).status_code == 200

    def test_a_centre_reads_the_answers_to_its_own_network_only(self, cast, client):
        seasons.confirmed(cast.hospital, by=coordinator(cast), signed_by=cast.actor(HOSPITAL_ADMIN))
        client.force_login(cast.people[CENTRE_ADMIN])
        own, foreign = (MembershipConfirmation.objects.get(network=n) for n in (cast.network, cast.second))

        page = client.get(own.get_absolute_url())
        assert "12" in page.content.decode()
        assert client.get(foreign.get_absolute_url()).status_code == 404
