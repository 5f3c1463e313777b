"""Tables to bring in, for tests: the kinds' own titles, one example row each, and the way through the verbs."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from access import job_runner
from access.actor import Actor
from network.domain import import_runs
from network.imports import KINDS
from network.models import ImportRun
from tests.factories.network import credit_code_of
from tools import clock
from tools.sheets import Column, write_csv, write_xlsx


def upload(kind: str, rows: list[dict], *, name: str = "", form: str = "xlsx") -> SimpleUploadedFile:
    """A file of a kind, with the titles in the active language; ``rows`` map keys to cells."""
    columns = [Column(column.key, str(column.title)) for column in KINDS[kind].columns]
    cells = [[row.get(column.key, "") for column in columns] for row in rows]
    content = write_xlsx("表", columns, cells) if form == "xlsx" else b"".join(write_csv(columns, cells))
    return SimpleUploadedFile(name or f"{kind}.{form}", content)


def hospital_row(number: int, place, /, **cells) -> dict:
    """A hospital that can be registered, another one for each number."""
    return {
        "name_zh": f"新建示范医院{number}号",
        "credit_code": credit_code_of(700_000 + number),
        "division": place.code,
        "level": "三级甲等",
        "institution_type": "综合医院",
    } | cells


def member_row(hospital, tier, /, **cells) -> dict:
    """A member since a year ago, for two more years."""
    today = clock.today()
    return {
        "credit_code": hospital.credit_code,
        "tier": tier.name_zh,
        "valid_from": today - timedelta(days=365),
        "valid_to": today + timedelta(days=700),
        "basis": "2024年合作协议",
    } | cells


def bring(kind: str, rows: list[dict], *, by: Actor, place=None, **options) -> ImportRun:
    """Upload and check a table, as the page and the worker do; fresh from the database."""
    run = import_runs.bring(upload(kind, rows, **options), kind=kind, place=place, by=by)
    job_runner.run_waiting()
    return fresh(run)


def take_in(run: ImportRun, by: Actor):
    """Commit a checked table, as it was seen."""
    return import_runs.carry_out(run, expected=run.version, by=by)


def fresh(run: ImportRun) -> ImportRun:
    """The import as it is stored now."""
    return ImportRun.objects.select_related("network__centre", "hospital", "centre", "created_by").get(pk=run.pk)


def remarks(run: ImportRun) -> set[tuple]:
    """Row, column and short code of each remark."""
    return {(row, column, code.removeprefix("network.import.")) for row, column, code, *_rest in run.report["remarks"]}
