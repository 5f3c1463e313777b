"""States of a hospital's part in a study."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SiteState(TextChoices):
    """How far a study site has come."""

    INVITED = "invited", pgettext_lazy("study site", "invited")
    DECLINED = "declined", _("declined to take part")
