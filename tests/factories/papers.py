"""Small files as people upload them: a paper, a photograph, an office file; and documents for the shelf."""

import io
import zipfile
from contextlib import contextmanager
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from office.domain import shelf
from office.enums import StandingKind
from office.models import StandingDocument


def pdf_with(change, *, count: int = 1) -> bytes:
    """A PDF of empty pages that ``change`` has had in hand as a pypdf writer."""
    writer, kept = PdfWriter(), io.BytesIO()
    for _page in range(count):
        writer.add_blank_page(width=72, height=72)
    change(writer)
    writer.write(kept)
    return kept.getvalue()


PDF = pdf_with(lambda writer: None)


def picture(width: int = 8, height: int = 6, *, kind: str = "JPEG", mode: str = "RGB", **options) -> bytes:
    """A picture of one colour, its left half another."""
    made, kept = Image.new(mode, (width, height), "white"), io.BytesIO()
    made.paste("black", (0, 0, width // 2, height))
    made.save(kept, kind, **options)
    return kept.getvalue()


def archive(members: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these members."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return kept.getvalue()


def upload(content: bytes = PDF, name: str = "材料.pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def standing(hospital, *, by, kind: str = StandingKind.LICENCE, number: str = "PDY-1", **facts) -> StandingDocument:
    """A document on a hospital's shelf, put there by the verb."""
    said = {"issuer": "示范卫生健康委员会", "valid_from": date(2020, 1, 1), "valid_to": None} | facts
    return shelf.add(hospital, facts=shelf.Facts(kind=kind, number=number, **said), uploads=[upload()], by=by)


@contextmanager
def without_its_file(paper):
    """The file of a paper is gone for a while; other tests of the module stand on the same one."""
    storage, name = paper.file.storage, paper.file.name
    with paper.file.open("rb") as file:
        said = file.read()
    storage.delete(name)
    yield
    storage.save(name, ContentFile(said))
