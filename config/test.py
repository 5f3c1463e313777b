"""Settings of the test suite: SQLite unless DATABASE_URL names the private PostgreSQL, files in a temporary folder."""

import os
import tempfile
from pathlib import Path

TEMP = Path(os.environ.get("VAR_DIR") or tempfile.mkdtemp(prefix="lianyan-test-"))
os.environ["VAR_DIR"] = str(TEMP)
os.environ.setdefault("LOG_FORMAT", "line")
os.environ.setdefault("SECRET_KEY", "only for the tests of this checkout, never for a deployment")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{TEMP / 'unused.sqlite3'}")

from config.settings import *  # noqa: E402,F403
from config.settings import DATABASES, INSTALLED_APPS, STORAGES, TEMPLATES  # noqa: E402

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo.apps.DemoConfig"]
TEMPLATES[0]["OPTIONS"]["context_processors"].append("demo.context.story")
# Most tests sign in with one step; those of the second factor ask for it themselves.
SECOND_FACTOR_REQUIRED = False
# The cards of the story let in the next person without signing the last one out.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
# Tests move the clock by months within one session, and look at one person's pages in two browsers: the rules about
# time and about several sessions are switched on by the tests that are about them (fixture `strict`).
SESSION_IDLE_MINUTES = SESSION_IDLE_MINUTES_ADMIN = PASSWORD_MAX_AGE_DAYS = UNUSED_ACCOUNT_DAYS = 0
SESSION_LONGEST_HOURS = 0
ONE_SESSION_FOR_PRIVILEGED = False
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Generations are rolled back with each test: a page kept by one would be shown in the next.
PUBLIC_CACHE_BYTES = 0
ACCOUNT_RATE_LIMITS = False
DATABASES["default"].setdefault("TEST", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"]["NAME"] = str(TEMP / os.environ.get("TEST_DB", "test.sqlite3"))
else:
    # The tests' transactions and threads hold plain connections: a pool would outlive the test database.
    DATABASES["default"]["OPTIONS"].pop("pool", None)
