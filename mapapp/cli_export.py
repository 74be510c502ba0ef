"""``mapapp export``: filtered rows, as a profile lets others see them, in one file."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mapapp.cli_sources import load_filtered, say
from mapapp.errors import SnapshotError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    import pandas as pd

    from mapapp.mapping.districts import District
    from mapapp.mapping.profiles import Profile


def export(options: argparse.Namespace, profile: str | Profile, districts: Iterable[District]) -> bool:
    """Write the export; whether every row of the source could be used whole.

    Raises:
        SnapshotError: no such profile, or the written file holds what the profile hides.
        UnknownExport: the suffix names no format that we have.
    """
    from mapapp.attributions import attributions_of
    from mapapp.exports import write_export

    frame, _, refused, flagged = load_filtered(options)
    given = frame
    if profile != "internal":
        given, manifest = _shared(frame, profile, districts)
        _check(frame, given, options)
        if options.manifest is not None:
            options.manifest.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    write_export(given, options.output, hxl=options.hxl)
    print(f"{options.output}: {len(given):,} incidents")
    for line in attributions_of(given):
        say(f"{options.output}: must carry the line: {line}")
    return not (refused or flagged)


def _shared(
    frame: pd.DataFrame, profile: str | Profile, districts: Iterable[District]
) -> tuple[pd.DataFrame, dict[str, object]]:
    from mapapp.mapping.profiles import PROFILES
    from mapapp.mapping.sharing import share

    if isinstance(profile, str) and profile not in PROFILES:
        raise SnapshotError(f"profile {profile!r} is none of: {', '.join(PROFILES)}")
    chosen = PROFILES[profile] if isinstance(profile, str) else profile
    shared = share(frame, chosen, districts)
    return shared.frame, shared.manifest


def _check(original: pd.DataFrame, shared: pd.DataFrame, options: argparse.Namespace) -> None:
    """Write the export aside, read it again, and compare what it holds with what may be in it.

    Raises:
        SnapshotError: a point or a text stands in it that only the original has.
    """
    from mapapp.exports import write_export
    from mapapp.readers import read_incidents

    placed = shared["latitude"].notna()
    with TemporaryDirectory() as folder:
        aside = write_export(shared[placed], Path(folder) / options.output.name, hxl=options.hxl)
        read = read_incidents(aside).frame
    for columns in (
        ["latitude", "longitude"],
        ["notes"],
        ["actor1"],
        ["actor2"],
        ["source_url"],
        ["evidence"],
    ):
        hidden = _values(original, columns) - _values(shared, columns)
        if hidden & _values(read, columns):
            told = ", ".join(columns)
            raise SnapshotError(
                f"{options.output}: holds an original {told} that the profile hides; not written"
            )


def _values(frame: pd.DataFrame, columns: list[str]) -> set[tuple[object, ...]]:
    stated = frame[columns].dropna()
    rounded = stated.round(6) if "latitude" in columns else stated
    return {row for row in rounded.itertuples(index=False, name=None) if row != ("",)}
