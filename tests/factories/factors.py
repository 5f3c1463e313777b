"""Second factors for tests: an authenticator app that shows its codes, a person who has one."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

PERIOD = 30


def code_of(secret: str, *, periods: int = 0) -> str:
    """What an authenticator app shows for a secret now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + periods))


def app_for(user) -> str:
    """Set up an authenticator app for a person; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def codes_for(user) -> list[str]:
    """Ten recovery codes for a person."""
    return RecoveryCodes.activate(user).generate_codes()


def factors(user) -> list[str]:
    """The kinds of factors that a person has."""
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
