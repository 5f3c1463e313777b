"""The worker: carries out jobs and the regular works. Any number of these processes may run, on any machine."""

import signal

from django.core.management.base import BaseCommand
from django.db import Error, connection

from access import job_runner, presence
from access.tasks import reap
from access.worker import Worker


class Command(BaseCommand):
    """Runs until TERM or INT; see access/worker.py."""

    help = "Carry out jobs and regular works until told to stop."
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Only a switch for hand-made runs."""
        parser.add_argument("--once", action="store_true", help="carry out what waits now, then end")

    def handle(self, *args, once=False, **options):
        """Begin with what dead workers left behind."""
        with presence.announced() as name:
            worker = Worker(name)
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, worker.stop)
            try:
                reap()
            except Error:
                # The database is not there yet: the worker waits for it, and the beat does this later.
                connection.close()
            if once:
                job_runner.run_waiting()
            else:
                worker.run()
        if worker.code:
            raise SystemExit(worker.code)
