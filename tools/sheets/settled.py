"""A workbook whose bytes depend on its cells alone: without the moment at which it was written."""

import re
import zipfile
from datetime import datetime
from io import BytesIO

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settled(workbook: bytes, dated: datetime) -> bytes:
    """The same workbook with `dated` in the place of every moment in it."""
    date = dated.timetuple()[:6]
    said = f"{dated:%Y-%m-%dT%H:%M:%SZ}".encode()
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, date)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _MOMENT.sub(rb"\g<1>" + said, old.read(name)))
    return content.getvalue()
