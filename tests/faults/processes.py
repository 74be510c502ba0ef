"""Work done in a process of its own, that can be killed, or that has fewer rights."""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Callable
from typing import Any

Told = list[dict[str, Any]]
LONGEST_START_SECONDS = 20.0
"""How long a process may take to its first step, on a busy machine."""
NOBODY = 65534
"""User id without rights of its own on Debian."""


def killed_after(seconds: float, work: Callable[[Callable[..., None]], None], *, begun: bool = True) -> Told:
    """Run ``work`` in a fork, kill it with SIGKILL after some seconds, and return what it had told by then.

    ``work`` gets a function to tell with; what it is given is one acknowledged step. The seconds count from
    the first step on, where ``begun`` is set, so that a slow start does not leave the rest untried.
    """
    child, reading = started(work)
    if begun:
        select.select([reading], [], [], LONGEST_START_SECONDS)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return _read(reading)


def done_by(work: Callable[[Callable[..., None]], None], *, user: int | None = None) -> Told:
    """Run ``work`` in a fork to its end, as another user where one is given, and return what it told."""
    return finished(started(work, user=user))


def started(work: Callable[[Callable[..., None]], None], *, user: int | None = None) -> tuple[int, int]:
    """Begin ``work`` in a fork; ``finished`` takes what this returns."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        if user is not None:
            os.setgid(user)
            os.setuid(user)
        _run(work, writing)
    os.close(writing)
    return child, reading


def finished(begun: tuple[int, int]) -> Told:
    """Wait for a process that was started and return what it told."""
    child, reading = begun
    told = _read(reading)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, told
    return told


def _run(work: Callable[[Callable[..., None]], None], writing: int) -> None:
    def tell(**step: Any) -> None:
        os.write(writing, json.dumps(step).encode() + b"\n")

    status = 1
    try:
        work(tell)
        status = 0
    except BaseException as error:  # noqa: BLE001 - a fork must never come back into pytest
        tell(failed=repr(error))
    finally:
        # Without clean-up: buffers and connections of the parent's are not this process's to close.
        os._exit(status)


def _read(reading: int) -> Told:
    with os.fdopen(reading, "rb") as pipe:
        # A step is one write below the size that a pipe takes whole.
        return [json.loads(line) for line in pipe.read().splitlines()]
