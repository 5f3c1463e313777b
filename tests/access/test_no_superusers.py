"""There are no superusers, and nothing opens a door that no role opens."""

import pytest
from django.conf import settings
from django.contrib.auth import authenticate, get_backends
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse

from access.backends import DoorBackend
from access.models import User
from access.roles import ROLES
from tests.factories.people import actor, holder, person

pytestmark = pytest.mark.django_db


@pytest.mark.both
def test_the_database_refuses_a_superuser():
    user = person()

    with pytest.raises(IntegrityError, match="no_superusers"), transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    with pytest.raises(IntegrityError, match="no_superusers"), transaction.atomic():
        User.objects.create(username="root", name="root", is_superuser=True)


def test_the_only_backend_is_the_door():
    assert [type(backend) for backend in get_backends()] == [DoorBackend]
    assert "django.contrib.auth.backends.ModelBackend" not in settings.AUTHENTICATION_BACKENDS


def test_a_superuser_in_memory_opens_nothing():
    user = person()
    user.is_superuser = True

    assert not user.has_perm("network.change_hospital")
    assert not user.has_module_perms("network")
    assert user.get_all_permissions() == set()


@pytest.mark.parametrize("role", list(ROLES))
def test_no_role_holds_a_django_permission_without_a_group(role):
    assert holder(role).get_all_permissions() == set()


def test_permissions_about_single_objects_are_not_asked_of_django():
    by = actor("hospital_admin")

    assert not by.user.has_perm("network.change_hospital", object())


def test_the_command_for_superusers_makes_none():
    with pytest.raises(CommandError, match="There are no superusers"):
        call_command("createsuperuser", username="root", name="root", interactive=False, verbosity=0)

    assert not User.objects.filter(username="root").exists()


def test_django_admin_is_not_mounted():
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


def test_signing_in_works_with_user_name_or_address_and_not_with_a_closed_account(rf):
    user = person(username="somebody", email="somebody@example.org")
    user.set_password("松柏-Songbai-47")
    user.save()
    request = rf.post("/accounts/login/")

    assert authenticate(request, username="somebody", password="松柏-Songbai-47") == user
    assert authenticate(request, email="somebody@example.org", password="松柏-Songbai-47") == user
    assert authenticate(request, username="somebody", password="wrong") is None
    user.is_active = False
    user.save()
    assert authenticate(request, username="somebody", password="松柏-Songbai-47") is None


def test_no_two_accounts_share_an_address_whatever_its_case():
    person(email="Somebody@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        person(email="somebody@EXAMPLE.org")
    assert person(email="").pk and person(email="").pk
