"""Incidents as a sharing profile lets others see them, in one file of any export format.

The file is made, read again, and compared with what may be in it before anyone gets it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from mapapp.errors import SnapshotError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from mapapp.mapping.districts import District
    from mapapp.mapping.profiles import Profile

_HIDDEN_TOGETHER: Final = (
    ("latitude", "longitude"), ("notes",), ("actor1",), ("actor2",), ("source_url",), ("evidence",),
)  # fmt: skip
"""Columns whose values, row by row, tell what a profile may hide."""
_DECIMALS: Final = 6
"""Of a degree: what every format keeps, some ten centimetres."""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A file to be given to others."""

    content: bytes
    frame: pd.DataFrame
    """The incidents in it."""
    attributions: tuple[str, ...]
    """Lines that must stand beside it; formats that can hold them do."""
    manifest: dict[str, Any] = field(default_factory=dict)
    """What the profile removed, in numbers; empty where it changes nothing."""


def hand_on(
    frame: pd.DataFrame,
    file_name: str,
    *,
    profile: str | Profile = "internal",
    districts: Iterable[District] = (),
    hxl: bool = False,
) -> HandedOn:
    """``frame`` as one file, as ``profile`` lets others see it; nothing is written.

    Args:
        frame: an incident frame.
        file_name: its suffix names the format.
        profile: the name of a built-in profile, or one of your own.
        districts: outlines inside which moved points stay.
        hxl: a row of HXL tags under the header, in CSV.

    Raises:
        SnapshotError: no such profile, or the file would hold what the profile hides.
        UnknownExport: the suffix names no format that we have.
    """
    from mapapp.attributions import attributions_of
    from mapapp.exports import export_bytes

    given = frame
    manifest: dict[str, Any] = {}
    if profile != "internal":
        given, manifest = _shared(frame, profile, districts)
        _refuse_leak(frame, given, file_name, hxl=hxl)
    content = export_bytes(given, file_name, hxl=hxl)
    return HandedOn(content, given, tuple(attributions_of(given)), manifest)


def _shared(
    frame: pd.DataFrame, profile: str | Profile, districts: Iterable[District]
) -> tuple[pd.DataFrame, dict[str, Any]]:
    from mapapp.mapping.profiles import PROFILES
    from mapapp.mapping.sharing import share

    if isinstance(profile, str) and profile not in PROFILES:
        raise SnapshotError(f"profile {profile!r} is none of: {', '.join(PROFILES)}")
    chosen = PROFILES[profile] if isinstance(profile, str) else profile
    shared = share(frame, chosen, districts)
    return shared.frame, shared.manifest


def _refuse_leak(original: pd.DataFrame, shared: pd.DataFrame, file_name: str, *, hxl: bool) -> None:
    """Make the file of what has a point, read it again, and compare what it holds with what may be in it.

    Raises:
        SnapshotError: a point or a text stands in it that only the original has.
    """
    from mapapp import readers
    from mapapp.exports import export_bytes

    placed = shared[shared["latitude"].notna()]
    read = readers.read_incidents(export_bytes(placed, file_name, hxl=hxl), name=file_name).frame
    for columns in map(list, _HIDDEN_TOGETHER):
        hidden = _values(original, columns) - _values(shared, columns)
        if hidden & _values(read, columns):
            told = ", ".join(columns)
            raise SnapshotError(f"{file_name}: holds an original {told} that the profile hides; not written")


def _values(frame: pd.DataFrame, columns: list[str]) -> set[tuple[object, ...]]:
    stated = frame[columns].dropna()
    rounded = stated.round(_DECIMALS) if "latitude" in columns else stated
    return {row for row in rounded.itertuples(index=False, name=None) if row != ("",)}
