"""Settings of the processes that are killed: those of the tests, but with the caches, pool and mail of a deployment."""

from config.test import *  # noqa: F403
from config.test import DATABASES, INSTALLED_APPS, TEMP

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.works.FaultsConfig"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = TEMP / "mail"
# Found again sooner than in a deployment, so that the test need not wait.
JOB_HEARTBEAT_SECONDS = 1
JOB_LOST_SECONDS = 15
