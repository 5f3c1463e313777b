"""The privacy notice of the province: reference data, in line with ``privacy.toml``."""

from access.actor import Actor
from access.domain import privacy
from network.province.files import ProvinceError, read_toml

# The reader's language, and how the file marks it.
LANGUAGES = {"zh-hans": "zh", "en": "en"}


def sync(path, *, by: Actor) -> list[str]:
    """Publish the versions of the file that the database lacks; returns their names.

    Raises ProvinceError for a missing key, and for a published version that now reads differently.
    """
    published = []
    for row in read_toml(path)["notices"]:
        try:
            body = {code: [_section(one, mark) for one in row["sections"]] for code, mark in LANGUAGES.items()}
            notice = privacy.publish(None, version=row["version"], effective_on=row["effective_on"], body=body, by=by)
        except KeyError as error:
            raise ProvinceError(f"{path.name}: the key {error.args[0]} is missing.") from None
        except privacy.VersionChanged as error:
            raise ProvinceError(f"{path.name}: {error}") from None
        published += [str(notice)] if notice else []
    return published


def _section(row: dict, mark: str) -> dict:
    """One section in one language."""
    paragraphs = [line for line in row[f"text_{mark}"].strip().splitlines() if line]
    columns = (f"what_{mark}", f"for_{mark}", f"kept_{mark}")
    rows = [[line[column] for column in columns] for line in row.get("rows", [])]
    return {"title": row[f"title_{mark}"], "paragraphs": paragraphs, "rows": rows}
