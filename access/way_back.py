"""Where the way goes on after signing in again."""

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request) -> str:
    """The address of the request; for a sent form the page on which it stood, where its text is put back.

    The form's own address may answer nothing but forms. The page is only believed when it is one of this site.
    """
    if request.method == "POST":
        page = request.headers.get("Referer", "")
        if page and url_has_allowed_host_and_scheme(
            page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            parts = urlsplit(page)
            return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()
