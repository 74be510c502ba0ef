"""Applies a sharing profile to incidents: what is left out, made coarser and moved, and what of it is told.

Profiles are described in profiles.py. Places are moved by moving.py.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mapapp.filters import CHOICE_COLUMNS, SEARCHED_COLUMNS, Filters
from mapapp.incidents import COLUMNS, TEXT_COLUMNS, DatePrecision, GeoPrecision, conform
from mapapp.mapping.profiles import PROFILES, Profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapapp.mapping.areas import Areas
    from mapapp.mapping.districts import District

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
    "front", "guard", "isis", "isil", "daesh", "qaeda", "qaida", "pkk", "ypg", "pmf", "hashd", "mobilization",
    "peshmerga", "asa'ib", "asaib", "kata'ib", "kataib", "hezbollah", "tribe", "clan", "company",
    "قوات", "الجيش", "جيش", "الشرطة", "شرطة", "الحشد", "التحالف", "تنظيم", "الدولة", "حزب", "فصائل",
    "ميليشيا", "متظاهر", "مدني", "لواء", "سرايا", "حركة", "داعش", "القاعدة", "عصائب", "كتائب", "فصيل",
    "عشيرة", "عشائر", "قبيلة",
    "پێشمەرگە", "بيشمركة", "هێز", "سوپا",
)  # fmt: skip
"""An actor with one of these is a group; any other may be a private person and is left out in public."""

_OWN_WORDS: Final = frozenset({
    "event_id", "event_type", "sub_event_type", "date_precision", "geo_precision", "review_status", "tags",
})  # fmt: skip
"""Columns with words of our own, and ids, which would no longer tell rows apart."""
_WHOLE_OR_NOTHING: Final = frozenset({"source_url", "evidence"})
"""Cut, they would be broken: a link, and JSON."""

_ARABIC_MARKS: Final = "[\u0640\u064b-\u065f\u0670]"
"""Lengthening and vowel signs, which don't change a word."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A frame made ready for sharing."""

    frame: pd.DataFrame
    profile: Profile
    manifest: dict[str, Any] = field(default_factory=dict)
    """What was removed or made coarser, in numbers."""


def share(frame: pd.DataFrame, profile: Profile, districts: Iterable[District] = ()) -> Shared:
    """``frame`` as ``profile`` lets others see it; each changed row says so in ``tags``.

    Places stay inside their district: inside its outline where ``districts`` has it, else as areas.py tells.
    """
    incidents = conform(frame)
    if profile == PROFILES["internal"]:
        return Shared(incidents, profile)
    shared = incidents.copy()
    told: list[list[str]] = [[] for _ in range(len(shared))]
    # Every row's own tags give way to what was made coarser.
    removed = profile.dropped | ({"tags"} if incidents["tags"].ne("").any() else set())
    manifest: dict[str, Any] = {"profile": profile.name, "columns removed": sorted(removed)}
    sensitive = _sensitive(incidents) if profile.sensitive_to_district else np.zeros(len(shared), bool)
    if profile.cell_degrees:
        from mapapp.mapping.areas import Areas  # as in _move

        moved = _move(shared, profile, sensitive, Areas.load(districts))
        manifest["places moved"] = int(moved.sum())
        _tell(
            told, moved & ~sensitive, f"place to a cell of {profile.cell_degrees:g} degrees in its district"
        )
        written = _take_written_places_out(shared, incidents, profile)
        manifest["texts without the places written in them"] = int(written.sum())
        _tell(told, written, "places written in texts")
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
    tags = {how: json.dumps({"coarsened": "; ".join(how)}) if how else "" for how in set(map(tuple, told))}
    shared["tags"] = [tags[tuple(how)] for how in told]
    shared = _reordered(conform(shared))
    if profile.new_ids and "event_id" not in profile.dropped:
        shared["event_id"] = [f"{profile.name}-{number}" for number in range(1, len(shared) + 1)]
    return Shared(shared, profile, manifest)


def remaining_filters(filters: Filters | None, profile: Profile) -> Filters | None:
    """Those of ``filters`` that ask for nothing which ``profile`` hides or makes coarser.

    The others would tell it (a day, a name, a drawn area), and rows made coarser may no longer pass them.
    """
    if filters is None or profile == PROFILES["internal"]:
        return filters
    hidden = {name for name, column in CHOICE_COLUMNS.items() if column in profile.dropped}
    hidden |= {"date_from", "date_to"} if profile.whole_weeks or "event_date" in profile.dropped else set()
    hidden |= {"area", "geo_precision"} if profile.cell_degrees or profile.sensitive_to_district else set()
    hidden |= {"area"} if profile.dropped & {"latitude", "longitude"} else set()
    hidden |= {"actor"} if profile.groups_only or profile.dropped & {"actor1", "actor2"} else set()
    if profile.dropped & {"fatalities", "fatalities_low", "fatalities_high"}:
        hidden |= {"fatalities_from", "fatalities_to"}
    if profile.dropped & set(SEARCHED_COLUMNS) or profile.groups_only or profile.facilities_unnamed:
        hidden.add("text")
    opened = Filters()
    return replace(filters, **{name: getattr(opened, name) for name in hidden})


