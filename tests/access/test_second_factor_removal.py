"""An administrator takes away the lost second factor of a person of the own organisation, and of nobody else."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from access.actor import Actor
from access.domain import second_factor as verbs
from access.models import LogEntry, Notification, RoleAssignment
from access.refusals import Refused
from access.roles import AUDITOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, INVESTIGATOR, SECURITY_ADMIN
from tests.factories import network as make
from tests.factories.factors import app_for, codes_for, factors
from tests.factories.people import give, holder, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def colleague(hospital):
    """A person of the hospital with an app."""
    user = holder(INVESTIGATOR, hospital)
    app_for(user)
    codes_for(user)
    return user


def remove(user, by):
    assignment = RoleAssignment.objects.get(user=user)
    return verbs.remove(assignment, reason="手机丢失", by=Actor.of(by))


def test_everything_is_removed_logged_and_told(hospital, colleague, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        remove(colleague, holder(HOSPITAL_ADMIN, hospital))

    assert factors(colleague) == []
    assert LogEntry.objects.filter(object_id=colleague.pk, verb="second_factor.removed").count() == 1
    assert LogEntry.objects.get(verb="second_factor.removed").reason == "手机丢失"
    assert Notification.objects.get(user=colleague).code == verbs.REMOVED


def test_oneself_and_who_has_none_are_refused(hospital, colleague):
    administrator = holder(HOSPITAL_ADMIN, hospital)
    app_for(administrator)
    bare = holder(INVESTIGATOR, hospital)

    for user, code in ((administrator, verbs.NOT_ONES_OWN), (bare, verbs.NONE_THERE)):
        with pytest.raises(Refused) as refused:
            remove(user, administrator)
        assert refused.value.reason.code == code
    assert factors(administrator) == ["totp"]


def test_who_holds_a_role_elsewhere_keeps_the_factor(hospital, colleague):
    assignment = RoleAssignment.objects.get(user=colleague)
    give(colleague, DEPARTMENT_OFFICER)

    with pytest.raises(Refused):
        verbs.remove(assignment, reason="x", by=Actor.of(holder(HOSPITAL_ADMIN, hospital)))
    assert factors(colleague) == ["recovery_codes", "totp"]
    verbs.remove(assignment, reason="x", by=Actor.of(holder(SECURITY_ADMIN)))
    assert factors(colleague) == []


def test_the_separated_administrators_do_not_remove_one_anothers():
    auditor = holder(AUDITOR)
    app_for(auditor)

    with pytest.raises(Refused):
        remove(auditor, holder(SECURITY_ADMIN))
    assert factors(auditor) == ["totp"]


def test_the_operators_remove_it_by_a_command(in_english):
    auditor = holder(AUDITOR)
    app_for(auditor)

    call_command("remove_second_factor", auditor.username, reason="手机丢失", verbosity=0)

    assert factors(auditor) == []
    assert LogEntry.objects.get(verb="second_factor.removed").actor_label == "remove_second_factor"
    for name, told in ((auditor.username, "no second factor"), ("nobody", "Nobody called nobody")):
        with pytest.raises(CommandError, match=told):
            call_command("remove_second_factor", name, reason="x", verbosity=0)


def test_over_the_web_with_the_four_relations(client, hospital, colleague):
    assignment = RoleAssignment.objects.get(user=colleague)
    url = reverse("access:remove_second_factor", args=[assignment.uid])
    for user, status in (
        (person(), 403),
        (holder(HOSPITAL_ADMIN, make.hospital()), 404),
        (holder(INVESTIGATOR, hospital), 403),
    ):
        client.force_login(user)
        assert client.post(url, {"reason": "x"}).status_code == status
    administrator = holder(HOSPITAL_ADMIN, hospital)
    client.force_login(administrator)
    assert client.post(url, {"reason": ""}).status_code == 302
    assert factors(colleague) == ["recovery_codes", "totp"]
    assert (
        reverse("access:remove_second_factor", args=[assignment.uid])
        in client.get(assignment.get_absolute_url()).content.decode()
    )
    client.post(url, {"reason": "手机丢失"})
    assert factors(colleague) == []
