"""Sharing profiles: what a document for others leaves out, and how coarse the rest becomes.

Three are built in. ``internal`` changes nothing. ``partner`` is for people who are trusted with the places
but need no evidence or contacts. ``public`` is for everyone: settlement level or coarser, days become weeks,
free text goes, and places of people at risk (schools, clinics, aid sites, homes) are known by district only.

Places are moved by snapping to a grid, not by a random or hashed distance: all points of a cell come to the
same spot, so repeats can't be averaged, and the method can't be run backwards to find the point in the cell.
The spot stays inside the governorate. DHS displaces rural points by up to 5 km; the public cell is coarser.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mapapp.errors import SnapshotError
from mapapp.incidents import COLUMNS, TEXT_COLUMNS, DatePrecision, GeoPrecision, conform

if TYPE_CHECKING:
    from mapapp.mapping.outlines import Outlines

SENSITIVE_WORDS: Final = (
    "school", "kindergarten", "university", "college", "clinic", "hospital", "health centre", "health center",
    "shelter", "camp", "orphanage", "aid ", "ngo", "house", "home of", "residence", "apartment",
    "مدرسة", "روضة", "جامعة", "كلية", "عيادة", "مستشفى", "مستوصف", "مركز صحي", "مخيم", "ملجأ", "دار أيتام",
    "إغاثة", "منظمة", "منزل", "بيت", "دار سكن", "شقة",
    "قوتابخانە", "زانکۆ", "نەخۆشخانە", "کلینیک", "کەمپ", "خانوو", "ماڵ",
)  # fmt: skip
"""A place whose name, or whose incident's text, has one of these (any case) is known by district only."""

GROUP_WORDS: Final = (
    "force", "army", "police", "military", "militia", "state", "group", "coalition", "government",
    "brigade", "party", "union", "unidentified", "civilian", "protester", "rioter", "corps", "movement",
    "front", "guard",
    "قوات", "الجيش", "جيش", "الشرطة", "شرطة", "الحشد", "التحالف", "تنظيم", "الدولة", "حزب", "فصائل",
    "ميليشيا", "متظاهر", "مدني", "لواء", "سرايا", "حركة", "داعش", "پێشمەرگە", "بيشمركة", "هێز", "سوپا",
)  # fmt: skip
"""An actor with one of these is a group; any other may be a private person and is left out in public."""

_KILOMETRES_PER_DEGREE: Final = 111.2
_DISTRICT_CELL_DEGREES: Final = 0.5
"""Cell for a place that is known by district only: about the size of one."""
_LATTICE: Final = 7
"""Spots per side of a cell that are tried when its middle lies in another governorate."""
_OFFSET: Final = 0.00413
"""Degrees that the grid is shifted, so that its spots don't fall on round coordinates of the input."""


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


@dataclass(frozen=True, slots=True)
class Shared:
    """A frame made ready for sharing."""

    frame: pd.DataFrame
    profile: Profile
    manifest: dict[str, Any] = field(default_factory=dict)
    """What was removed or made coarser, in numbers."""


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


def share(frame: pd.DataFrame, profile: Profile) -> Shared:
    """``frame`` as ``profile`` lets others see it; each changed row says so in ``tags``."""
    incidents = conform(frame)
    if profile == PROFILES["internal"]:
        return Shared(incidents, profile)
    shared = incidents.copy()
    told: list[list[str]] = [[] for _ in range(len(shared))]
    manifest: dict[str, Any] = {"profile": profile.name, "columns removed": sorted(profile.dropped)}
    sensitive = _sensitive(incidents) if profile.sensitive_to_district else np.zeros(len(shared), bool)
    if profile.cell_degrees:
        moved = _move_places(shared, profile, sensitive)
        manifest["places moved"] = int(moved.sum())
        _tell(told, moved & ~sensitive, f"place to a cell of {profile.cell_degrees:g} degrees")
    _tell(told, sensitive, "place to its district")
    manifest["places known by district only"] = int(sensitive.sum())
    if profile.facilities_unnamed:
        _unname(shared, incidents, sensitive)
    if profile.groups_only:
        manifest["actors removed"] = sum(_keep_groups(shared, column) for column in ("actor1", "actor2"))
    if profile.whole_weeks:
        _to_weeks(shared)
        _tell(told, shared["event_date"].notna().to_numpy(), "date to its week")
    for column in profile.dropped:
        shared[column] = "" if column in TEXT_COLUMNS else None
    shared["tags"] = [json.dumps({"coarsened": "; ".join(how)}) if how else "" for how in told]
    if profile.new_ids:
        shared["event_id"] = [f"{profile.name}-{number}" for number in range(1, len(shared) + 1)]
    return Shared(conform(shared), profile, manifest)


def _tell(told: list[list[str]], rows: Any, how: str) -> None:  # noqa: ANN401 - a numpy mask
    for row in np.flatnonzero(rows):
        told[row].append(how)


