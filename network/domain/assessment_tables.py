"""Assessment tables: the province's common one from its file, and the versions that people save for their network."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import assessment_permissions as permissions
from network.assessment_scoring import problems
from network.models import AssessmentTable, Network
from network.province.files import ProvinceError, read_toml

OVERTAKEN = text(
    "assessment_table.overtaken",
    _("Version %(version)s was saved meanwhile by %(who)s. Look at it first: nothing of yours was saved."),
)
BEFORE_NEWEST = text(
    "assessment_table.before_newest", _("Version %(version)s holds from %(day)s: choose a later day.")
)
TEXTS = ("dimension_zh", "dimension_en", "title_zh", "title_en")


@verb(permissions.CHANGE_TABLE)
def add_version(
    network: Network,
    *,
    content: dict,
    valid_from: date,
    min_days: int,
    appeal_days: int,
    expected: int,
    by: Actor,
) -> AssessmentTable:
    """Save a new version for a network; versions are never changed afterwards.

    ``expected`` is the network's newest own version when the form was opened, 0 without one. Raises Refused for
    content that does not hold, and when somebody was faster.
    """
    Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    newest = AssessmentTable.objects.filter(network=network).select_related("saved_by").order_by("-version").first()
    if newest and newest.version != expected:
        who = newest.saved_by.name if newest.saved_by else ""
        raise Refused(refusal(OVERTAKEN, version=newest.version, who=who), newest)
    wrong = next(problems(content), None)
    if wrong:
        raise Refused(wrong[2], network)
    if newest and valid_from <= newest.valid_from:
        raise Refused(refusal(BEFORE_NEWEST, version=newest.version, day=newest.valid_from.isoformat()), network)
    table = AssessmentTable.objects.create(
        network=network,
        version=expected + 1 if newest else 1,
        valid_from=valid_from,
        content=content,
        min_days=min_days,
        appeal_days=appeal_days,
        saved_by=by.user,
    )
    facts = {"version": ("", table.version), "valid_from": ("", valid_from)}
    logbook.record(table, by=by, verb="assessment_table.added", changes=facts)
    return table


def sync(path, *, by: Actor) -> list[str]:
    """Add the versions of the common table that the database lacks; those that are there keep their content.

    Returns what was added. Raises ProvinceError naming what does not hold.
    """
    known = set(AssessmentTable.objects.filter(network__isnull=True).values_list("version", flat=True))
    added = []
    for row in read_toml(path).get("tables", ()):
        if row.get("version") in known:
            continue
        table = AssessmentTable.objects.create(**_columns(row, path.name))
        logbook.record(table, by=by, verb="assessment_table.added")
        added.append(f"assessment table {table}")
    return added


def _columns(row: dict, filename: str) -> dict:
    try:
        content = {"indicators": [_plain(item) for item in row["indicators"]]}
        content |= {"grades": row["grades"], "vetoes": row["vetoes"]}
        wrong = next(problems(content), None)
        columns = {name: row[name] for name in ("version", "valid_from", "min_days", "appeal_days")}
    except (KeyError, TypeError) as error:
        raise ProvinceError(f"{filename}: {error} is missing or not known.") from None
    if wrong:
        raise ProvinceError(f"{filename}, place {wrong[0]}: {wrong[2]}")
    return columns | {"content": content}


def _plain(item: dict) -> dict:
    """An indicator of the file as it is stored."""
    return {name: item[name] for name in ("code", *TEXTS, "points")} | item


def newest_version(network: Network) -> int:
    """The number of a network's newest own version, 0 without one."""
    return AssessmentTable.objects.filter(network=network).aggregate(newest=Max("version"))["newest"] or 0
