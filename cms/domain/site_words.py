"""What the standing pages are called, from the province's files."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from network.province.files import ProvinceError, read_toml

FILE = "site.toml"
PARTS = ("home", "centres", "announcements", "centre_announcements", "collection")


def titles(part: str) -> dict[str, str]:
    """``{"title": Chinese, "title_en": English}`` of one part. Raises ProvinceError when the file lacks it."""
    return _read(Path(settings.PROVINCE_DIR) / FILE)[part]


@lru_cache(maxsize=4)
def _read(path: Path) -> dict[str, dict[str, str]]:
    table = read_toml(path)
    missing = [part for part in PARTS if not table.get(part, {}).get("title_zh")]
    if missing:
        raise ProvinceError(f"{path.name}: title_zh is missing for {', '.join(missing)}.")
    return {part: {"title": table[part]["title_zh"], "title_en": table[part].get("title_en", "")} for part in PARTS}
