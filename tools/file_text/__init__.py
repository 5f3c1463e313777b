"""The text of uploaded files, for looking through it: XLSX, XLS, CSV, DOCX, PDF, plain text, and archives of these.

What a file is, its content says and not its name. Pictures have no text here: nothing reads letters out of pixels.
"""

from tools.file_text.finding import Place, find_in_file, find_in_pieces
from tools.file_text.pdf import pieces_of
from tools.file_text.pieces import FileTextError, Piece, pieces

__all__ = ["FileTextError", "Piece", "Place", "find_in_file", "find_in_pieces", "pieces", "pieces_of"]
