"""How a proposed version of each kind is checked, and how it becomes the version in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from network.agreement_text import problems as text_problems
from network.domain import season_versions, tier_versions
from network.models import AgreementTemplate, ConfirmationRule, EligibilityRule, TierVersion, VersionProposal
from network.version_enums import ProposalKind
from tools import clock

BAD_RULE = text("network.version.bad_rule", _("The rule does not hold together: %(problem)s"))
NO_CLAUSES = text("network.version.no_clauses", _("An agreement has a title and at least one clause."))
BEFORE_FORMER = text(
    "network.version.before_former", _("Version %(version)s holds from %(day)s: choose a later day than that.")
)


@dataclass(frozen=True)
class VersionKind:
    """One kind of rule or text. ``versions(network, tier)`` are all of one series, ``problem(proposal)`` is what is
    wrong, ``columns(proposal)`` what the published row holds beside version and first day. ``earliest()`` is the first
    day from which a version may hold, ``published(row)`` what follows. Without ``ends_former`` a version holds until
    the next one begins, and the rows have no last day.
    """

    versions: Callable
    problem: Callable[[VersionProposal], Refusal | None]
    columns: Callable[[VersionProposal], dict]
    verb: str
    ends_former: bool = True
    earliest: Callable[[], date] = clock.today
    published: Callable = lambda row: None


def _text_problem(proposal: VersionProposal) -> Refusal | None:
    content = proposal.content
    if not content["title"].strip() or not content["clauses"]:
        return refusal(NO_CLAUSES)
    wrong = next(text_problems(content), None)
    return wrong[2] if wrong else None


def _text_columns(proposal: VersionProposal) -> dict:
    content = proposal.content
    code = own_code(proposal.network) if proposal.network else _common_code()
    body = {key: content[key] for key in ("facts", "clauses")}
    return {"network": proposal.network, "code": code, "title": content["title"], "body": body}


def own_code(network) -> str:
    """The code of a network's own agreement text."""
    return f"{network.code}-XY"


def _common_code() -> str:
    found = AgreementTemplate.objects.of(None).order_by("-valid_from", "-version").first()
    return found.code if found else "XY"


def _rule_problem(proposal: VersionProposal) -> Refusal | None:
    from network.eligibility.rules import problems

    wrong = next(iter(problems(proposal.content["alternatives"])), None)
    return refusal(BAD_RULE, problem=wrong) if wrong else None


def _rule_columns(proposal: VersionProposal) -> dict:
    return dict(proposal.content) | {"network": proposal.network, "tier": proposal.tier}


KINDS = {
    ProposalKind.AGREEMENT: VersionKind(
        lambda network, tier: AgreementTemplate.objects.of(network),
        _text_problem,
        _text_columns,
        "agreement_template.added",
    ),
    ProposalKind.ELIGIBILITY: VersionKind(
        lambda network, tier: EligibilityRule.objects.filter(network=network, tier=tier),
        _rule_problem,
        _rule_columns,
        "eligibility_rule.added",
    ),
    ProposalKind.TIER: VersionKind(
        lambda network, tier: TierVersion.objects.filter(tier=tier),
        tier_versions.problem,
        tier_versions.columns,
        "tier.published",
        published=tier_versions.published,
    ),
    ProposalKind.SEASON: VersionKind(
        lambda network, tier: ConfirmationRule.objects.all(),
        season_versions.problem,
        season_versions.columns,
        "confirmation_rule.published",
        ends_former=False,
        earliest=season_versions.earliest,
        published=season_versions.published,
    ),
}


def newest(kind: str, network, tier=None):
    """The newest version of a series, or None."""
    return KINDS[ProposalKind(kind)].versions(network, tier).order_by("-version").first()


def check_day(former, valid_from: date, thing=None) -> None:
    """Raise Refused unless a version may hold from a day: after the first day of the one before."""
    if former is not None and valid_from <= former.valid_from:
        day = former.valid_from.isoformat()
        raise Refused(refusal(BEFORE_FORMER, version=former.version, day=day), thing)


def publish(proposal: VersionProposal, *, valid_from: date, by: Actor):
    """Write the version and end the one before it with the day before: called inside the verb that publishes.

    Raises Refused when it does not hold any more, or not from that day.
    """
    kind = KINDS[ProposalKind(proposal.kind)]
    wrong = kind.problem(proposal)
    if wrong:
        raise Refused(wrong, proposal)
    former = newest(proposal.kind, proposal.network, proposal.tier)
    check_day(former, valid_from, proposal)
    if kind.ends_former and former is not None:
        _end(former, valid_from)
    row = kind.versions(proposal.network, proposal.tier).model()
    columns = kind.columns(proposal) | {"proposal": proposal, "valid_from": valid_from}
    for name, value in (columns | {"version": former.version + 1 if former else 1}).items():
        setattr(row, name, value)
    row.save()
    logbook.record(row, by=by, verb=kind.verb, changes={"valid_from": ("", valid_from)})
    kind.published(row)
    return row


def _end(former, valid_from: date) -> None:
    """End a version with the day before the next one, unless it ended sooner."""
    if former.valid_to is None or former.valid_to >= valid_from:
        former.valid_to = valid_from - timedelta(days=1)
        former.save(update_fields=["valid_to"])
