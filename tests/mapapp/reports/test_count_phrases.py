"""Each phrase of ``count_phrases.csv`` gives its killed and wounded: a new wording is a new line there."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from mapapp.reports.counts import casualties_in
from mapapp.reports.documents import Document


def phrases() -> list[tuple[str, int | None, int | None]]:
    """Text, killed and wounded of every line; None where the text doesn't state them."""
    lines = Path(__file__).with_name("count_phrases.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [
        (
            row["text"],
            int(row["killed"]) if row["killed"] else None,
            int(row["wounded"]) if row["wounded"] else None,
        )
        for row in rows
    ]


@pytest.mark.parametrize(("text", "killed", "wounded"), phrases())
def test_a_phrase_gives_its_killed_and_wounded(
    document: Callable[..., Document], text: str, killed: int | None, wounded: int | None
) -> None:
    read = document(text)
    found = casualties_in(read, 0, len(read.tokens))

    assert (
        None if found.killed is None else found.killed.value,
        None if found.injured is None else found.injured.value,
    ) == (killed, wounded)
