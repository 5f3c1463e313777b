"""Campaigns in which members sign again: opened, issued to each member, reminded of once a day, closed with a list."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import jobs, logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import news as network_news
from network import terms, version_news
from network import version_permissions as permissions
from network.domain import agreement_ends, agreements, locks
from network.domain import version_tasks as tasks
from network.exit_enums import EXIT_OPEN
from network.membership_enums import MembershipState
from network.models import AgreementTemplate, Membership, Network, SigningCampaign
from network.queries.agreements import HOSPITALS_TURN, newest_text
from network.version_enums import CampaignReason, CampaignState
from tools import clock

ISSUE_WORK = "network.issue_campaign"
NO_TEXT = text("network.campaign.no_text", _("The network has no agreement text that is valid today."))
NOBODY = text(
    "network.campaign.nobody", _("No member is concerned: all have signed this text, or no term ends so soon.")
)
UNDER_WAY = text("network.campaign.under_way", _("A signing of this network is under way: close it first."))
PAST_DUE = text("network.campaign.past_due", _("The due day must lie after today."))
BAD_MONTHS = text("network.campaign.bad_months", _("Choose from 1 to 24 months."))
BAD_YEARS = text("network.campaign.bad_years", _("Terms go on by 1 to %(years)s years in this network."))
REMINDED_TODAY = text(
    "network.campaign.reminded_today", _("All who lag behind were reminded today: once a day is enough.")
)
NOBODY_LAGS = text("network.campaign.nobody_lags", _("No hospital has to do anything now: there is nobody to remind."))
NOT_OPEN = text("network.campaign.not_open", _("The signing is closed."))


def concerned(network: Network, *, reason: str, template: AgreementTemplate | None, months: int | None = None):
    """Today's members that would sign: by another text than the template, or with a term that ends within so many
    months. Whoever is about to leave is left out."""
    today = clock.today()
    rows = Membership.objects.current().filter(network=network).exclude(state=MembershipState.EXITED)
    rows = rows.exclude(exits__state__in=EXIT_OPEN)
    if reason == CampaignReason.RENEWAL:
        return rows.filter(valid_to__lte=terms.months_after(today, months or 0))
    text_of = rows.annotate(text_id=newest_text("template")).filter(valid_to__gt=today)
    return text_of.exclude(text_id=template.pk) if template else text_of


def problem(network: Network, *, reason: str, due_on: date, months=None, years=None) -> tuple[str, Refusal] | None:
    """What stands in the way of a campaign, as (column at which to say it, sentence), or None."""
    template = AgreementTemplate.objects.in_force(network)
    if template is None:
        return "network", refusal(NO_TEXT)
    if due_on <= clock.today():
        return "due_on", refusal(PAST_DUE)
    if reason == CampaignReason.RENEWAL:
        if not 1 <= (months or 0) <= 24:
            return "months", refusal(BAD_MONTHS)
        if not 1 <= (years or 0) <= 2 * network.term_years:
            return "years", refusal(BAD_YEARS, years=2 * network.term_years)
    if not concerned(network, reason=reason, template=template, months=months).exists():
        return "network", refusal(NOBODY)
    return None


@verb(permissions.RUN_CAMPAIGN)
def open_campaign(
    network: Network, *, reason: str, due_on: date, months: int | None = None, years: int | None = None, by: Actor
) -> SigningCampaign:
    """Open a campaign with the text in force today; the agreements are issued by a job.

    ``months`` and ``years`` are a renewal's. Raises Refused for what ``problem`` finds, and while another one is open.
    """
    locks.hold_many(hospitals=set(), campuses=set(), network=network.pk)
    if reason != CampaignReason.RENEWAL:
        months = years = None
    wrong = problem(network, reason=reason, due_on=due_on, months=months, years=years)
    if wrong:
        raise Refused(wrong[1], network)
    facts = {"reason": reason, "due_on": due_on, "months": months, "years": years}
    template = AgreementTemplate.objects.in_force(network)
    try:
        with transaction.atomic():
            made = SigningCampaign.objects.create(network=network, template=template, opened_by=by.user, **facts)
    except IntegrityError:
        raise Refused(refusal(UNDER_WAY), network) from None
    changes = {"reason": ("", reason), "template": ("", template), "due_on": ("", due_on)}
    logbook.record(made, by=by, verb="campaign.opened", changes=changes)
    tasks.close_campaign(made)
    jobs.start(ISSUE_WORK, by=by, about=made, campaign=made.pk)
    return made


def issue_missing(campaign: SigningCampaign, *, by: Actor, advance: Callable[[int, int], None] | None = None) -> int:
    """Issue to every member concerned that has nothing of this campaign yet; returns how many. Called again after an
    interruption it goes on where it stopped."""
    told = {"reason": campaign.reason, "template": campaign.template, "months": campaign.months}
    rows = concerned(campaign.network, **told).exclude(signed_again__campaign=campaign)
    members = list(rows.with_names().order_by("pk"))
    for done, member in enumerate(members, start=1):
        issue_to(campaign, member=member, by=by)
        if advance:
            advance(done, len(members))
    return len(members)


@verb(permissions.RUN_CAMPAIGN)
def issue_to(campaign: SigningCampaign, *, member: Membership, by: Actor) -> None:
    """Issue the campaign's text to one member, once. Raises Refused when the campaign is closed."""
    locks.hold(member)
    if not SigningCampaign.objects.open().filter(pk=campaign.pk).exists():
        raise Refused(refusal(NOT_OPEN), campaign)
    if campaign.agreements.filter(member=member).exists() or member.state == MembershipState.EXITED:
        logbook.nothing_changed()
        return
    agreements.issue_again(campaign, member, **_term(campaign, member), by=by)


