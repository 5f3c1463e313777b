"""The province that this deployment serves, read from its folder of files (settings.PROVINCE_DIR).

``province()`` is the whole of it, read once per process. A file that does not hold raises ProvinceError naming file,
row and column, or file and key.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from network.province.files import ProvinceError
from network.province.loading import load
from network.province.records import Body, Counts, FieldRow, Province, RegionRow, RuleRow, Text, TierRow

__all__ = [
    "Body",
    "Counts",
    "FieldRow",
    "Province",
    "ProvinceError",
    "RegionRow",
    "RuleRow",
    "Text",
    "TierRow",
    "province",
]

_cached_load = lru_cache(maxsize=4)(load)


def province() -> Province:
    """The province of the settings' folder. Raises ProvinceError when a file is missing or wrong."""
    return _cached_load(Path(settings.PROVINCE_DIR))
