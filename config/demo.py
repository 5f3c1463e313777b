"""Settings of the demonstration on one machine: SQLite, no TLS, sign-in by story cards, only the demo's database."""

import os
import secrets
from pathlib import Path

VAR = Path(os.environ.setdefault("VAR_DIR", str(Path(__file__).resolve().parent.parent / "var")))
VAR.mkdir(parents=True, exist_ok=True)
SECRET_FILE = VAR / "secret_key"
if not SECRET_FILE.exists():
    SECRET_FILE.write_text(secrets.token_urlsafe(48))
    SECRET_FILE.chmod(0o600)
os.environ.setdefault("SECRET_KEY", SECRET_FILE.read_text().strip())
os.environ["DATABASE_URL"] = f"sqlite:///{VAR / 'demo.sqlite3'}"

from config.settings import *  # noqa: E402,F403
from config.settings import INSTALLED_APPS, TEMPLATES  # noqa: E402

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo.apps.DemoConfig"]
TEMPLATES[0]["OPTIONS"]["context_processors"].append("demo.context.story")
# The cards of the story let in the next person without signing the last one out.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = []
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
