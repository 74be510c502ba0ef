"""Keeps the garbage collector out of work that makes many small values and no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: it would look through all that was made, again and again."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            _put_aside()
            gc.enable()


def _put_aside() -> None:
    """Have the next full collection look at what was made, not the next small one.

    A caller that has frozen objects of its own keeps them frozen: there the small one does it.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
