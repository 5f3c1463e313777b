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
os.environ.setdefault("LOG_FORMAT", "line")
os.environ.setdefault("SECRET_KEY", SECRET_FILE.read_text().strip())
os.environ["DATABASE_URL"] = f"sqlite:///{VAR / 'demo.sqlite3'}"

from config import environment  # noqa: E402
from config.settings import *  # noqa: E402,F403
from config.settings import INSTALLED_APPS, LOGGING, TEMPLATES  # noqa: E402

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo.apps.DemoConfig"]
TEMPLATES[0]["OPTIONS"]["context_processors"].append("demo.context.story")
# Optional here; SECOND_FACTOR_REQUIRED=1 shows how it is where roles ask for it.
SECOND_FACTOR_REQUIRED = environment.flag("SECOND_FACTOR_REQUIRED")
# The cards of the story let in the next person without signing the last one out.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
# One password for all stands on the sign-in page, the accounts' years are invented, and several visitors may be the
# same person of the story at once.
PASSWORD_MAX_AGE_DAYS = UNUSED_ACCOUNT_DAYS = 0
ONE_SESSION_FOR_PRIVILEGED = False
ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = []
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
# Nothing leaves the machine: e-mails and messages land on the page of the post box.
EMAIL_BACKEND = "demo.post_box.EmailBackend"
MESSAGE_BACKEND = "demo.post_box.take_message"
# The terminal shows what the demonstration says, not each request.
LOGGING["loggers"]["request"] = {"level": "WARNING"}
