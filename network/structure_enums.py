"""Closed lists about how a network is built up: layers of its tree, bodies of a centre, and whom it works with."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Layer(TextChoices):
    """Layers of a network's tree above its tiers, from the top."""

    NATIONAL = "national", _("national centre")
    CENTRE = "centre", _("provincial centre")
    BRANCH = "branch", _("branch of the provincial centre")


class CommitteeKind(TextChoices):
    """What a committee of a centre is for."""

    ACADEMIC = "academic", _("academic committee")
    MANAGEMENT = "management", _("management committee")
    ETHICS = "ethics", _("ethics committee")
    EXPERT = "expert", _("expert committee")
    OTHER = "other", _("other committee")


class CommitteeRole(TextChoices):
    """What a person is in a committee."""

    CHAIR = "chair", _("chair")
    DEPUTY = "deputy", _("deputy chair")
    MEMBER = "member", _("member")
    SECRETARY = "secretary", _("secretary")


class PartnerKind(TextChoices):
    """What a partner outside the networks is."""

    ENTERPRISE = "enterprise", _("enterprise")
    UNIVERSITY = "university", _("university or institute")
    HOSPITAL = "hospital", _("hospital outside the province")


class ForeignControl(TextChoices):
    """Whether a partner is controlled from abroad, as far as it was checked."""

    YES = "yes", _("foreign-controlled")
    NO = "no", _("not foreign-controlled")
    UNKNOWN = "unknown", _("not checked yet")