def _term(campaign: SigningCampaign, member: Membership) -> dict:
    """A renewal goes on from the old end; with a new text the term stays as it is."""
    if campaign.reason == CampaignReason.RENEWAL:
        last_day = terms.years_after(member.valid_to, campaign.years)
        return {"term_from": member.valid_to + timedelta(days=1), "term_to": last_day}
    return {"term_from": clock.today(), "term_to": member.valid_to}


def lagging(campaign: SigningCampaign):
    """The agreements on which the hospital has to do something."""
    return campaign.agreements.filter(state__in=HOSPITALS_TURN)


@verb(permissions.RUN_CAMPAIGN)
def remind(campaign: SigningCampaign, *, by: Actor) -> int:
    """Remind every hospital that has to do something, at most once a day; returns how many. Raises Refused."""
    row = SigningCampaign.objects.select_for_update().get(pk=campaign.pk)
    if row.state != CampaignState.OPEN:
        raise Refused(refusal(NOT_OPEN), campaign)
    if row.reminded_on == clock.today():
        raise Refused(refusal(REMINDED_TODAY), campaign)
    rows = list(lagging(row).select_related("hospital", "network", "campaign"))
    if not rows:
        raise Refused(refusal(NOBODY_LAGS), campaign)
    people = network_news.people_of_hospitals({agreement.hospital_id for agreement in rows})
    for agreement in rows:
        version_news.remind(people.get(agreement.hospital_id, ()), agreement)
    row.reminded_on = campaign.reminded_on = clock.today()
    row.save(update_fields=["reminded_on"])
    logbook.record(row, by=by, verb="campaign.reminded", changes={"members": ("", len(rows))})
    return len(rows)


@verb(permissions.RUN_CAMPAIGN)
def close(campaign: SigningCampaign, *, reason: str, expected: int, token: str = "", by: Actor) -> SigningCampaign:
    """Close a campaign: what is not sealed by both sides is cancelled and stays on the list of who did not sign."""
    locks.hold_many(hospitals=set(), campuses=set(), network=campaign.network_id)
    stamps = {"closed_at": clock.now()}
    if move(campaign, CampaignState.CLOSED, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        ended = agreement_ends.cancel_signed_again(campaign=campaign, reason=reason, by=by)
        people = network_news.people_of_hospitals({agreement.hospital_id for agreement in ended})
        for agreement in ended:
            version_news.tell_of_closed_campaign(people.get(agreement.hospital_id, ()), agreement, reason)
        tasks.close(campaign, by=by)
    return campaign
