"""Foreign content in a process of its own: whatever a reader does with it, it takes nobody else's request down.

The script that runs there sets its own limits of memory and time; here its answer is read, up to a size.
"""

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

# The kernel's word at a limit of computing time, and this side's when nobody waits any longer.
OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)


class ChildFailed(Exception):
    """The process ended with an error, or found no more memory."""


class ChildStopped(ChildFailed):
    """The process was ended at a limit: of time, or of what it may write."""


def output_of(script: Path, *arguments, content: bytes, seconds: int, most: int) -> bytes:
    """Return what a script writes after it has read all of `content`: at most `most` bytes within `seconds`.

    Raises ChildFailed or ChildStopped.
    """
    command = [sys.executable, "-P", str(script), *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        try:
            return _exchanged(process, content, most)
        finally:
            timer.cancel()
            process.kill()


def _exchanged(process: subprocess.Popen, content: bytes, most: int) -> bytes:
    # It may end before it has read everything: its code tells that.
    with suppress(OSError):
        process.stdin.write(content)
    with suppress(OSError):
        process.stdin.close()
    found = process.stdout.read(most + 1)
    if len(found) > most:
        raise ChildStopped
    code = process.wait()
    if code:
        raise ChildStopped if code in OUT_OF_TIME else ChildFailed
    return found
