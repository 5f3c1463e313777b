"""Closed lists of the public site."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AnnouncementColumn(TextChoices):
    """The column 栏目 that an announcement stands in."""

    NOTICE = "notice", _("Notices")
    PUBLICITY = "publicity", _("Open to objection")
    POLICY = "policy", _("Policy documents")
    RECRUITMENT = "recruitment", _("Calls and enrolment")
    SECTOR_NEWS = "sector_news", _("Sector news")
    WORK_NEWS = "work_news", _("News of our work")


class HeadingLevel(TextChoices):
    """Depth of a heading inside a page, whose title is the first level."""

    SECTION = "h2", _("Section")
    SUBSECTION = "h3", _("Subsection")
