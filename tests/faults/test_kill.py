"""A killed process: what it had acknowledged is there, what it had not is there whole or not at all."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import Told, killed_after

from mapapp.incidents import frame_of
from mapapp.storage import IncidentStore

ROUNDS = 200
"""Kills on each kind of database."""
ROWS = 25
"""Incidents of an import: enough for several statements, few enough for hundreds of imports."""
LONGEST_SECONDS = 0.25
"""Latest kill after the store was opened: a round gets through imports, edits and a backup by then."""


def rows_of(batch: str) -> list[dict[str, object]]:
    return [
        {"event_id": key, "source_dataset": "s", "source_id": key, "fatalities": 0}
        for key in (f"{batch}-{number}" for number in range(ROWS))
    ]


def work_on(url: str, round_number: int, backups: Path) -> Callable[[Callable[..., None]], None]:
    """Imports, edits and backups in turn, each acknowledged when its call has returned."""

    def work(tell: Callable[..., None]) -> None:
        with IncidentStore(url, create=True, who="killed") as store:
            tell(opened=url)
            for turn in range(1_000):
                batch = f"{round_number}-{turn}"
                store.save(frame_of(rows_of(batch)), label=batch)
                tell(imported=batch)
                for version in (1, 2):
                    store.edit(f"{batch}-0", {"fatalities": version}, version=version)
                    tell(edited=f"{batch}-0", fatalities=version)
                if turn % 3 == 0:
                    store.backup(backups / f"{batch}.db")
                    tell(backed_up=batch)

    return work


def assert_kept(url: str, told: Told, acknowledged: dict[str, int], imports: set[str], backups: Path) -> None:
    for step in told:
        assert "failed" not in step, step
        if "imported" in step:
            imports.add(step["imported"])
            acknowledged[f"{step['imported']}-0"] = 0
        if "edited" in step:
            acknowledged[step["edited"]] = step["fatalities"]
    with IncidentStore(url, create=True) as store:
        store.check()
        frame = store.load()
        batches = store.batches()
    stored = dict(zip(frame["event_id"], frame["fatalities"], strict=True))
    assert all(f"{batch}-{number}" in stored for batch in imports for number in range(ROWS))
    assert len(stored) % ROWS == 0
    assert len(stored) == sum(batch.summary["added"] for batch in batches if batch.action == "import")
    # An edit can have been kept although the process died before it could say so.
    assert all(stored[event_id] in (count, count + 1) for event_id, count in acknowledged.items())
    for step in told:
        if "backed_up" in step:
            with IncidentStore(f"sqlite:///{backups / step['backed_up']}.db") as copy:
                copy.check()
                assert not copy.load().empty


def test_what_was_acknowledged_outlives_a_kill_at_any_moment(url: str, tmp_path: Path) -> None:
    rng = random.Random(20261124)  # noqa: S311 - the same moments at each run
    backups = tmp_path / "backups"
    backups.mkdir()
    acknowledged: dict[str, int] = {}
    imports: set[str] = set()
    for number in range(ROUNDS):
        # Every tenth dies while it opens the store, the first one while it makes the tables.
        work = work_on(url, number, backups)
        told = killed_after(rng.uniform(0, LONGEST_SECONDS), work, begun=number % 10 != 0)
        assert_kept(url, told, acknowledged, imports, backups)
        for file in backups.iterdir():
            file.unlink()
    assert len(imports) > ROUNDS / 4, "the kills came too early to show anything"


@pytest.mark.parametrize("seconds", [0.0, 0.02])
def test_a_process_that_is_killed_tells_only_what_it_did(seconds: float) -> None:
    """The near miss: the harness itself must not invent or lose a step."""
    told = killed_after(seconds, lambda tell: [tell(step=number) for number in range(10**9)] and None)
    assert [step["step"] for step in told] == list(range(len(told)))