def _reordered(shared: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of what they still say: the order of the input tells days, and who reported first.

    The index still numbers the rows as they came in.
    """
    telling = [column for column in COLUMNS if column != "event_id" and shared[column].nunique() > 1]
    return shared.sort_values(telling, kind="stable") if telling else shared


def _tell(told: list[list[str]], rows: Any, how: str) -> None:  # noqa: ANN401 - a numpy mask
    for row in np.flatnonzero(rows):
        told[row].append(how)


def _sensitive(frame: pd.DataFrame) -> Any:  # noqa: ANN401 - a numpy mask
    found = np.zeros(len(frame), dtype=bool)
    for column in ("location", "location_as_written", "notes"):
        found |= _have_word(frame[column], SENSITIVE_WORDS)
    return found


def _have_word(texts: pd.Series, words: tuple[str, ...]) -> Any:  # noqa: ANN401 - a numpy mask
    pattern = "|".join(re.escape(word) for word in words)
    plain = texts.str.lower().str.replace(_ARABIC_MARKS, "", regex=True)
    return plain.str.contains(pattern, regex=True).to_numpy(dtype=bool)


def _move(shared: pd.DataFrame, profile: Profile, sensitive: Any, areas: Areas) -> Any:  # noqa: ANN401 - numpy masks
    """Move the places; returns which rows were moved."""
    from mapapp.mapping.moving import move_places  # Shapely takes time to load, and only sharing needs it

    latitudes = shared["latitude"].to_numpy(dtype=np.float64, copy=True)
    longitudes = shared["longitude"].to_numpy(dtype=np.float64, copy=True)
    known = ~(np.isnan(latitudes) | np.isnan(longitudes))
    moved = move_places(latitudes[known], longitudes[known], profile.cell_degrees, sensitive[known], areas)
    latitudes[known], longitudes[known] = moved.latitudes, moved.longitudes
    shared["latitude"], shared["longitude"] = latitudes, longitudes
    radius = shared["radius_km"].to_numpy(dtype=np.float64, copy=True)
    radius[known] = np.round(np.fmax(radius[known], 0) + moved.reach_km, 1)
    shared["radius_km"] = radius
    precision = shared["geo_precision"].to_numpy(dtype=object, copy=True)
    precision[known & (precision == GeoPrecision.EXACT.value)] = GeoPrecision.SETTLEMENT.value
    fine = np.isin(precision.astype(str), [GeoPrecision.SETTLEMENT.value, GeoPrecision.NEAR.value, ""])
    precision[known & sensitive & fine] = GeoPrecision.DISTRICT.value
    shared["geo_precision"] = precision.astype(str)
    return known


def _take_written_places_out(shared: pd.DataFrame, incidents: pd.DataFrame, profile: Profile) -> Any:  # noqa: ANN401 - a numpy mask
    """Coordinates in the texts that stay would tell what was moved; returns in which rows there were any."""
    from mapapp.mapping.written_places import IRAQ, Region, without_places

    known = incidents[["latitude", "longitude"]].dropna().astype(float)
    (south, west), (north, east) = known.min().fillna(90), known.max().fillna(-90)
    region = Region(
        min(south, IRAQ.south), min(west, IRAQ.west), max(north, IRAQ.north), max(east, IRAQ.east)
    )
    changed = np.zeros(len(shared), dtype=bool)
    for column in sorted(set(TEXT_COLUMNS) - profile.dropped - _OWN_WORDS):
        cleared = {text: without_places(text, region) for text in shared[column].unique()}
        if column in _WHOLE_OR_NOTHING:
            cleared = {text: rest if rest == text else "" for text, rest in cleared.items()}
        cut = {text for text, rest in cleared.items() if rest != text}
        if cut:
            changed |= shared[column].isin(cut).to_numpy(dtype=bool)
            shared[column] = shared[column].map(cleared)
    return changed


def _unname(shared: pd.DataFrame, incidents: pd.DataFrame, sensitive: Any) -> None:  # noqa: ANN401 - a numpy mask
    exact = (incidents["geo_precision"] == GeoPrecision.EXACT.value).to_numpy()
    shared.loc[exact | sensitive, "location"] = shared.loc[exact | sensitive, "admin2"]


def _keep_groups(shared: pd.DataFrame, column: str) -> int:
    removed = shared[column].ne("").to_numpy(dtype=bool) & ~_have_word(shared[column], GROUP_WORDS)
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
