"""Establishing centres with their networks, and what a centre says about itself."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from modelsearch import index

from access import logbook
from access.actor import Actor
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import permissions
from network.domain.names import name_keys
from network.domain.versions import locked, write
from network.enums import CentreLevel
from network.models import Centre, DiseaseField, Hospital, Network

CONTACT_FIELDS = ("phone", "address", "summary_zh", "summary_en")
TAKEN = text("network.centre.taken", _("“%(value)s” is taken by %(owner)s already: choose another one."))
HOST_CLOSED = text("network.centre.host_closed", _("%(hospital)s does not exist on that day: choose another host."))


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
    if not facts.host.is_open(facts.established_on):
        raise Refused(refusal(HOST_CLOSED, hospital=str(facts.host)))
    _refuse_taken(Centre, slug=facts.slug)
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
    return centre


@verb(permissions.ADD_CENTRE)
def open_network(centre: Centre, *, facts: NetworkFacts, by: Actor) -> Network:
    """Open one more network under a centre. Raises Refused for a name in addresses or a code that is taken."""
    return _open(centre, facts, by)


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


def _open(centre: Centre, facts: NetworkFacts, by: Actor) -> Network:
    _refuse_taken(Network, slug=facts.slug)
    _refuse_taken(Network, code=facts.code)
    network = Network.objects.create(centre=centre, **asdict(facts), sort_key=name_keys(facts.name_zh)["sort_key"])
    logbook.record(network, by=by, verb="network.opened", changes={"name_zh": (None, network.name_zh)})
    index.insert_or_update_object(centre)
    return network


def _refuse_taken(model, **column) -> None:
    owner = model.objects.filter(**column).first()
    if owner is not None:
        raise Refused(refusal(TAKEN, value=next(iter(column.values())), owner=str(owner)))
