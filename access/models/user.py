"""A person who signs in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.enums import Privacy
from access.queries.users import UserQuerySet
from tools import clock


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Finds users by what they type at sign-in."""

    def get_by_natural_key(self, username: str):
        """By user name, whatever its case, as Django's commands expect."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person. There are no superusers: a check constraint keeps the flag, which libraries read, false.

    ``failures`` counts the wrong passwords since the last right one; ``locked_until`` follows from it (settings
    SIGN_IN_FAILURES, SIGN_IN_LOCK_MINUTES). ``last_used_at`` is kept to the day: an account unused for
    UNUSED_ACCOUNT_DAYS lets nobody in until an administrator opens it again.
    """

    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name of the person"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    mobile = models.CharField(_("mobile number"), max_length=20, blank=True)
    title = models.CharField(_("post"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("account open"), default=True)
    failures = models.PositiveSmallIntegerField(_("wrong passwords"), default=0)
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last use"), default=clock.now)
    password_changed_at = models.DateTimeField(_("password changed at"), default=clock.now)
    must_change_password = models.BooleanField(_("password must be changed"), default=False)
    # Whether the password is as long as privileged roles ask: whoever gets such a role later sets a longer one.
    has_long_password = models.BooleanField(default=True)
    # When what was known of the person was deleted at the own wish; the row stays behind what was done.
    erased_at = models.DateTimeField(null=True, editable=False)
    is_superuser = models.BooleanField(default=False)
    joined_at = models.DateTimeField(_("joined on"), default=clock.now)
    groups = models.ManyToManyField(
        Group, through="access.GroupMembership", related_name="user_set", related_query_name="user", blank=True
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    # How the logbook keeps what is recorded about an account.
    privacy = {
        "email": Privacy.CHANGED,
        "mobile": Privacy.CHANGED,
        "password": Privacy.CHANGED,
    }

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="no_superusers"),
            models.UniqueConstraint(
                models.functions.Lower("email"), condition=~Q(email=""), name="one_user_per_email_address"
            ),
            models.UniqueConstraint(models.functions.Lower("username"), name="one_user_per_name_whatever_its_case"),
            models.UniqueConstraint(fields=["mobile"], condition=~Q(mobile=""), name="one_user_per_mobile_number"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, for Wagtail and allauth."""
        return self.name

    def get_short_name(self) -> str:
        """The name, for Wagtail and allauth."""
        return self.name

    def has_perm(self, perm: str, obj=None) -> bool:
        """Whether a Django permission (Wagtail's) is held through today's groups; see access.backends."""
        from django.contrib.auth.models import _user_has_perm

        return self.is_active and _user_has_perm(self, perm, obj)

    def has_perms(self, perms, obj=None) -> bool:
        """Whether all the permissions are held."""
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether any permission of an app is held."""
        from django.contrib.auth.models import _user_has_module_perms

        return self.is_active and _user_has_module_perms(self, app_label)

    def get_all_permissions(self, obj=None) -> set[str]:
        """All Django permissions held through today's groups."""
        from django.contrib.auth.models import _user_get_permissions

        return _user_get_permissions(self, obj, "all")


class GroupMembership(models.Model):
    """Who is in which Django group today: a database view over valid role assignments, never written."""

    id = models.CharField(primary_key=True, max_length=60)
    user = models.ForeignKey(User, models.DO_NOTHING)
    group = models.ForeignKey(Group, models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = "access_groupmembership"

    def __str__(self) -> str:
        return self.id


class RoleGroup(models.Model):
    """The Django group that stands for one role at one scope, for Wagtail's page and collection rights."""

    group = models.OneToOneField(Group, models.PROTECT, primary_key=True)
    role = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=20)
    scope_id = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "scope_kind", "scope_id"], name="one_group_per_role_and_scope")
        ]

    def __str__(self) -> str:
        return self.group.name
