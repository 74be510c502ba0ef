"""Sharing profiles: what a document for others leaves out, and how coarse the rest becomes.

Three are built in. ``internal`` changes nothing. ``partner`` is for people who are trusted with the places
but need no evidence or contacts. ``public`` is for everyone: settlement level or coarser, days become weeks,
free text goes, and places of people at risk (schools, clinics, aid sites, homes) are known by district only.

How a profile is applied stands in sharing.py, how places are moved in moving.py. DHS displaces rural points
by up to 5 km; the public cell is coarser.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from mapapp.errors import SnapshotError
from mapapp.incidents import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How much is shared.

    Raises:
        SnapshotError: a field names no incident column, or a size is below 0.
    """

    name: str
    dropped: frozenset[str] = frozenset()
    """Columns left out."""
    cell_degrees: float = 0.0
    """Side of the grid cell that places are moved in; 0 leaves them."""
    whole_weeks: bool = False
    """Dates become the week (Monday to Sunday) that they lie in."""
    sensitive_to_district: bool = False
    facilities_unnamed: bool = False
    """The name of a place known exactly is left out: it would say more than the moved point."""
    groups_only: bool = False
    """Actors that may be private people are left out."""
    new_ids: bool = False
    """Incidents get running numbers: their own ids may lead back to the source."""

    def __post_init__(self) -> None:
        foreign = self.dropped - set(COLUMNS)
        if foreign:
            raise SnapshotError(f"profile {self.name}: no incident column: {', '.join(sorted(foreign))}")
        if not 0 <= self.cell_degrees <= 1:
            raise SnapshotError(f"profile {self.name}: cell_degrees {self.cell_degrees} is not in 0 to 1")


PROFILES: Final = {
    "internal": Profile(name="internal"),
    "partner": Profile(
        name="partner",
        dropped=frozenset({"evidence", "source_id", "created_at", "updated_at"}),
        cell_degrees=0.02,  # about 2 km
    ),
    "public": Profile(
        name="public",
        dropped=frozenset({
            "notes", "evidence", "location_as_written", "source", "source_url", "source_id", "tags",
            "created_at", "updated_at",
        }),
        cell_degrees=0.1,  # about 10 km
        whole_weeks=True,
        sensitive_to_district=True,
        facilities_unnamed=True,
        groups_only=True,
        new_ids=True,
    ),
}  # fmt: skip


def load_profiles(path: Path) -> dict[str, Profile]:
    """The built-in profiles and those of a YAML file: a mapping each, with the fields of ``Profile``.

    ``like`` names the built-in profile that it starts from; without one it starts from ``internal``.

    Raises:
        SnapshotError: the file can't be read, or a field is not one that a profile has; the message names
            the file, the profile, the key, and what is allowed.
    """
    import yaml  # only own profiles need it

    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SnapshotError(f"{path}: no profiles can be read: {error}") from error
    if not isinstance(written, dict):
        raise SnapshotError(f"{path}: a mapping from names to profiles is needed, not {written!r:.60}")
    return PROFILES | {
        str(name): _own_profile(f"{path}: {name}", str(name), told) for name, told in written.items()
    }


def _own_profile(where: str, name: str, told: object) -> Profile:
    if not isinstance(told, dict):
        raise SnapshotError(f"{where}: a mapping of these is needed: like, {', '.join(_OWN_FIELDS)}")
    values: dict[str, Any] = {str(key): value for key, value in told.items()}
    like = values.pop("like", "internal")
    if not isinstance(like, str) or like not in PROFILES:
        raise SnapshotError(f"{where}: like: {like!r} is none of: {', '.join(PROFILES)}")
    for key, value in values.items():
        if key not in _OWN_FIELDS:
            raise SnapshotError(f"{where}: {key} is none of: like, {', '.join(_OWN_FIELDS)}")
        wanted, fits = _OWN_FIELDS[key]
        if not fits(value):
            raise SnapshotError(f"{where}: {key}: {value!r} is not {wanted}")
    if "dropped" in values:
        values["dropped"] = frozenset(values["dropped"])
    return replace(PROFILES[like], name=name, **values)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_cell(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _are_columns(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(column, str) and column in COLUMNS for column in value)


_FLAG: Final = ("true or false", _is_flag)
_OWN_FIELDS: Final = {
    "dropped": (f"a list of columns out of: {', '.join(COLUMNS)}", _are_columns),
    "cell_degrees": ("a number of degrees from 0 to 1", _is_cell),
    "whole_weeks": _FLAG,
    "sensitive_to_district": _FLAG,
    "facilities_unnamed": _FLAG,
    "groups_only": _FLAG,
    "new_ids": _FLAG,
}
"""What a profile of one's own can state: key -> what is allowed, in words and as a check."""
