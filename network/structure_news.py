"""Who is told what about branches."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.texts import in_first_language, text
from network.news import centre_people, hospital_people

BRANCH_ENTERED = text("news.branch.entered", _("%(hospital)s is a branch of %(centre)s from %(day)s on."))
BRANCH_ENDED = text("news.branch.ended", _("%(hospital)s is a branch of %(centre)s until %(day)s. %(reason)s"))


def tell_of_branch(branch, code: str, reason: str = "") -> None:
    """The hospital and the centre learn that a branch was entered or ended."""
    people = hospital_people(branch.hospital_id) + centre_people(branch.centre_id)
    names = {"hospital": in_first_language(branch.hospital), "centre": in_first_language(branch.centre)}
    day = branch.valid_to or branch.valid_from
    inbox.notify(people, code, branch, day=day.isoformat(), reason=reason, **names)
