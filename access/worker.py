"""The worker process: one job at a time, the beats beside it, and a sign of life for both.

It goes on when the database is away for a while. Told to stop, it lets what runs end or reach a good place to leave;
after JOB_STOP_SECONDS it gives the job back to the queue and goes.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.conf import settings
from django.db import Error, close_old_connections, connection

from access import beats, job_runner
from access.models import Job

logger = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
LONGEST_PAUSE = 10
# A slow beat must not hold up the others.
BEAT_THREADS = 3


class Worker:
    """Runs until ``stopping`` is set by a signal; ``code`` is then what the process returns."""

    def __init__(self, name: str):
        self.name = name
        self.code = 0
        self.stopping = False
        self.job: Job | None = None
        # The beats that wait or run here; only of these it says that they are held.
        self.beats: set[str] = set()
        self._ended = False

    def stop(self, *_signal) -> None:
        """Ask the worker to stop; a plain flag, so that a signal may set it at any moment."""
        self.stopping = True

    def run(self) -> int:
        """Work until told to stop; returns the process's code."""
        signs = threading.Thread(target=self._guarded, args=[self._give_signs], daemon=True)
        timer = threading.Thread(target=self._guarded, args=[self._follow_the_clock], daemon=True)
        signs.start()
        timer.start()
        self._guarded(self._work_off)
        timer.join()
        self._ended = True
        signs.join()
        return self.code

    def _guarded(self, loop: Callable[[], None]) -> None:
        """A loop that ends by a defect ends the process: half a worker would look like a whole one."""
        try:
            loop()
        except Exception:
            logger.exception("The worker stops at a defect.")
            self.code, self.stopping = 1, True
        finally:
            connection.close()

    def _patiently(self, act: Callable[[], bool], idle: float) -> None:
        """Repeat ``act`` until told to stop: at once while it has work, and with growing pauses while it fails."""
        pause = idle
        while not self.stopping:
            try:
                close_old_connections()
                busy, pause = act(), idle
            except Error as problem:
                # The text of the database's error may hold values.
                logger.warning("The database does not answer (%s); trying again.", type(problem).__name__)
                busy, pause = False, min(pause * 2, LONGEST_PAUSE)
            if not busy:
                self._sleep(pause)

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.stopping and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, IDLE_SECONDS))

    def _work_off(self) -> None:
        self._patiently(self._one_job, IDLE_SECONDS)

    def _one_job(self) -> bool:
        job = job_runner.claim(self.name)
        if job is None:
            return False
        self.job = job
        try:
            job_runner.carry_out(job, lambda: self.stopping)
        finally:
            self.job = None
        return True

    def _follow_the_clock(self) -> None:
        with ThreadPoolExecutor(BEAT_THREADS, thread_name_prefix="beat") as pool:

            def take() -> bool:
                beats.sync()
                for name in beats.take_due(self.name, running=self.beats):
                    self.beats.add(name)
                    pool.submit(self._beat, name)
                return False

            self._patiently(take, 1)

    def _beat(self, name: str) -> None:
        try:
            beats.carry_out(name, self.name)
        except Error:
            # Nobody says any more that it is held: it is free when its lease is over.
            logger.warning("The database went away during the beat %s.", name)
        finally:
            self.beats.discard(name)
            connection.close()

    def _give_signs(self) -> None:
        def sign() -> bool:
            if (job := self.job) is not None:
                job_runner.beat_heart(job.lease)
            beats.keep(self.name, tuple(self.beats))
            return False

        self._patiently(sign, settings.JOB_HEARTBEAT_SECONDS)
        self._leave_in_time()

    def _leave_in_time(self) -> None:
        """Go after the time of grace, whatever still runs: its job and its beats are free for others at once."""
        end = time.monotonic() + settings.JOB_STOP_SECONDS
        while time.monotonic() < end:
            if self._ended:
                return
            time.sleep(0.1)
        with suppress(Error):
            if (job := self.job) is not None:
                job_runner.give_back(job)
            beats.free(self.name)
        logging.shutdown()
        os._exit(self.code)
