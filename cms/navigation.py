"""The menu of the public site."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.domain.public_addresses import ANNOUNCEMENTS, CENTRES, page_url


def public_navigation(path: str) -> list[dict]:
    """``[{title, url, active}]``, the entry that leads nearest to ``path`` active. Asks the database nothing."""
    entries = [
        {"title": _("Home"), "url": page_url()},
        {"title": _("Centres"), "url": page_url(CENTRES)},
        {"title": _("Network map"), "url": reverse("public_network")},
        {"title": _("Members"), "url": reverse("public_members")},
        {"title": _("Announcements"), "url": page_url(ANNOUNCEMENTS)},
    ]
    home, *others = entries
    leading = [entry for entry in others if path.startswith(entry["url"])] or [home] * (path == home["url"])
    nearest = max(leading, key=lambda entry: len(entry["url"]), default=None)
    return [entry | {"active": entry is nearest} for entry in entries]
