"""`manage.py generate_docs`: writes what the code says about rights and lifecycles into docs/."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from access import diagrams, matrix


def generated() -> dict[str, str]:
    """Path below docs/ → text of each generated document, in the product's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        texts = {f"lifecycles/{table.name}.md": diagrams.document(table) for table in diagrams.drawn()}
        return texts | {"permissions.md": matrix.markdown()}


def outdated(folder: Path) -> list[str]:
    """The documents below ``folder`` that differ from what would be generated, or that nothing generates any more."""
    wanted = generated()
    there = {f"lifecycles/{path.name}": path.read_text(encoding="utf-8") for path in folder.glob("lifecycles/*.md")}
    if (folder / "permissions.md").exists():
        there["permissions.md"] = (folder / "permissions.md").read_text(encoding="utf-8")
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


class Command(BaseCommand):
    """The permission matrix and the diagrams of lifecycles; ``--check`` only tells what is out of date."""

    help = "Write docs/permissions.md and docs/lifecycles/ from the catalogues in the code."
    requires_system_checks = []

    def add_arguments(self, parser):
        """The one option."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a document is out of date")

    def handle(self, *args, check, **options):
        """Write or check."""
        folder = Path(settings.BASE_DIR) / "docs"
        old = outdated(folder)
        if check and old:
            raise CommandError(f"Out of date, run manage.py generate_docs: {', '.join(old)}")
        if not check:
            self._write(folder, old)

    def _write(self, folder: Path, names: list[str]) -> None:
        texts = generated()
        (folder / "lifecycles").mkdir(parents=True, exist_ok=True)
        for name in names:
            if name in texts:
                (folder / name).write_text(texts[name], encoding="utf-8")
            else:
                (folder / name).unlink()
            self.stdout.write(name)
