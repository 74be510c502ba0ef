"""A store in each kind of database, and rows to put into it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mapapp.storage import IncidentStore


@pytest.fixture
def store(url: str) -> Iterator[IncidentStore]:
    """An empty store, in SQLite and in PostgreSQL, whose changes are Layla's."""
    with IncidentStore(url, create=True, who="Layla") as opened:
        yield opened
