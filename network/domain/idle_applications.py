"""Applications that their hospital leaves: warned of by the clock, closed by the clock or the centre, begun anew."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import in_first_language, text
from access.verbs import verb
from network import exit_news as news
from network import exit_permissions as permissions
from network import exit_policies as policies
from network import membership_permissions
from network.domain import agreements, applications, locks, proxy_answers, signoffs
from network.domain import application_tasks as tasks
from network.membership_enums import ApplicationState
from network.models import Hospital, IdleWarning, MembershipApplication
from network.province.membership_rules import membership_rules
from tools import clock

CLOSED_BY_CLOCK = text("network.application.closed_by_clock", _("Left by the hospital for %(days)s days."))
NOT_LAPSED = text(
    "network.application.not_lapsed", _("Only an application that was closed as left is begun anew from its answers.")
)
FOREIGN = text("network.application.foreign", _("This application belongs to another hospital."))


@dataclass(frozen=True)
class Schedule:
    """When a returned application is warned of and closed, if nobody goes on with it."""

    untouched_since: date
    warnings: tuple[date, ...]
    closes_on: date


def schedule(application: MembershipApplication) -> Schedule:
    """The days as they stand now: each act of the hospital begins them anew."""
    since, rules = policies.untouched_since(application), membership_rules().idle
    days = tuple(since + timedelta(days=after) for after in rules.warn_after)
    return Schedule(since, days, since + timedelta(days=rules.close_after))


@verb(permissions.CLOSE_IDLE)
def lapse(application, *, reason: str, expected: int, token: str = "", by: Actor) -> MembershipApplication:
    """Close what the hospital has left, with its sign-off and an agreement that is out. Raises Refused before the
    province's number of days is over, and without a reason."""
    locks.hold_hospital(application.hospital_id)
    if move(application, ApplicationState.LAPSED, by=by, expected=expected, token=token, reason=reason):
        system = Actor.as_system(by.label, origin=by.origin)
        signoffs.cancel_waiting(application, by=system)
        agreements.cancel_of(application, reason=reason, by=system)
        proxy_answers.end_of(application, by)
        tasks.close(application, by)
    return application


def warn_and_close(by: Actor) -> int:
    """Do for each returned application what is due today, once, also after days without a worker; returns how many
    acts there were."""
    rows = MembershipApplication.objects.filter(state=ApplicationState.RETURNED).order_by("pk")
    return sum(_do_due(application, by) for application in rows.with_names())


def _do_due(application: MembershipApplication, by: Actor) -> int:
    plan, today = schedule(application), clock.today()
    if today >= plan.closes_on and _warned(application, plan) == len(plan.warnings):
        days = (today - plan.untouched_since).days
        reason = in_first_language(refusal(CLOSED_BY_CLOCK, days=days))
        lapse(application, reason=reason, expected=application.version, by=by)
        return 1
    due = [day for day in plan.warnings if day <= today]
    return warn(application, plan=plan, stages=len(due), by=by) if due else 0


def _warned(application, plan: Schedule) -> int:
    return application.idle_warnings.filter(untouched_since=plan.untouched_since).count()


@verb(permissions.CLOSE_IDLE)
def warn(application, *, plan: Schedule, stages: int, by: Actor) -> int:
    """Give the warnings that are due and were not given since the hospital last worked on it; one message for all."""
    after = [(day - plan.untouched_since).days for day in plan.warnings[:stages]]
    given = [_give(application, plan.untouched_since, days) for days in after]
    if not any(given):
        logbook.nothing_changed()
        return 0
    # After a stop of the worker the last warning still leaves the hospital some days.
    closes_on = max(plan.closes_on, clock.today() + timedelta(days=1))
    days = (clock.today() - plan.untouched_since).days
    logbook.record(application, by=by, verb="application.idle_warned", changes={"closes_on": (None, closes_on)})
    news.warn_of_idleness(application, days=days, closes_on=closes_on)
    return 1


def _give(application, since: date, days: int) -> bool:
    with transaction.atomic():
        return IdleWarning.objects.get_or_create(application=application, untouched_since=since, after_days=days)[1]


@verb(membership_permissions.ADD_APPLICATION)
def begin_anew(hospital: Hospital, *, old: MembershipApplication, by: Actor) -> MembershipApplication:
    """Open a new application with the answers of one that was closed as left. Papers are attached anew: they may have
    expired. Raises Refused for another hospital's, for one that was not closed so, and whatever ``start`` refuses."""
    if old.hospital_id != hospital.pk:
        raise Refused(refusal(FOREIGN), hospital)
    if old.state != ApplicationState.LAPSED:
        raise Refused(refusal(NOT_LAPSED), old)
    made = applications.start(hospital, network=old.network, campus=old.campus, tier=old.tier, by=by)
    for section in old.sections.order_by("pk"):
        applications.save_section(made, code=section.code, answers=section.answers, expected=0, by=by)
    if old.waiver_reason:
        applications.explain_waiver(made, reason=old.waiver_reason, by=by)
    return made
