"""What was confirmed about a profile and when: written by ``profiles.confirm_profile``, told again by the logbook."""

import hashlib
from datetime import date

from access.actor import Actor
from access.models import LogEntry, User
from network.models import HospitalProfile, ProfileConfirmation
from network.profile_sections import EDITABLE
from network.queries import seasons as kept
from network.seasons import open_on
from office.domain.receipts import canonical
from tools import clock

VERB = "profile.confirmed"
PIECE = 500


def content_hash(profile: HospitalProfile) -> str:
    """The hash over what the profile says, as receipts make theirs."""
    content = {name: getattr(profile, name) for name in EDITABLE}
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def year_of(day: date) -> int:
    """The year whose season one confirms on a day; before there were seasons, the calendar year."""
    season = open_on(day, kept.rules())
    return season.year if season else day.year


def keep(profile: HospitalProfile, *, by: Actor) -> ProfileConfirmation:
    """Keep that a profile is confirmed as it stands today: called inside the verb, after it wrote the version."""
    today = clock.today()
    return ProfileConfirmation.objects.create(
        hospital_id=profile.hospital_id,
        year=year_of(today),
        confirmed_on=today,
        confirmed_by=by.user,
        profile_version=profile.version,
        sha256=content_hash(profile),
    )


def sync() -> list[str]:
    """Add the rows of the time before they were kept: from the logbook, and where it tells nothing any more, from the
    profile itself. Repeating it adds nothing. Returns one line when rows were added."""
    there = set(ProfileConfirmation.objects.values_list("hospital_id", "confirmed_on"))
    people = set(User.objects.values_list("pk", flat=True))
    told = {(hospital, day): who for hospital, day, who in told_by_logbook()}
    standing = HospitalProfile.objects.filter(confirmed_on__isnull=False)
    for hospital, day, who in standing.values_list("hospital_id", "confirmed_on", "confirmed_by_id"):
        told.setdefault((hospital, day), who)
    rows = [
        ProfileConfirmation(
            hospital_id=hospital,
            year=year_of(day),
            confirmed_on=day,
            confirmed_by_id=who if who in people else None,
        )
        for (hospital, day), who in sorted(told.items(), key=lambda item: item[0])
        if (hospital, day) not in there
    ]
    ProfileConfirmation.objects.bulk_create(rows, batch_size=PIECE)
    return [f"added: {len(rows)} confirmations of profiles from the logbook"] if rows else []


def told_by_logbook(hospital_id: int | None = None):
    """Each confirmation as the logbook tells it: (hospital's key, day, person's key), oldest first."""
    entries = LogEntry.objects.filter(verb=VERB, hospital_id__isnull=False).order_by("pk")
    if hospital_id is not None:
        entries = entries.filter(hospital_id=hospital_id)
    rows = entries.values_list("hospital_id", "changes", "actor_id")
    for hospital, changes, who in rows.iterator(chunk_size=PIECE):
        yield hospital, date.fromisoformat(changes["confirmed_on"][1]), who
