"""Who needs a second factor, who has one, and how allauth keeps and names it here.

The roles that need one are those that the catalogue marks ``privileged`` (GB/T 22239-2019, level 3: two techniques of
which one uses cryptography; OWASP ASVS 5.0, authentication).
"""

import time

from allauth.account import app_settings as account
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.gates import Gate
from access.roles import ROLES
from access.texts import text
from tools import sealing
from tools.codes.qr import qr_svg

REQUIRED = text(
    "access.second_factor.required",
    _("Your role asks for a second factor at sign-in: set one up, then go on."),
)


def is_required(actor) -> bool:
    """Whether one of the person's roles of today asks for a second factor, and this deployment does, too."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    return any(a.role in ROLES and ROLES[a.role].privileged for a in actor.assignments)


def has_factor(user) -> bool:
    """Whether the person has set up an authenticator app or a passkey; recovery codes alone are none."""
    return factors_of(user).exists()


def factors_of(user):
    """The person's authenticator apps and passkeys, without the recovery codes."""
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)


def has_just_signed_in(request) -> bool:
    """Whether the person proved who it is within the time for which the library believes a repeated proof."""
    proofs = get_authentication_records(request, request.user)
    return bool(proofs) and time.time() - proofs[-1]["at"] < account.REAUTHENTICATION_TIMEOUT


def page() -> str:
    """The address of the page with a person's own factors."""
    return reverse("mfa_index")


def is_missing(actor) -> bool:
    """Whether the person has to set up a factor before anything else."""
    return is_required(actor) and not has_factor(actor.user)


GATE = Gate(
    code="second_factor",
    order=30,
    closed=is_missing,
    page="mfa_index",
    sentence=REQUIRED,
    open_names=frozenset(
        {
            "account_reauthenticate",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
        }
    ),
)


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's second factor with sealed secrets, our QR code, and the relying party named by the settings."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of an authenticator app or the seed of recovery codes."""
        return sealing.seal(text, _keys())

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again. Raises tools.sealing.Unsealable."""
        return sealing.unseal(encrypted_text, _keys())

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an element that stands in a page under the strict content security policy."""
        return qr_svg(url, str(_("QR code for the authenticator app")))

    def get_totp_label(self, user) -> str:
        """What the authenticator app shows: the user name, which is no address."""
        return user.username

    def generate_authenticator_name(self, user, type) -> str:
        """What a new passkey is called until its owner calls it otherwise."""
        return gettext("Passkey %(number)s") % {"number": factors_of(user).filter(type=type).count() + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that the browser shows, and the domain for which passkeys are valid (the site's own by default)."""
        host = context.request.get_host().partition(":")[0]
        return {"id": settings.RELYING_PARTY_ID or host, "name": settings.RELYING_PARTY_NAME}

    def get_public_key_credential_user_entity(self, user) -> dict:
        """The person as the browser lists passkeys."""
        return super().get_public_key_credential_user_entity(user) | {
            "display_name": user.name,
            "name": user.username,
        }


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
