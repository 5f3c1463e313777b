"""Settings of benchmarks/public_page.py: a deployment's without Redis and TLS, with a bare view beside the site."""

from config.test import *  # noqa: F403

ROOT_URLCONF = "benchmarks.public_urls"
DEMO = False
PUBLIC_CACHE_BYTES = 64 * 1024 * 1024
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}
WHITENOISE_AUTOREFRESH = False
