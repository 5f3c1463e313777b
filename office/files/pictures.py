"""Photographs: decoded whole, turned upright, and written again without what the camera noted about the place.

A picture is stored as its pixels only: the position, the device and the time of a photograph are personal data that
nobody needs here (PIPL article 6, data minimisation), and a file that was written again hides nothing behind itself.
"""

from collections.abc import Sequence
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageOps

from access.refusals import Refused, refusal
from office.files.sentences import BROKEN, TOO_MANY_PIXELS

BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
QUALITY = 90
# A page of A4 at 300 dots per inch: more makes a joined file larger, not more legible.
LONGEST_SIDE = 3508
A4_INCHES = 11.69


def rewritten(upload, media_type: str, name: str) -> bytes:
    """The picture as it is stored. Raises Refused when it is damaged or too large to be shown."""
    picture = _opened(upload, name)
    kept = BytesIO()
    if media_type == "image/jpeg":
        _in_colours(picture).save(kept, "JPEG", quality=QUALITY)
    else:
        picture.save(kept, "PNG")
    return kept.getvalue()


def joined(uploads: Sequence, names: Sequence[str]) -> bytes:
    """One PDF with each photograph on a page of A4's length, in the order given. Raises Refused."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for upload, name in zip(uploads, names, strict=True):
        picture = _in_colours(_opened(upload, name))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        page = BytesIO()
        picture.save(page, "PDF", resolution=max(picture.size) / A4_INCHES, quality=QUALITY)
        writer.append(page)
    kept = BytesIO()
    writer.write(kept)
    writer.close()
    return kept.getvalue()


def _opened(upload, name: str) -> Image.Image:
    """The decoded picture, upright, with its pixels and nothing else."""
    most = settings.ATTACHMENT_MAX_PIXELS
    upload.seek(0)
    try:
        with Image.open(upload, formats=tuple(FORMATS.values())) as picture:
            width, height = picture.size
            if width * height > most:
                raise Refused(refusal(TOO_MANY_PIXELS, name=name, limit=most // 1_000_000))
            picture.load()
            upright = ImageOps.exif_transpose(picture)
    except Refused:
        raise
    except BOMBS:
        raise Refused(refusal(TOO_MANY_PIXELS, name=name, limit=most // 1_000_000)) from None
    except Exception:  # decoders raise anything at hostile content, and all of it means the same to the person
        raise Refused(refusal(BROKEN, name=name)) from None
    # What is transparent in a picture with a palette is a part of the picture; everything else was noted about it.
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    return upright


def _in_colours(picture: Image.Image) -> Image.Image:
    """As JPEG and PDF pages take it; what was transparent becomes white paper."""
    if picture.mode in ("L", "RGB"):
        return picture
    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGB", layered.size, "white")
        paper.paste(layered, mask=layered.getchannel("A"))
        return paper
    return picture.convert("RGB")
