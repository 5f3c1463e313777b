"""Tiers of membership as versions: what makes one hold, what is published, and the province's file."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import text
from network.models import Tier, TierVersion, VersionProposal
from network.queries import kept
from tools import clock

NO_NAME = text("network.tier.no_name", _("Give the tier a Chinese name."))
NAME_TAKEN = text("network.tier.name_taken", _("Another tier is called “%(name)s”: choose another name."))
CODE_TAKEN = text("network.tier.code_taken", _("Another tier has the code “%(known)s”: choose another code."))
ENDS_BEFORE = text(
    "network.tier.ends_before",
    _("The last day lies before the first one, %(day)s: choose a later last day, or none."),
)
# For what the province's file says of a tier before anybody has published a version.
COLUMNS = ("name_zh", "name_en", "rank")
TEXTS = (*COLUMNS, "quota", "requirements_zh", "requirements_en")


def problem(proposal: VersionProposal) -> Refusal | None:
    """What is wrong with a proposed tier: no name, a name or code that another tier has, an end before its begin."""
    content = proposal.content
    if not content["name_zh"].strip():
        return refusal(NO_NAME)
    if any(content["name_zh"] == tier.chinese for tier in Tier.objects.exclude(pk=proposal.tier_id)):
        return refusal(NAME_TAKEN, name=content["name_zh"])
    if proposal.tier_id is None and Tier.objects.filter(code=content["code"]).exists():
        return refusal(CODE_TAKEN, known=content["code"])
    ends, begins = last_day(content), max(proposal.valid_from, clock.today())
    return refusal(ENDS_BEFORE, day=begins.isoformat()) if ends and ends < begins else None


def last_day(content: dict) -> date | None:
    """The last day that a version's content names, or None."""
    return date.fromisoformat(content["valid_to"]) if content.get("valid_to") else None


def columns(proposal: VersionProposal) -> dict:
    """What the published row holds; a new tier is made here, inside the verb that publishes."""
    content = proposal.content
    tier = proposal.tier or Tier.objects.create(code=content["code"], **{name: content[name] for name in COLUMNS})
    return {name: content[name] for name in TEXTS} | {"tier": tier, "valid_to": last_day(content)}


def published(row: TierVersion) -> None:
    """What follows a publication: the order, if it holds today, and everybody's copies."""
    settle_order()
    kept.forget()
    transaction.on_commit(kept.forget)


def settle_order() -> int:
    """Put the tiers into the order of the versions in force; returns how many changed. Done again, it does nothing."""
    changed = 0
    for version in TierVersion.objects.valid().select_related("tier"):
        if version.tier.rank != version.rank:
            changed += Tier.objects.filter(pk=version.tier_id).update(rank=version.rank)
    return changed


def sync(rows, *, by: Actor) -> list[str]:
    """Bring the province's tiers in: the first version of each that has none yet, or of whom only the file has told.

    Where people have published a version, theirs stand. Returns what was added or changed. ``rows`` as in tiers.csv.
    """
    done = []
    tiers = {tier.code: tier for tier in Tier.objects.prefetch_related("versions")}
    for row in rows:
        tier = tiers[row.code]
        versions = sorted(tier.versions.all(), key=lambda version: version.version)
        facts = {"name_zh": row.name_zh, "name_en": row.name_en, "rank": row.rank}
        if not versions:
            done.append(_add(tier, row.valid_from, facts, by))
        elif all(version.proposal_id is None for version in versions):
            done += _change(versions[-1], facts, by)
    if done:
        published(None)
    return done


def _add(tier: Tier, valid_from: date, facts: dict, by: Actor) -> str:
    made = TierVersion.objects.create(tier=tier, version=1, valid_from=valid_from, **facts)
    logbook.record(made, by=by, verb="tier.added")
    return f"added: tier {tier.code} v1"


def _change(version: TierVersion, facts: dict, by: Actor) -> list[str]:
    changed = logbook.changed(version, facts)
    if not changed:
        return []
    for name, value in facts.items():
        setattr(version, name, value)
    version.save(update_fields=list(changed))
    logbook.record(version, by=by, verb="tier.changed", changes=changed)
    return [f"changed: tier {version.tier.code} v{version.version} ({', '.join(changed)})"]
