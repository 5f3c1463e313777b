"""The delegation log as a printed document: who was given which tasks from when to when, to be signed by hand."""

from django.utils.translation import gettext as _

from studies.enums import TeamState
from studies.models import StudySite, TeamMember
from tools import clock
from tools.documents.document import Document, Facts, Heading, Paragraph, Signatures, Table


def log_of(site: StudySite, members: list[TeamMember], *, language: str) -> Document:
    """The log of a site as of today, in the reader's language; people who declined are not in it."""
    study = site.study
    facts = (
        (_("Study"), str(study)),
        (_("Lead site"), str(study.lead_hospital)),
        (_("Hospital"), str(site.hospital)),
        (_("Investigator of the site"), site.investigator.name if site.investigator else "—"),
    )
    blocks = (
        Facts(facts),
        Heading(_("People and delegated tasks")),
        _table([row for row in members if row.state != TeamState.DECLINED]),
        Paragraph(_("Each person signs for the tasks taken on; the investigator signs for the delegation.")),
        Signatures((_("Investigator of the site"),)),
    )
    today = clock.today()
    return Document(
        title=_("Delegation log"),
        blocks=blocks,
        code=f"DL-{str(site.uid)[-8:]}-{today:%Y%m%d}",
        header=str(study.title)[:60],
        language=language,
        dated=today,
    )


def _table(members: list[TeamMember]) -> Table:
    columns = (
        _("Name"),
        _("Function"),
        _("Delegated tasks"),
        _("From"),
        _("Until"),
        _("Confirmed on"),
        _("Signature"),
    )
    return Table(columns, tuple(_row(member) for member in members))


def _row(member: TeamMember) -> tuple[str, ...]:
    confirmed = f"{clock.local(member.confirmed_at):%Y-%m-%d}" if member.confirmed_at else ""
    return (
        member.person.name,
        str(member.get_function_display()),
        "; ".join(member.task_titles),
        member.valid_from.isoformat(),
        member.valid_to.isoformat() if member.valid_to else "",
        confirmed,
        "",
    )
