"""The files that are uploaded in the demonstration: one small PDF of each kind, made once."""

from django.core.files.base import ContentFile

from tools.documents import Document, Paragraph
from tools.documents.pdf import render_pdf

KINDS = (
    "licence",
    "gcp_record",
    "ethics_record",
    "commitment_letter",
    "hospital_copy",
    "centre_copy",
    "registration_letter",
)


class Papers:
    """Uploads by their kind; each call hands out a fresh file with the same content."""

    def __init__(self, words: dict):
        self._files = {}
        for kind in KINDS:
            title, name, sentence = words[kind]
            document = Document(title=title, code=words["code"], blocks=(Paragraph(sentence),))
            self._files[kind] = (name, render_pdf(document))

    def upload(self, kind: str) -> ContentFile:
        """A file as a browser would send it."""
        name, content = self._files[kind]
        return ContentFile(content, name=name)
