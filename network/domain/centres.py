"""Establishing, revising and closing centres with their networks, and what a centre says about itself."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from modelsearch import index

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import events, news, permissions
from network.domain import closing, locks
from network.domain import networks as network_verbs
from network.domain.names import name_keys
from network.domain.versions import locked, write
from network.enums import CentreLevel
from network.models import Centre, DiseaseField, Hospital, Network

FACT_FIELDS = ("name_zh", "name_en", "host", "field", "level", "director_name", "established_on")
CONTACT_FIELDS = ("phone", "address", "summary_zh", "summary_en")
TAKEN = text("network.centre.taken", _("“%(value)s” is taken by %(owner)s already: choose another one."))
HOST_CLOSED = text("network.centre.host_closed", _("%(hospital)s does not exist on that day: choose another host."))
BEFORE_CENTRE = text(
    "network.centre.network_before", _("A network cannot open before its centre is established (%(day)s).")
)
AFTER_NETWORK = text(
    "network.centre.after_network", _("The network %(network)s opened on %(day)s: the centre cannot be younger.")
)


@dataclass(frozen=True)
class NetworkFacts:
    """What is entered about a network."""

    slug: str
    code: str
    name_zh: str
    opened_on: date
    name_en: str = ""
    term_years: int = 3


@dataclass(frozen=True)
class CentreFacts:
    """What is entered about a centre."""

    slug: str
    name_zh: str
    host: Hospital
    field: DiseaseField
    established_on: date
    name_en: str = ""
    level: str = CentreLevel.PROVINCIAL
    director_name: str = ""
    phone: str = ""
    address: str = ""
    summary_zh: str = ""
    summary_en: str = ""


@verb(permissions.ADD_CENTRE)
def establish(_nothing, *, facts: CentreFacts, networks: list[NetworkFacts], by: Actor) -> Centre:
    """Enter a centre with the networks that it leads. Raises Refused for a name in addresses that is taken and for a
    host that does not exist on that day."""
    host = locks.hold_hospital(facts.host.pk)
    unfit = host_problem(host, facts.established_on) or taken(Centre, slug=facts.slug)
    if unfit:
        raise Refused(unfit)
    # Not asdict: it would copy the host and the field.
    columns = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    centre = Centre.objects.create(**columns, sort_key=name_keys(facts.name_zh)["sort_key"])
    logbook.record(
        centre,
        by=by,
        verb="centre.established",
        changes={name: (None, getattr(centre, name)) for name in ("name_zh", "host", "field", "level")},
    )
    for network in networks:
        _open(centre, network, by)
    news.tell_security_of_centre(centre)
    events.tell(events.CENTRE_CHANGED, centre, by)
    return centre


@verb(permissions.ADD_NETWORK)
def open_network(centre: Centre, *, facts: NetworkFacts, by: Actor) -> Network:
    """Open one more network under a centre. Raises Refused for a closed centre, for a day before the centre's first,
    and for a name in addresses or a code that is taken."""
    row = locked(centre, None)
    closing.refuse_closed(row)
    network = _open(row, facts, by)
    news.tell_centre_of_network(network, news.NETWORK_OPENED, day=network.opened_on.isoformat())
    return network


@verb(permissions.REVISE_CENTRE)
def revise(centre: Centre, *, changes: dict, reason: str, expected: int | None = None, by: Actor) -> Centre:
    """Write other facts (FACT_FIELDS → value); the public section follows. Raises Refused for a closed centre and a
    host that does not exist, Stale when somebody else was faster."""
    unknown = set(changes) - set(FACT_FIELDS)
    if unknown:
        raise ValueError(f"No facts of a centre: {', '.join(sorted(unknown))}")
    row = locked(centre, expected)
    closing.refuse_closed(row)
    closing.need(reason, row)
    if "host" in changes:
        locks.hold_hospital(changes["host"].pk)
    unfit = next((sentence for _field, sentence in unfit_facts(row, changes)), None)
    if unfit:
        raise Refused(unfit, row)
    logged = logbook.changed(row, changes)
    if not logged:
        logbook.nothing_changed()
        return row
    sort_key = name_keys(changes.get("name_zh", row.name_zh))["sort_key"]
    write(row, changes | {"sort_key": sort_key})
    logbook.record(row, by=by, verb="centre.revised", changes=logged, reason=reason)
    news.tell_centre(row, news.CENTRE_REVISED, reason=reason)
    events.tell(events.CENTRE_CHANGED, row, by)
    return row


@verb(permissions.REVISE_CENTRE)
def close(
    centre: Centre, *, on: date, reason: str, cancel_rounds: bool = False, expected: int | None = None, by: Actor
) -> Centre:
    """End a centre with its networks and their memberships from a day on; its public section stays and says so.

    Raises Refused while one of its networks has applications before it, or an assessment under way that is not to be
    cancelled with it, and for a day to come.
    """
    row = locked(centre, expected)
    closing.check(row, on=on, reason=reason, first=row.established_on)
    for network in Network.objects.filter(centre=row, closed_on__isnull=True).order_by("pk"):
        network_verbs.close_with_centre(network, on=on, reason=reason, cancel_rounds=cancel_rounds, by=by)
    write(row, {"closed_on": on})
    logbook.record(row, by=by, verb="centre.closed", changes={"closed_on": (None, on)}, reason=reason)
    news.tell_centre(row, news.CENTRE_CLOSED, day=on.isoformat(), reason=reason)
    events.tell(events.CENTRE_CHANGED, row, by)
    return row


@verb(permissions.CHANGE_CENTRE)
def update_contact(centre: Centre, *, changes: dict, expected: int | None = None, by: Actor) -> Centre:
    """Write the centre's contact and summary (field name → text). Raises Stale when somebody else was faster."""
    unknown = set(changes) - set(CONTACT_FIELDS)
    if unknown:
        raise ValueError(f"Not among the centre's contact fields: {', '.join(sorted(unknown))}")
    row = locked(centre, expected)
    logged = logbook.changed(row, changes)
    if not logged:
        logbook.nothing_changed()
        return row
    write(row, changes)
    logbook.record(row, by=by, verb="centre.contact_updated", changes=logged)
    return row


