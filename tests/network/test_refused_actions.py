"""What cannot be done now is shown with its reason: sealed copies, the comparison of codes, the end of a membership."""

import pytest
from django.urls import reverse

from access import roles
from tests.factories import membership as path
from tests.factories.people import give
from tests.network.agreement_steps import seal
from tests.network.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def read(client, cast):
    """The page of a thing for the person with a role."""
    client.cookies["django_language"] = "en"

    def read(thing, role):
        client.force_login(cast.people[role])
        return text(client.get(thing.get_absolute_url()))

    return read


def off(page: str, title: str) -> str:
    """The reason beside a disabled button; empty when there is none."""
    _before, found, after = page.partition(f"</svg>{title}</button>")
    return after.partition('class="why__text"')[2].partition(">")[2].partition("</p>")[0] if found else ""


def test_uploading_says_whose_turn_it_is(cast, read):
    agreement = path.admitted(cast)
    own, other = "Upload the hospital&#x27;s sealed copy", "Upload the centre&#x27;s sealed copy"

    page = read(agreement, roles.HOSPITAL_COORDINATOR)
    assert 'name="file"' in page
    assert not off(page, own)
    page = read(agreement, roles.CENTRE_ADMIN)
    assert 'name="file"' not in page
    assert "to be sealed by the hospital" in off(page, other)

    seal(agreement, cast, "hospital")
    page = read(agreement, roles.HOSPITAL_COORDINATOR)
    assert 'name="file"' not in page
    assert "this copy cannot be changed now" in off(page, own)


def test_who_may_not_compare_is_told_why_and_sees_no_form(cast, read):
    agreement = path.admitted(cast)
    both = cast.people[roles.HOSPITAL_COORDINATOR]
    give(both, roles.CENTRE_DIRECTOR, cast.network.centre)
    seal(agreement, cast, "hospital")
    title = "Confirm the code on the hospital&#x27;s copy"

    page = read(agreement, roles.HOSPITAL_COORDINATOR)
    assert 'name="code"' not in page
    assert "a second person compares the code" in off(page, title)

    page = read(agreement, roles.CENTRE_DIRECTOR)
    assert 'name="code"' in page
    assert not off(page, title)


def test_a_code_typed_by_the_wrong_person_changes_nothing_and_says_why(cast, client):
    agreement = path.admitted(cast)
    both = cast.people[roles.HOSPITAL_COORDINATOR]
    give(both, roles.CENTRE_DIRECTOR, cast.network.centre)
    seal(agreement, cast, "hospital")
    client.force_login(both)
    client.cookies["django_language"] = "en"

    facts = {"code": agreement.check_code, "version": agreement.version}
    answer = client.post(reverse("network:confirm_agreement", args=[agreement.uid]), facts)

    assert answer.status_code == 422
    assert "a second person compares the code" in text(answer)
    agreement.refresh_from_db()
    assert agreement.state == "hospital_sealed"


def test_nothing_is_offered_for_an_agreement_that_is_over(cast, read):
    agreement = path.joined(cast).agreement

    for role in cast.people:
        page = read(agreement, role)
        assert "Why can" not in page
        assert "sealed copy</button>" not in page


def test_ending_a_membership_elsewhere_is_shown_with_the_reason(cast, read, client):
    own, foreign = path.joined(cast), path.joined(path.cast())

    assert reverse("network:end_membership", args=[own.uid]) in read(own, roles.CENTRE_DIRECTOR)
    page = read(foreign, roles.CENTRE_DIRECTOR)
    assert reverse("network:end_membership", args=[foreign.uid]) not in page
    assert "somebody else&#x27;s scope" in off(page, "End the membership")
    assert "End the membership" not in read(own, roles.HOSPITAL_ADMIN)
