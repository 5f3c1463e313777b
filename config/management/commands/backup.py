"""`manage.py backup FOLDER`: the database and all files in one archive."""

import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from access import traces
from access.actor import Actor
from access.enums import Origin
from config.backups import archive, database, files
from tools import clock


class Command(BaseCommand):
    """The database first, then the files: a file is there before the row that names it, so none can be missing."""

    help = "Write the database and all files into one archive in a folder; prints the archive's path."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options):
        folder.mkdir(parents=True, exist_ok=True)
        moment = clock.local(clock.now())
        target = folder / f"lianyan-{moment:%Y%m%d-%H%M%S}.tar"
        with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as building:
            unfinished = Path(building) / target.name
            try:
                number = self._write(unfinished, Path(building) / database.FILE, moment.isoformat())
            except database.CannotRun as error:
                raise CommandError(str(error)) from None
            unfinished.rename(target)
        traces.backed_up(Actor.as_system("backup", origin=Origin.COMMAND), target.name)
        self.stdout.write(f"{target}: the database and {number} files, {target.stat().st_size} bytes")

    def _write(self, target: Path, dump: Path, moment: str) -> int:
        """Write the archive; returns the number of files."""
        rows = database.dump(dump)
        writer = archive.Writer(target)
        with dump.open("rb") as source:
            writer.add(database.FILE, source, dump.stat().st_size)
        dump.unlink()
        for label, storage in files.kept_storages().items():
            for name in files.names_in(storage):
                with storage.open(name, "rb") as source:
                    writer.add(files.member_name(label, name), source, storage.size(name))
        number = len(writer.members) - 1
        writer.close({"made_at": moment, "rows": rows, "files": number})
        return number