def applications_open(centre: Centre) -> Refusal | None:
    """The sentence that a network of the centre has applications before it, or None."""
    rows = Network.objects.filter(centre=centre, closed_on__isnull=True).order_by("pk")
    return next((found for found in map(network_verbs.applications_open, rows) if found), None)


def _open(centre: Centre, facts: NetworkFacts, by: Actor) -> Network:
    unfit = next((sentence for _field, sentence in unfit_network(facts, centre.established_on)), None)
    if unfit:
        raise Refused(unfit, centre)
    network = Network.objects.create(centre=centre, **asdict(facts), sort_key=name_keys(facts.name_zh)["sort_key"])
    logbook.record(network, by=by, verb="network.opened", changes={"name_zh": (None, network.name_zh)})
    index.insert_or_update_object(centre)
    return network


def unfit_network(facts: NetworkFacts, established_on: date) -> Iterator[tuple[str, Refusal]]:
    """What is wrong with a network to be opened, each as (field, sentence)."""
    for column in ("slug", "code"):
        owned = taken(Network, **{column: getattr(facts, column)})
        if owned:
            yield column, owned
    if facts.opened_on < established_on:
        yield "opened_on", refusal(BEFORE_CENTRE, day=established_on.isoformat())


def unfit_facts(centre: Centre, changes: dict) -> Iterator[tuple[str, Refusal]]:
    """What is wrong with other facts of a centre, each as (field, sentence)."""
    day = changes.get("established_on", centre.established_on)
    host = changes.get("host", centre.host)
    lost = host_problem(host, day if host != centre.host else centre.established_on)
    if lost:
        yield "host", lost
    first = Network.objects.filter(centre=centre, opened_on__lt=day).order_by("opened_on").first()
    if first:
        yield "established_on", refusal(AFTER_NETWORK, network=str(first), day=first.opened_on.isoformat())


def host_problem(host: Hospital, day: date) -> Refusal | None:
    """The sentence that a host does not exist on a day, or None."""
    return None if host.is_open(day) else refusal(HOST_CLOSED, hospital=str(host))


def taken(model, **column) -> Refusal | None:
    """The sentence that another row has the value of a column already, or None."""
    owner = model.objects.filter(**column).first()
    return refusal(TAKEN, value=next(iter(column.values())), owner=str(owner)) if owner is not None else None
