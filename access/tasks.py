"""The works and beats of this house; imported when the application starts."""

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from access import beats, job_runner, presence, reminders
from access.actor import Actor
from access.delivery import outbox
from access.domain import sign_ins
from access.models import User

SEND_SECONDS = 5


@beats.each_minute("access.reap", _("Take up the work of workers that are gone"))
def reap() -> None:
    """Jobs and beats without a living worker are free for others; a job without attempts left ends with a sentence."""
    gone = presence.dead()
    job_runner.reap(gone)
    beats.free(*gone)
    presence.forget(gone)


@beats.every(SEND_SECONDS, "access.deliver", _("Send e-mails and messages"))
def deliver() -> None:
    """What is due of the outbox, the first time or again."""
    outbox.send_due()


@beats.each_day("access.remind", at="07:30", title=_("Remind people of tasks that are due"))
def remind() -> None:
    """Tasks that have come near or overdue."""
    reminders.remind()


@beats.each_day("access.one_session", at="00:10", title=_("End second sessions of people whose role allows one"))
def one_session() -> None:
    """Roles that were given before and begin today."""
    for user in User.objects.with_several_sessions():
        sign_ins.keep_last(user, by=Actor.as_system("one_session"))


@beats.each_day("access.forget_sessions", at="03:40", title=_("Forget sessions that are over"))
def forget_sessions() -> None:
    """Browsers' sessions past their day, and the rows of those that nobody has used for long."""
    call_command("clearsessions")
    sign_ins.forget_old_sessions(by=Actor.as_system("forget_sessions"))
