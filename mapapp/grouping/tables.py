"""The tables of ``data/``: what agrees, what is rare, what is large. Rules are rows, not branches."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of ``data/``; lines that start with # are comments."""
    text = files("mapapp.grouping").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def datasets_with_own_codes() -> frozenset[str]:
    """Folded names of the data sets that data/compatible_types.csv has lines for."""
    rows = read_table("compatible_types.csv")
    return frozenset(name.casefold() for row in rows for name in row["dataset"].split("|") if name)
