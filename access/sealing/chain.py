"""Sealing: all entries of finished transactions go into hash-linked batches, each entry into exactly one.

Keys of entries are given in another order than the one in which transactions end, so that "everything after the last
sealed key" would skip what is committed late. On PostgreSQL each entry therefore bears the number of its transaction:
below the oldest number still running (the snapshot's xmin) nothing can appear any more. The next round begins at that
horizon. Entries at or above the snapshot's end came with a restored copy of another server, whose numbers mean
nothing here; they are finished, too. SQLite has one writer at a time: there keys are in order.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, Max, OuterRef, Q

from access.models import LogEntry, LogSeal, SealedEntry
from access.sealing import canonical
from tools import clock

# Entries in one seal at most: what is held in memory while one is made or checked.
BATCH = 5_000


@dataclass(frozen=True)
class Horizon:
    """Where a round stops: ``below`` is safe, from ``end`` on is foreign (PostgreSQL); the last key (SQLite)."""

    below: int
    end: int | None = None


def seal_finished(*, whole: bool = False) -> int:
    """Seal all entries of finished transactions; returns how many were sealed.

    ``whole`` looks at every entry instead of those since the last round: once a day, in case the database was
    restored from a copy in between.
    """
    try:
        return _round(whole)
    except IntegrityError:
        # The minute's round and the daily head met, and the other one has sealed these entries: look again.
        return _round(whole)


def _round(whole: bool) -> int:
    horizon = _horizon()
    since = 0 if whole else _since(horizon)
    sealed = 0
    for kind, batch, is_last in _with_last(_batches(horizon, since)):
        # A round that is cut short leaves its beginning as the horizon, and the next one looks at all of it again.
        _seal(kind, batch, horizon.below if is_last else since)
        sealed += len(batch)
    return sealed


def not_sealed(after: int = 0):
    """The entries that no seal has yet, among those with a key above ``after``."""
    # The bound is said twice, for the database does not carry it over to the other table by itself.
    members = SealedEntry.objects.filter(entry_id=OuterRef("pk"), entry_id__gt=after)
    return LogEntry.objects.filter(~Exists(members), pk__gt=after)


def waiting():
    """The entries that the next round will seal, as far as their transactions are finished by then."""
    last = _last_seal()
    since = last.horizon if last else 0
    return not_sealed().filter(written_in__gte=since) if connection.vendor == "postgresql" else not_sealed(since)


def _horizon() -> Horizon:
    if connection.vendor != "postgresql":
        return Horizon(below=LogEntry.objects.aggregate(last=Max("pk"))["last"] or 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint "
            "FROM pg_current_snapshot() AS now"
        )
        return Horizon(*cursor.fetchone())


def _since(horizon: Horizon) -> int:
    """Where the last round stopped; the beginning when that lies ahead, as in a copy restored on another server."""
    last = _last_seal()
    return last.horizon if last and last.horizon <= horizon.below else 0


def _last_seal() -> LogSeal | None:
    return LogSeal.objects.order_by("-number").first()


def _finished(horizon: Horizon, since: int, after: int = 0):
    rows = not_sealed(after)
    if connection.vendor != "postgresql":
        return rows.filter(pk__gt=since, pk__lte=horizon.below)
    return rows.filter(Q(written_in__gte=since, written_in__lt=horizon.below) | Q(written_in__gte=horizon.end))


def _batches(horizon: Horizon, since: int) -> Iterator[tuple[str, list[tuple]]]:
    """The values of the entries, one kind after the other, by ascending key, at most ``BATCH`` at a time."""
    for kind in list(_finished(horizon, since).order_by().values_list("kind", flat=True).distinct()):
        after = 0
        while batch := _values(_finished(horizon, since, after).filter(kind=kind)):
            yield kind, batch
            after = batch[-1][0]


def _values(rows) -> list[tuple]:
    return list(rows.order_by("pk").values_list(*canonical.FORMS[canonical.CURRENT])[:BATCH])


def _with_last(items: Iterator[tuple]) -> Iterator[tuple]:
    """Each item with whether it is the last one."""
    held = next(items, None)
    while held is not None:
        following = next(items, None)
        yield *held, following is None
        held = following


def _seal(kind: str, batch: list[tuple], horizon: int) -> LogSeal:
    """Write one seal with its members. Of two that run at once, one fails and nothing of it is left."""
    moments = [values[1] for values in batch]
    digests = [canonical.entry_digest(values) for values in batch]
    with transaction.atomic():
        last = _last_seal()
        seal = LogSeal(
            number=last.number + 1 if last else 1,
            form=canonical.CURRENT,
            kind=kind,
            count=len(batch),
            total=(last.total if last else 0) + len(batch),
            first_id=batch[0][0],
            last_id=batch[-1][0],
            oldest_at=min(moments),
            newest_at=max(moments),
            digest=canonical.digest_of(digests),
            sealed_at=clock.now(),
            horizon=horizon,
            previous=last.hash if last else canonical.NO_HASH,
        )
        seal.hash = canonical.seal_hash(seal)
        seal.save(force_insert=True)
        _join(seal, [values[0] for values in batch], digests)
    return seal


def _join(seal: LogSeal, keys: list[int], digests: list[bytes]) -> None:
    if connection.vendor != "postgresql":
        pairs = zip(keys, digests, strict=True)
        SealedEntry.objects.bulk_create(SealedEntry(entry_id=k, seal=seal.number, digest=d) for k, d in pairs)
        return
    # One statement with two arrays: a row of the ORM for each entry would take longer than hashing it.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_sealedentry (entry_id, seal, digest) "
            "SELECT entry_id, %s, digest FROM unnest(%s::bigint[], %s::bytea[]) AS new (entry_id, digest)",
            [seal.number, keys, digests],
        )
