"""Settings of signing in: who may, with what, for how long; the second factor."""

from django.urls import reverse_lazy

from config import environment

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["access.backends.DoorBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "access.password_rules.LongEnough"},
    {"NAME": "access.password_rules.ManyClasses"},
    {"NAME": "access.password_rules.NotOneself"},
    {"NAME": "access.password_rules.NotUsedBefore"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# The rules of signing in (access/sign_in_rules.py says where they come from); 0 switches a rule off. What is longer,
# sooner or only one holds for roles that the catalogue marks `privileged`, the shorter idle time for `administers`.
PASSWORD_LENGTH = 8
PASSWORD_LENGTH_PRIVILEGED = 12
PASSWORD_CLASSES = 3
PASSWORD_HISTORY = 5
PASSWORD_MAX_AGE_DAYS = 90
SIGN_IN_FAILURES = 5
SIGN_IN_LOCK_MINUTES = 30
ONE_SESSION_FOR_PRIVILEGED = True
SESSION_IDLE_MINUTES = 30
SESSION_IDLE_MINUTES_ADMIN = 15
UNUSED_ACCOUNT_DAYS = 90
# A code that an administrator hands over, and the link in a mail.
RESET_CODE_MINUTES = 30
PASSWORD_RESET_TIMEOUT = 3600
# However much it is used, a session ends so many hours after the sign-in (access/session_middleware.py); 0: never.
SESSION_LONGEST_HOURS = 12
# The cookie is gone with the browser, whichever way somebody came in. Where a browser keeps it all the same, the
# server keeps what belongs to it for so many seconds after the last change, which is no limit of its own.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
# How long the list of a person's sessions is kept (device, address, times); the logbook has its own time.
SESSION_KEPT_DAYS = 30
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("workspace:inbox")
ACCOUNT_ADAPTER = "access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_FORMS = {
    "login": "access.forms.passwords.SignInForm",
    "change_password": "access.forms.passwords.ChangePasswordForm",
    "reset_password_from_key": "access.forms.passwords.ResetPasswordForm",
}
# Locking one account is our own rule, for passwords and codes alike (SIGN_IN_FAILURES). `login` and `password_failed`
# hold back one network address that tries many accounts (spraying); people of one hospital often share an address.
# `login_failed` is what allauth counts of second factors, for each person by itself: a right one empties that person's
# count and must not empty the address's (access.adapters counts passwords apart for this reason).
# `hospital_registration` are forms of people without an account, each with a file.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "password_failed": "20/10m/ip",
    "login_failed": "10/5m/key",
    "hospital_registration": "12/h/ip",
}
# How many proxies of one's own stand in front and name the client in X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.text("TRUSTED_PROXY_COUNT", "0"))
# Whoever types a stranger's address does not make us write to the stranger.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False

# The second factor: who holds a role marked `privileged` sets one up before anything else (off for demonstrations).
SECOND_FACTOR_REQUIRED = environment.flag("SECOND_FACTOR_REQUIRED", True)
# What browsers and authenticator apps call this site, and the domain that passkeys are made for; passkeys made for one
# domain do not work on another, so it is named once the site may move. Empty: the domain of the request.
RELYING_PARTY_NAME = environment.text("RELYING_PARTY_NAME", "联研 Lianyan")
RELYING_PARTY_ID = environment.text("RELYING_PARTY_ID")
MFA_ADAPTER = "access.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "access.forms.second_factor.AuthenticateForm",
    "reauthenticate": "access.forms.second_factor.ReauthenticateForm",
    "activate_totp": "access.forms.second_factor.ActivateForm",
    "login_webauthn": "access.forms.second_factor.LoginKeyForm",
    "authenticate_webauthn": "access.forms.second_factor.AuthenticateKeyForm",
    "reauthenticate_webauthn": "access.forms.second_factor.ReauthenticateKeyForm",
    "add_webauthn": "access.forms.second_factor.AddKeyForm",
    "edit_webauthn": "access.forms.second_factor.RenameKeyForm",
}
MFA_TOTP_ISSUER = RELYING_PARTY_NAME
# Clocks that differ by up to half a minute; a code still counts once (access.forms.second_factor.Counted).
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
# Addresses come with the invitation; nothing here is proved by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SECRET_KEY_FALLBACKS = environment.listed("SECRET_KEY_FALLBACKS")
