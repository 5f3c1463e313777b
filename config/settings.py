"""Settings of a production deployment, read from the environment; demo.py and test.py build on them."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import environment, keys
from config.parts.content import *  # noqa: F403
from config.parts.content import PUBLIC_URL  # noqa: F401
from config.parts.papers import *  # noqa: F403
from config.parts.sign_in import *  # noqa: F403
from config.storages import storage

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))
PROVINCE_DIR = Path(environment.text("PROVINCE_DIR", str(BASE_DIR / "provinces" / "hebei")))

DEBUG = False
DEMO = False
SECRET_KEY = environment.required("SECRET_KEY", "a long random text that signs sessions and links")
ALLOWED_HOSTS = environment.listed("ALLOWED_HOSTS")
# A host that begins with a dot stands for all below it; here that is written with a star.
CSRF_TRUSTED_ORIGINS = [f"https://*{host}" if host.startswith(".") else f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "cms.apps.CmsConfig",
    "studies.apps.StudiesConfig",
    "sites.apps.SitesConfig",
    "network.apps.NetworkConfig",
    "office.apps.OfficeConfig",
    "access.apps.AccessConfig",
    "tools.apps.ToolsConfig",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.observing.Observing",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ContentSecurityPolicy",
    "config.public_cache.PublicCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "access.session_middleware.LiveSessionMiddleware",
    "access.middleware.ActorMiddleware",
    "access.gates.GateMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
                "access.context.workspace",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": dj_database_url.parse(
        environment.required("DATABASE_URL", "where the database is, such as postgres://user:password@host/name")
    )
}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A pool instead of persistent connections: under ASGI these would be one per thread, without bound.
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}
else:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The folder of pg_dump and pg_restore, of the server's version, unless they are on the PATH (backup, restore).
PG_BIN = environment.text("PG_BIN")

# Several processes on several machines: a cache that all share, and hints by which pages move at once. Without Redis
# the database is the cache (rate limits are shared all the same), and pages learn of a change within a second.
REDIS_URL = environment.text("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}
CHANNEL_LAYERS = {}
# Public pages in the memory of each process (config/public_cache.py): how much, and how old one may become.
PUBLIC_CACHE_BYTES = 64 * 1024 * 1024
PUBLIC_CACHE_SECONDS = 60
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_connect_timeout": 1}]},
        }
    }

# Guardian's rows are read behind the door of `access`; its backend and its anonymous user are not wanted.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # Renditions of public pictures; private papers, streamed through the door; tables of the registries. Each is a
    # folder, or a bucket named by S3_BUCKET_PUBLIC, S3_BUCKET_PRIVATE, S3_BUCKET_REGISTRY (config/storages.py).
    "default": storage("public", VAR_DIR / "public", base_url="/media/"),
    "private": storage("private", VAR_DIR / "private"),
    "registry": storage("registry", VAR_DIR / "registry"),
    # Read by the server in front, too, which runs under another account.
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
MEDIA_ROOT = VAR_DIR / "public"
MEDIA_URL = "/media/"
# Public holidays of further years, one file each (docs/calendar.md); a file here wins over the one that is shipped.
CALENDAR_DIR = Path(environment.text("CALENDAR_DIR", str(VAR_DIR / "calendar")))

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Probes come from this machine and speak no TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics/$"]
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "access.views.typing.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The address by which people reach the site; links in mails begin with it.
# Small work after a save (search, references) at once: a saved page is found. Heavy work waits for `run_worker`.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]},
    "jobs": {"BACKEND": "access.job_backend.JobBackend", "QUEUES": ["default"]},
}
# A worker gives a sign of life this often; after so long a silence its jobs and beats go to others.
JOB_HEARTBEAT_SECONDS = 5
JOB_LOST_SECONDS = 30
# How long a worker that is told to stop lets its job go on before it gives it back.
JOB_STOP_SECONDS = 7

# The month of study sites is reported by this working day of the month after it; a place of competitive enrolment is
# reserved for so many hours.
MONTH_REPORT_WORKING_DAY = int(environment.text("MONTH_REPORT_WORKING_DAY", "5"))
ENROLMENT_SLOT_HOURS = int(environment.text("ENROLMENT_SLOT_HOURS", "72"))

# After how many days messages and jobs that are over are removed, nightly and by `manage.py purge_records`; 0: never.
# A check refuses less than 30 days (access/record_retention.py).
DELIVERY_KEEP_DAYS = int(environment.text("DELIVERY_KEEP_DAYS", "180"))
JOB_KEEP_DAYS = int(environment.text("JOB_KEEP_DAYS", "180"))

# How many days the logbook keeps entries of each kind; None: for good. A check refuses less than the law asks
# (access/retention.py). Whoever sets days for study files adds the length of the longest study to the ten years.
LOGBOOK_KEEP_DAYS = {
    "act": None,
    "sign_in": 184,
    "read": 184,
    "export": 184,
    "refusal": 184,
    "provision": 1096,
    "study": None,
}
# Where the daily head goes: a folder that is copied off this machine, and addresses of people who keep their mail.
LOGBOOK_HEAD_DIR = Path(environment.text("LOGBOOK_HEAD_DIR", str(VAR_DIR / "logbook-heads")))
LOGBOOK_HEAD_MAIL = environment.listed("LOGBOOK_HEAD_MAIL")
# Keys that sign removals from the logbook: the first signs, all are believed. Without any, one is made of SECRET_KEY;
# a deployment that changes SECRET_KEY lists the former one's key here (`manage.py purge_logbook --show-key`).
LOGBOOK_KEYS = environment.listed("LOGBOOK_KEYS") or [keys.derived(SECRET_KEY, "logbook checkpoints")]
# The most entries of the logbook that one file takes, by its form.
LOGBOOK_EXPORT_ROWS = {"xlsx": 20_000, "csv": 100_000}

DJANGO_TABLES2_TEMPLATE = "components/table.html"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(environment.text("EMAIL_PORT", "25"))
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
# STARTTLS at the ordinary port, or TLS from the first byte (port 465).
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_USE_SSL = environment.flag("EMAIL_USE_SSL")
# A mail server that hangs must not hold up the worker.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "lianyan@localhost")
# The organisation's gateway for text messages or WeCom, and the secret by which it knows our calls (docs/hooks.md).
MESSAGE_HOOK_URL = environment.text("MESSAGE_HOOK_URL")
MESSAGE_HOOK_SECRET = environment.text("MESSAGE_HOOK_SECRET")
MESSAGE_HOOK_TIMEOUT = 10
# What hands over a message (a function of access.delivery.letters.Letter); none, where no gateway is set up.
MESSAGE_BACKEND = "access.delivery.hook.send" if MESSAGE_HOOK_URL else ""

# One line of JSON for each event, or lines for people (LOG_FORMAT=line).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_secrets": {"()": "config.logs.NoSecrets"}},
    "formatters": {
        "json": {"()": "config.logs.JsonLines"},
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": environment.text("LOG_FORMAT", "json"),
            "filters": ["no_secrets"],
        },
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {name: {"level": "WARNING"} for name in ("django.server", "django_tasks", "httpx", "wagtail")},
}
# Who may read /metrics/: this machine, and whoever shows this token.
METRICS_TOKEN = environment.text("METRICS_TOKEN")
