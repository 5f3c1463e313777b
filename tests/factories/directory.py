"""A small or large directory to fill lists with, written in bulk: three hundred rows cost what three do."""

from datetime import date

from network.domain.names import name_keys
from network.models import Campus, Centre, Hospital, Membership, Network
from tests.factories import network as make

# Beyond so many, places repeat.
PLACES = 6


def fill(rows: int) -> None:
    """So many centres at hosts of two campuses, each with a network of which the host is a member."""
    places = [make.division() for _ in range(min(rows, PLACES))]
    field, tier = make.disease_field(), make.tier()
    hosts = hospitals(rows, places)
    centres = Centre.objects.bulk_create(
        Centre(
            slug=f"filled-{host.pk}",
            **_names(f"示范中心{host.pk}", "sort_key"),
            host=host,
            field=field,
            established_on=make.OPENED,
        )
        for host in hosts
    )
    networks = Network.objects.bulk_create(
        Network(
            slug=f"filled-{centre.pk}",
            code=f"F{centre.pk}",
            **_names(f"示范网络{centre.pk}", "sort_key"),
            centre=centre,
            opened_on=make.OPENED,
        )
        for centre in centres
    )
    Membership.objects.bulk_create(
        Membership(
            number=f"M{network.pk}",
            hospital=network.centre.host,
            campus=network.centre.host.first_campus,
            network=network,
            tier=tier,
            valid_from=date(2020, 1, 1),
            valid_to=date(2099, 12, 31),
        )
        for network in networks
    )


def hospitals(rows: int, places: list) -> list[Hospital]:
    """So many hospitals of two campuses each; the main one as ``first_campus``."""
    numbers = range(Hospital.objects.count() + 500_000, Hospital.objects.count() + 500_000 + rows)
    made = Hospital.objects.bulk_create(
        Hospital(
            **_names(f"示范医院{number}", "sort_key", "initials"),
            credit_code=make.credit_code_of(number),
            credit_code_checked=True,
            institution_type="A100",
            management_class="1",
            level="3A",
        )
        for number in numbers
    )
    campuses = Campus.objects.bulk_create(
        Campus(hospital=hospital, name_zh=name, division=place, region=place.region, is_main=name == "本部")
        for hospital, place in ((hospital, places[n % len(places)]) for n, hospital in enumerate(made))
        for name in ("本部", "东院区")
    )
    for hospital, campus in zip(made, campuses[::2], strict=True):
        hospital.first_campus = campus
    return made


def _names(name: str, *keys: str) -> dict:
    found = name_keys(name)
    return {"name_zh": name, "name_en": name} | {key: found[key] for key in keys}
