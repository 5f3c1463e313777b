"""Where files lie: folders of this machine, or buckets of an S3-compatible object storage, by the environment."""

from pathlib import Path

from config import environment

FOLDER = "django.core.files.storage.FileSystemStorage"
BUCKET = "storages.backends.s3.S3Storage"
PUBLIC_BUCKET = "config.buckets.PublicBucket"


def storage(name: str, folder: Path, *, base_url: str = "") -> dict:
    """The entry of ``STORAGES`` for ``public``, ``private`` or ``registry``; ``base_url`` for what pages show.

    A bucket named by ``S3_BUCKET_PUBLIC`` and so on makes it object storage; otherwise it is the folder. Raises
    ImproperlyConfigured when a bucket is named and the endpoint or the keys are not.
    """
    bucket = environment.text(f"S3_BUCKET_{name.upper()}")
    if bucket:
        return {"BACKEND": PUBLIC_BUCKET if base_url else BUCKET, "OPTIONS": _bucket(bucket)}
    return {"BACKEND": FOLDER, "OPTIONS": {"location": folder} | ({"base_url": base_url} if base_url else {})}


def _bucket(bucket: str) -> dict:
    """A bucket of private objects, addressed by path, in which nothing is written over."""
    return {
        "bucket_name": bucket,
        "endpoint_url": environment.required(
            "S3_ENDPOINT", "the address of the object storage, such as https://s3.host"
        ),
        "access_key": environment.required("S3_ACCESS_KEY", "the name of the key to the object storage"),
        "secret_key": environment.required("S3_SECRET_KEY", "the secret of the key to the object storage"),
        "region_name": environment.text("S3_REGION", "us-east-1"),
        "addressing_style": "path",
        "signature_version": "s3v4",
        "default_acl": None,
        "file_overwrite": False,
    }
