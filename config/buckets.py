"""Public files in object storage."""

from urllib.parse import quote

from django.conf import settings
from storages.backends.s3 import S3Storage


class PublicBucket(S3Storage):
    """A bucket whose files have addresses of this site: nothing of a page comes from another machine, and the content
    security policy stays strict. A server in front, or ``config.media``, hands them out.
    """

    def url(self, name, parameters=None, expire=None, http_method=None) -> str:
        """The address of a file below ``MEDIA_URL``."""
        return settings.MEDIA_URL + quote(str(name).lstrip("/"))
