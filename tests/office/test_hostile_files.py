"""Hundreds of broken, cut and altered files: each is taken or refused in a sentence, and none brings anything down."""

import io
import random

import pytest
from docx import Document
from openpyxl import Workbook

from access.refusals import Refused
from office import files
from tests.factories.papers import PDF, archive, pdf_with, picture, upload

pytestmark = pytest.mark.faults
ROUNDS = 150
# Each PDF is read in a process of its own.
ROUNDS_OF_PDF = 40


def _saved(made) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


SOUND = {
    "pdf": PDF,
    "long-pdf": pdf_with(lambda writer: writer.add_metadata({"/Title": "x" * 500}), count=20),
    "jpeg": picture(60, 40),
    "png": picture(60, 40, kind="PNG", mode="RGBA"),
    "docx": _saved(Document()),
    "xlsx": _saved(Workbook()),
    "zip": archive({"word/document.xml": "<w/>", "a/b/c.xml": "x" * 5000}),
}


def _altered(content: bytes, chance: random.Random) -> bytes:
    """Cut off, with bytes turned over, with a part repeated, or with rubbish in the middle."""
    made = bytearray(content)
    kind = chance.randrange(4)
    place = chance.randrange(len(made))
    if kind == 0:
        del made[place:]
    elif kind == 1:
        for _byte in range(chance.randint(1, 30)):
            made[chance.randrange(len(made))] = chance.randrange(256)
    elif kind == 2:
        made[place:place] = made[place : place + chance.randint(1, 400)]
    else:
        made[place:place] = chance.randbytes(chance.randint(1, 400))
    return bytes(made)


@pytest.mark.parametrize("kind", list(SOUND))
@pytest.mark.filterwarnings("ignore")
def test_altered_files_are_taken_or_refused(kind):
    chance, answers, sentences = random.Random(kind), set(), set()
    for _round in range(ROUNDS_OF_PDF if kind.endswith("pdf") else ROUNDS):
        file = upload(_altered(SOUND[kind], chance), f"{kind}.bin")
        try:
            answers.add(files.accept([file]).content_type)
        except Refused as refused:
            answers.add(refused.reason.code)
            sentences.add(str(refused.reason))

    assert not [sentence for sentence in sentences if "%(" in sentence or sentence in answers]
    assert answers & {"office.file.broken", "office.file.wrong_kind"}
