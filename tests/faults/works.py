"""A work of several steps, each of which writes two rows a moment apart: half a step would be seen."""

import time

from django.apps import AppConfig
from django.db import transaction

NAME, FAILING = "faults.steps", "faults.refused"
CODES = ("news.application.shared", "news.signoff.sent_back")
STEPS = 12


class FaultsConfig(AppConfig):
    """Registers the works in the processes of the test."""

    name = "tests.faults"
    label = "faults"

    def ready(self):
        """After all houses have registered theirs."""
        register()


def register() -> None:
    """Make both works known in this process."""
    from access import jobs

    jobs.work(NAME)(steps)
    jobs.work(FAILING)(refused)


def address(job, number: int) -> str:
    """By which the rows of a step are known."""
    return f"/workspace/?{job.uid.hex}-{number}"


def steps(progress):
    """Each step is done once, however often the work is begun."""
    from access.models import Notification

    user = progress.job.owner
    for number in range(STEPS):
        with transaction.atomic():
            if not Notification.objects.filter(url=address(progress.job, number)).exists():
                for code in CODES:
                    Notification.objects.create(user=user, code=code, params={}, url=address(progress.job, number))
                    time.sleep(0.01)
        progress.advance(number + 1, STEPS)
        time.sleep(0.06)


def refused(progress):
    """Ends plainly, with a sentence."""
    from access.job_texts import LOST
    from access.refusals import Refused, refusal

    progress.check_cancelled()
    raise Refused(refusal(LOST, attempts=0))
