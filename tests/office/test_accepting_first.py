"""What is uploaded is read and stored before the verb's transaction begins: a slow file holds up nobody who writes."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from access.roles import HOSPITAL_COORDINATOR
from network.domain import application_papers
from network.sections import ON_SHELF
from office.domain import shelf
from office.domain.attachments import attach
from office.models import Attachment
from tests.factories import membership as path
from tests.factories.papers import pdf_with, picture

FACTS = shelf.Facts(kind=ON_SHELF[0], number="PDY-1", issuer="示范卫生健康委员会", valid_from=date(2020, 1, 1))


class Watched(SimpleUploadedFile):
    """An upload that notes at each reading whether a transaction is open."""

    readings: list[bool] = []

    def read(self, *size):
        """As every file."""
        self.readings.append(connection.in_atomic_block)
        return super().read(*size)

    def chunks(self, chunk_size=None):
        """As every file."""
        self.readings.append(connection.in_atomic_block)
        return super().chunks(chunk_size)


def _papers():
    """A PDF that no other test knows, and a photograph."""
    content = pdf_with(lambda writer: writer.add_metadata({"/Title": __name__}))
    return Watched("材料.pdf", content), Watched("照片.jpg", picture())


@pytest.mark.django_db(transaction=True)
def test_files_are_read_and_stored_before_the_verb_begins():
    cast = path.cast()
    application = path.started(cast)
    by = cast.actor(HOSPITAL_COORDINATOR)
    paper, photo = _papers()
    Watched.readings.clear()

    attach(application, paper, kind="other", by=by)
    document = shelf.add(cast.hospital, facts=FACTS, uploads=[paper], by=by)
    shelf.renew(document, facts=FACTS, uploads=[photo], expected=document.version, by=by)
    other = shelf.Facts(**vars(FACTS) | {"kind": ON_SHELF[1]})
    application_papers.add_to_shelf(application, facts=other, uploads=[photo], by=by)

    assert len(Watched.readings) > 4
    assert not any(Watched.readings)
    kept = Attachment.objects.all()
    assert len(kept) == 5
    assert all(row.file.storage.exists(row.file.name) for row in kept)
