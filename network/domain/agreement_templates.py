"""Agreement templates of the province: reference data, in line with ``agreement.toml``."""

from access import logbook
from access.actor import Actor
from network.models import AgreementTemplate
from network.province.files import ProvinceError, read_toml


def sync(path, *, by: Actor) -> list[str]:
    """Add the versions of the file that the database lacks; a version that was used keeps its text.

    Where people have published a version meanwhile, theirs stand and the file's is refused. Returns what was added or
    refused. Raises ProvinceError naming the key that is missing.
    """
    added = []
    for row in read_toml(path)["templates"]:
        added += _add(row, path.name, by)
    return added


def _add(row: dict, filename: str, by: Actor) -> list[str]:
    try:
        written = (
            AgreementTemplate.objects.filter(code=row["code"], proposal__isnull=False).order_by("-version").first()
        )
        there = AgreementTemplate.objects.filter(code=row["code"], version=row["version"]).first()
        if written and (there is None or there.proposal_id):
            return [f"refused: {row['code']} v{row['version']}: people wrote v{written.version} meanwhile"]
        body = {"facts": row["facts"], "clauses": row["clauses"]}
        template, created = AgreementTemplate.objects.get_or_create(
            code=row["code"],
            version=row["version"],
            defaults={
                "title": row["title"],
                "body": body,
                "valid_from": row["valid_from"],
                "valid_to": row.get("valid_to"),
            },
        )
    except KeyError as error:
        raise ProvinceError(f"{filename}: the key {error.args[0]} is missing.") from None
    if not created:
        return []
    logbook.record(template, by=by, verb="agreement_template.added")
    return [str(template)]
