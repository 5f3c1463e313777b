"""The house's permissions. What an editor may do to single pages and files is Wagtail's to answer, from the groups
that ``cms.domain.editing_rights`` fits out."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_EDITOR, DEPARTMENT_OFFICER, SYSTEM_ADMIN

EDIT_PAGES = permission(
    "cms.change_page",
    _("Write public pages and announcements of the own section"),
    roles=[CENTRE_EDITOR, DEPARTMENT_OFFICER],
)
BUILD_SITE = permission(
    "cms.add_page", _("Build the public site and the sections of centres"), roles=[DEPARTMENT_OFFICER]
)
START_PROVINCE = permission(
    "cms.start_province",
    _("Say who runs the site, and see what a new province still lacks"),
    roles=[SYSTEM_ADMIN],
)
