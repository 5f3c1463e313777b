"""`manage.py restore ARCHIVE`: puts a backup back into an empty database and empty storages, and compares."""

import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.backups import archive, database, files


class Command(BaseCommand):
    """Nothing is touched before the whole archive has been read and found sound."""

    help = "Restore a backup into an empty database and empty storages, and compare what is there with its manifest."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="archive", type=Path)

    def handle(self, *, path: Path, **options):
        if not path.is_file():
            raise CommandError(f"{path} is not there.")
        try:
            manifest = self._restore(path)
        except (archive.Broken, database.CannotRun, FileExistsError) as error:
            raise CommandError(str(error)) from None
        rows = sum(manifest["rows"].values())
        tables, number = len(manifest["rows"]), manifest["files"]
        self.stdout.write(f"Restored and compared: {tables} tables, {rows} rows, {number} files")

    def _restore(self, path: Path) -> dict:
        manifest = archive.checked(path)
        self._require_empty()
        for name, source, size in archive.members(path):
            if name == database.FILE:
                self._load(source)
            elif name != archive.MANIFEST:
                files.put_back(name, source, size)
        self._compare(manifest)
        return manifest

    def _require_empty(self) -> None:
        if not database.is_empty():
            raise CommandError("The database holds tables: name an empty one in DATABASE_URL. Nothing was changed.")
        for label, storage in files.kept_storages().items():
            if next(files.names_in(storage), None):
                raise CommandError(f"The storage “{label}” holds files: use an empty one. Nothing was changed.")

    def _load(self, source) -> None:
        with tempfile.NamedTemporaryFile(prefix="lianyan-restore-") as dump:
            while data := source.read(archive.CHUNK):
                dump.write(data)
            dump.flush()
            database.load(Path(dump.name))

    def _compare(self, manifest: dict) -> None:
        found = database.counts()
        for table, rows in manifest["rows"].items():
            if found.get(table) != rows:
                raise CommandError(f"Table {table} has {found.get(table)} rows; the backup counted {rows}.")
