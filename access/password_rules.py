"""What a password must be (settings.AUTH_PASSWORD_VALIDATORS); each rule is a sentence that says what to do."""

import unicodedata

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.sign_in_rules import least_length, roles_of

# Shorter pieces of a name occur in good passwords by chance.
LEAST_PIECE = 3


class LongEnough:
    """At least as many characters as the person's roles ask for; ``roles`` may name those about to be held."""

    def validate(self, password: str, user=None) -> None:
        """Raise ValidationError for a password that is too short."""
        least = self._least(user)
        if len(password) < least:
            raise ValidationError(
                ngettext(
                    "This password is too short: use at least %(least)d character.",
                    "This password is too short: use at least %(least)d characters.",
                    least,
                )
                % {"least": least},
                code="password_too_short",
            )

    def _least(self, user) -> int:
        held = getattr(user, "coming_roles", None)
        if held is None:
            held = roles_of(user) if user is not None and user.pk else ()
        return least_length(held)

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("At least %(least)d characters, %(more)d for roles that decide for others.") % {
            "least": settings.PASSWORD_LENGTH,
            "more": settings.PASSWORD_LENGTH_PRIVILEGED,
        }


class ManyClasses:
    """Characters of at least three classes: capital and small letters, digits, other signs (also Chinese ones)."""

    def validate(self, password: str, user=None) -> None:
        """Raise ValidationError for a password of fewer classes."""
        if len({_class_of(character) for character in password}) < settings.PASSWORD_CLASSES:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Mix at least %(classes)d of these: capital letters, small letters, digits, other signs.") % {
            "classes": settings.PASSWORD_CLASSES
        }


def _class_of(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Lu", "Lt"):
        return "capital"
    return {"Ll": "small", "Nd": "digit"}.get(category, "sign")


class NotOneself:
    """Neither the person's name (in pinyin, too), nor user name, number or address, forwards or backwards."""

    def validate(self, password: str, user=None) -> None:
        """Raise ValidationError when one of them stands in the password."""
        if user is None:
            return
        plain = _bare(password)
        if any(piece in plain or piece[::-1] in plain for piece in _pieces(user)):
            raise ValidationError(self.get_help_text(), code="password_names_person")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Leave out your name, user name, mobile number and e-mail address.")


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _pieces(user) -> set[str]:
    """What a password must not contain, without signs and in small letters."""
    name, mobile = user.name or "", (user.mobile or "").removeprefix("+86")
    told = [user.username or "", (user.email or "").partition("@")[0], mobile, mobile[-8:], _pinyin(name)]
    pieces = {piece for piece in map(_bare, told) if len(piece) > LEAST_PIECE}
    return pieces | ({_bare(name)} if len(_bare(name)) > 1 else set())


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name))


class NotUsedBefore:
    """None of the person's last passwords, the present one included."""

    def validate(self, password: str, user=None) -> None:
        """Raise ValidationError for one of the last PASSWORD_HISTORY passwords."""
        if user is None or not user.pk or not settings.PASSWORD_HISTORY:
            return
        former = user.former_passwords.order_by("-set_at", "-pk").values_list("password", flat=True)
        last = [user.password, *former[: settings.PASSWORD_HISTORY - 1]]
        if any(check_password(password, encoded) for encoded in last):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        """The rule in words."""
        return ngettext(
            "Choose one that differs from your last password.",
            "Choose one that differs from your last %(count)d passwords.",
            settings.PASSWORD_HISTORY,
        ) % {"count": settings.PASSWORD_HISTORY}
