"""A study in disease networks: proposed by the lead hospital, decided by each network's centre for itself."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network.models import Network
from network.policies import closed_network
from studies import permissions
from studies.enums import NetworkRole, NetworkState
from studies.models import Study, StudyNetwork
from studies.news import networks as news
from tools import clock

THERE_ALREADY = text(
    "studies.network.there_already",
    _("The study is in this network already, or another network leads it: take it out there first."),
)
ENDED = text("studies.network.study_ended", _("The study is “%(state)s”: it is proposed to no further network."))


@verb(permissions.PROPOSE_STUDY_NETWORK)
def propose(study: Study, *, network: Network, leading: bool = False, by: Actor) -> StudyNetwork:
    """Propose the study to a network, which is to lead or to join it. Raises Refused for a closed network, one that
    has it already, a second leading one, and a study that is over."""
    row = Study.objects.select_for_update().get(pk=study.pk)
    if row.is_ended:
        raise Refused(refusal(ENDED, state=str(row.get_state_display())), study)
    made = put_forward(row, network, leading=leading, by=by)
    changes = {"network": ("", network), "role": ("", made.role)}
    logbook.record(made, by=by, verb="study_network.proposed", changes=changes)
    if row.submitted_at is not None:
        show(row)
        made.refresh_from_db()
    return made


def put_forward(study: Study, network: Network, *, leading: bool, by: Actor) -> StudyNetwork:
    """The row of a study in a network: a part of opening a study and of proposing it."""
    shut = closed_network(network)
    if shut:
        raise Refused(shut, study)
    role = NetworkRole.LED if leading else NetworkRole.JOINED
    try:
        with transaction.atomic():
            return StudyNetwork.objects.create(
                study=study, network=network, hospital_id=study.lead_hospital_id, role=role
            )
    except IntegrityError:
        raise Refused(refusal(THERE_ALREADY), study) from None


def show(study: Study) -> None:
    """Let the centres of proposed networks see the study and decide: a part of submitting and of proposing."""
    for row in study.networks.filter(state=NetworkState.PROPOSED, shown_at__isnull=True).select_related("network"):
        row.shown_at = clock.now()
        row.save(update_fields=["shown_at"])
        news.task_to_decide(row)


@verb(permissions.DECIDE_STUDY_NETWORK)
def accept(row: StudyNetwork, *, expected: int, token: str = "", by: Actor) -> StudyNetwork:
    """Take the study up as a network study from today on; nothing else about the study changes."""
    stamps = {"valid_from": clock.today(), "decided_by": by.user, "decided_at": clock.now()}
    if move(row, NetworkState.ACCEPTED, by=by, expected=expected, token=token, stamps=stamps):
        inbox.close_tasks(row, by=by)
    return row


@verb(permissions.DECIDE_STUDY_NETWORK)
def decline(row: StudyNetwork, *, reason: str, expected: int, token: str = "", by: Actor) -> StudyNetwork:
    """Do not take the study up, with a reason that the hospital reads; the study itself goes on."""
    stamps = {"decided_by": by.user, "decided_at": clock.now(), "reason": reason}
    if move(row, NetworkState.DECLINED, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        inbox.close_tasks(row, by=by)
    return row


@verb(permissions.PROPOSE_STUDY_NETWORK)
def leave(row: StudyNetwork, *, reason: str, expected: int, token: str = "", by: Actor) -> StudyNetwork:
    """Take the study out of a network, with a reason; what it was until today stays on record."""
    stamps = {"valid_to": clock.today() if row.valid_from else None, "reason": reason}
    if move(row, NetworkState.LEFT, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        inbox.close_tasks(row, by=by)
    return row