def _sensitive(frame: pd.DataFrame) -> Any:  # noqa: ANN401 - a numpy mask
    texts = frame["location"] + "\n" + frame["location_as_written"] + "\n" + frame["notes"]
    distinct = {text: _has_word(text, SENSITIVE_WORDS) for text in texts.unique()}
    return texts.map(distinct).to_numpy(dtype=bool)


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    lowered = text.casefold()
    return any(word in lowered for word in words)


def _move_places(shared: pd.DataFrame, profile: Profile, sensitive: Any) -> Any:  # noqa: ANN401 - numpy masks
    """Snap places to their cells; returns which rows were moved."""
    from mapapp.mapping.outlines import Outlines  # Shapely takes time to load, and only sharing needs it

    outlines = Outlines.load()
    latitudes = shared["latitude"].to_numpy(dtype=np.float64, copy=True)
    longitudes = shared["longitude"].to_numpy(dtype=np.float64, copy=True)
    known = ~(np.isnan(latitudes) | np.isnan(longitudes))
    originals = set(zip(latitudes[known].tolist(), longitudes[known].tolist(), strict=True))
    cells = np.where(sensitive, _DISTRICT_CELL_DEGREES, profile.cell_degrees)
    spots: dict[tuple[int, int, float, str], tuple[float, float]] = {}
    governorates = shared["admin1"].tolist()
    for row in np.flatnonzero(known):
        cell = float(cells[row])
        column = int(np.floor((longitudes[row] - _OFFSET) / cell))
        line = int(np.floor((latitudes[row] - _OFFSET) / cell))
        key = (line, column, cell, governorates[row])
        if key not in spots:
            spots[key] = _spot(key, outlines, originals)
        latitudes[row], longitudes[row] = spots[key]
    shared["latitude"], shared["longitude"] = latitudes, longitudes
    widened = cells * _KILOMETRES_PER_DEGREE * np.sqrt(0.5)
    radius = shared["radius_km"].to_numpy(dtype=np.float64)
    shared["radius_km"] = np.where(known, np.round(np.fmax(radius, 0) + widened, 1), radius)
    precision = shared["geo_precision"].to_numpy(dtype=object, copy=True)
    precision[known & (precision == GeoPrecision.EXACT.value)] = GeoPrecision.SETTLEMENT.value
    fine = np.isin(precision.astype(str), [GeoPrecision.SETTLEMENT.value, GeoPrecision.NEAR.value, ""])
    precision[known & sensitive & fine] = GeoPrecision.DISTRICT.value
    shared["geo_precision"] = precision.astype(str)
    return known


def _spot(
    key: tuple[int, int, float, str], outlines: Outlines, originals: set[tuple[float, float]]
) -> tuple[float, float]:
    """The spot of a cell nearest to its middle that lies in the governorate and is no original point."""
    line, column, cell, governorate = key
    steps = sorted(
        ((up, across) for up in range(_LATTICE) for across in range(_LATTICE)),
        key=lambda step: (step[0] - _LATTICE // 2) ** 2 + (step[1] - _LATTICE // 2) ** 2,
    )
    candidates = [
        (
            round(_OFFSET + (line + (up + 0.5) / _LATTICE) * cell, 5),
            round(_OFFSET + (column + (across + 0.5) / _LATTICE) * cell, 5),
        )
        for up, across in steps
    ]
    free = [spot for spot in candidates if spot not in originals]
    inside = [spot for spot in free if outlines.holds(governorate, *spot)]
    if not free:
        raise SnapshotError(f"no spot of the cell at {candidates[0]} is free: the places lie too densely")
    return (inside or free)[0]


def _unname(shared: pd.DataFrame, incidents: pd.DataFrame, sensitive: Any) -> None:  # noqa: ANN401 - a numpy mask
    exact = (incidents["geo_precision"] == GeoPrecision.EXACT.value).to_numpy()
    shared.loc[exact | sensitive, "location"] = shared.loc[exact | sensitive, "admin2"]


def _keep_groups(shared: pd.DataFrame, column: str) -> int:
    person = {name: bool(name) and not _has_word(name, GROUP_WORDS) for name in shared[column].unique()}
    removed = shared[column].map(person).to_numpy(dtype=bool)
    shared.loc[removed, column] = ""
    return int(removed.sum())


def _to_weeks(shared: pd.DataFrame) -> None:
    last = shared["event_date_end"].fillna(shared["event_date"])
    first = shared["event_date"]
    shared["event_date"] = first - pd.to_timedelta(first.dt.day_of_week, unit="D")
    shared["event_date_end"] = last + pd.to_timedelta(6 - last.dt.day_of_week, unit="D")
    day = shared["date_precision"].isin([DatePrecision.DAY.value, ""])
    shared.loc[day & first.notna(), "date_precision"] = DatePrecision.WEEK.value
    for column in ("created_at", "updated_at"):
        shared[column] = ""
