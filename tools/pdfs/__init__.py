"""PDF files that people bring: how many pages, whether they hold more than paper, and their text."""

from tools.pdfs.reading import Pdf, PdfError, PdfTooMuchError, read_pdf

__all__ = ["Pdf", "PdfError", "PdfTooMuchError", "read_pdf"]
