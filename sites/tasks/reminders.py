"""Tasks about research sites and certificates."""

from django.utils.translation import gettext_lazy as _

from access import beats
from access.actor import Actor
from sites.domain import certificates, research_sites


@beats.each_day(
    "research_sites.confirm", at="06:30", title=_("Tasks of research sites whose description is a year old")
)
def ask_for_confirmation() -> None:
    """Each open site whose description nobody has confirmed for a year gets its one task."""
    research_sites.ask_for_confirmation()


@beats.each_day("research_sites.certificates", at="06:35", title=_("Tasks and news of certificates that end"))
def remind_of_certificates() -> None:
    """Sixty days before the last day a task; thirty and seven days before it news."""
    certificates.remind(by=Actor.as_system("certificates"))
