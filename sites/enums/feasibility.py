"""Where feasibility rounds and their invitations stand."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundState(TextChoices):
    """Where a feasibility round stands."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("answers are coming in")
    CLOSED = "closed", _("closed")


class InvitationState(TextChoices):
    """What a site that was chosen for a round has said."""

    CHOSEN = "chosen", _("chosen, not asked yet")
    INVITED = "invited", _("asked")
    ANSWERED = "answered", _("answered")
    DECLINED = "declined", _("cannot take part")
