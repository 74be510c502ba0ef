"""Accepted groups shown once: one row for each, with the span of its counts and all of its sources.

Nothing is lost: the row's tags name the members and keep what each of them tagged. Splitting a group is
leaving it out of the accepted ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

from mapapp.attributions import BETWEEN_SOURCES
from mapapp.errors import InvalidIncident
from mapapp.incidents import COLUMNS, DatePrecision, GeoPrecision, ReviewStatus, conform

MEMBERS_TAG: Final = "members"
"""Key in the tags of a group's row: the ids of all that are in the group."""
MEMBER_TAGS_TAG: Final = "member_tags"
"""Key in the tags of a group's row: id -> the tags that the member had."""
_JOINED: Final = ("source", "source_url", "source_dataset", "source_id")
_PLACE: Final = ("admin1", "admin2", "location", "location_as_written", "latitude", "longitude",
                 "geo_precision", "radius_km")  # fmt: skip
_CLOSEST_FIRST: Final = {str(precision): rank for rank, precision in enumerate(GeoPrecision)}
_DATES_CLOSEST_FIRST: Final = {str(precision): rank for rank, precision in enumerate(DatePrecision)}
_DAYS_OF: Final = ((1, DatePrecision.DAY), (10, DatePrecision.WEEK), (31, DatePrecision.MONTH))
"""Days of a range, at most -> its precision."""


def group_id(event_ids: Iterable[str]) -> str:
    """The id of the group's row: the same for the same members in any order."""
    return "group:" + hashlib.sha256("\x1f".join(sorted(event_ids)).encode()).hexdigest()[:16]


def show_groups(frame: pd.DataFrame, groups: Iterable[Sequence[str]]) -> pd.DataFrame:
    """``frame`` with each accepted group as one row, at the place of its first member.

    The row says, of its members:

    - the place of the one that knows it most closely, and the span of the dates of those that know them best;
    - the lowest and highest count of any; as ``fatalities`` and ``injuries`` the count that most of them
      state, and of two that are stated as often the higher one, since tolls grow;
    - the type of the one that has a sub type, the first actors that are named;
    - all sources, data sets, ids and notes, each once; ``tags`` with the ids of the members.

    Other rows stay as they are. Members that the frame lacks (a filter hides them) are left out of the sums,
    but the row keeps its id; a group with fewer than two of its members in the frame is not shown as one.

    Args:
        frame: an incident frame.
        groups: the ``event_id``s of the members of each group.

    Raises:
        InvalidIncident: an incident is in two groups.
    """
    row_of = {event_id: row for row, event_id in enumerate(frame["event_id"].tolist())}
    taken: set[str] = set()
    shown: dict[int, dict[str, Any]] = {}
    hidden: list[int] = []
    for group in groups:
        for event_id in group:
            if event_id in taken:
                raise InvalidIncident(f"{event_id!r} is in two groups")
            taken.add(event_id)
        rows = sorted(row_of[event_id] for event_id in group if event_id in row_of)
        if len(rows) > 1:
            shown[rows[0]] = _one_row(frame.iloc[rows], group)
            hidden += rows
    if not shown:
        return frame.reset_index(drop=True)
    rows_of_groups = conform(pd.DataFrame(list(shown.values()), columns=list(COLUMNS)))
    rest = frame.reset_index(drop=True).drop(index=hidden)
    rows_of_groups.index = pd.Index(list(shown))
    return pd.concat([rest, rows_of_groups]).sort_index(kind="stable").reset_index(drop=True)


def _one_row(members: pd.DataFrame, group: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"event_id": group_id(group)}
    row |= _dates(members) | _type(members) | _counts(members)
    closest = _closest(members, "geo_precision", _CLOSEST_FIRST).sort_values("radius_km", kind="stable")
    row |= {name: closest.iloc[0][name] for name in _PLACE}
    row |= {name: BETWEEN_SOURCES.join(_parts(members[name])) for name in _JOINED}
    row["notes"] = "\n".join(_distinct(members["notes"]))
    row["evidence"] = next(iter(_distinct(members["evidence"])), "")
    row["review_status"] = _review(members)
    row["tags"] = _tags(members, group)
    row["created_at"] = min(_distinct(members["created_at"]), default="")
    row["updated_at"] = max(_distinct(members["updated_at"]), default="")
    return row


def _closest(members: pd.DataFrame, column: str, ranks: dict[str, int]) -> pd.DataFrame:
    """The members whose precision in ``column`` is the best of all."""
    rank = members[column].map(ranks).fillna(len(ranks))
    return members[rank == rank.min()]


def _dates(members: pd.DataFrame) -> dict[str, Any]:
    closest = _closest(members.dropna(subset="event_date"), "date_precision", _DATES_CLOSEST_FIRST)
    if closest.empty:
        return {"event_date": pd.NaT, "event_date_end": pd.NaT, "date_precision": ""}
    first = closest["event_date"].min()
    last = closest["event_date_end"].fillna(closest["event_date"]).max()
    days = (last - first).days + 1
    stated = closest["date_precision"].iloc[0]
    spanned = next((str(precision) for most, precision in _DAYS_OF if days <= most), str(DatePrecision.YEAR))
    return {
        "event_date": first,
        "event_date_end": last if days > 1 else pd.NaT,
        # A stated precision may be wider than the two dates say.
        "date_precision": stated if days == 1 else spanned,
    }


def _type(members: pd.DataFrame) -> dict[str, Any]:
    detailed = members[members["sub_event_type"] != ""]
    chosen = (members if detailed.empty else detailed).iloc[0]
    row = {"event_type": chosen["event_type"], "sub_event_type": chosen["sub_event_type"]}
    naming = members[(members["actor1"] != "") | (members["actor2"] != "")]
    both = naming[(naming["actor1"] != "") & (naming["actor2"] != "")]
    for name in ("actor1", "actor2"):
        row[name] = (naming if both.empty else both)[name].iloc[0] if len(naming) else ""
    return row


def _counts(members: pd.DataFrame) -> dict[str, Any]:
    killed = members["fatalities"].dropna()
    bounds = pd.concat([killed, members["fatalities_low"].dropna(), members["fatalities_high"].dropna()])
    return {
        "fatalities": _most_stated(killed),
        "fatalities_low": bounds.min() if len(bounds) else pd.NA,
        "fatalities_high": bounds.max() if len(bounds) else pd.NA,
        "injuries": _most_stated(members["injuries"].dropna()),
    }


def _most_stated(counts: pd.Series[Any]) -> Any:  # noqa: ANN401 - a count or NA
    return counts.mode().max() if len(counts) else pd.NA


def _review(members: pd.DataFrame) -> str:
    """What a person said of all of them; not reviewed where it was said of some only."""
    stated = _distinct(members["review_status"])
    return stated[0] if len(stated) == 1 else str(ReviewStatus.UNREVIEWED)


def _tags(members: pd.DataFrame, group: Sequence[str]) -> str:
    tags: dict[str, Any] = {MEMBERS_TAG: sorted(group)}
    named = zip(members["event_id"].tolist(), members["tags"].tolist(), strict=True)
    own = {event_id: _parsed(text) for event_id, text in named if text}
    if own:
        tags[MEMBER_TAGS_TAG] = own
    return json.dumps(tags, ensure_ascii=False)


def _parsed(text: str) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(text)
    except ValueError:
        return text


def _parts(values: pd.Series[Any]) -> list[str]:
    """The distinct sources; a member that names several brings each of them."""
    return list(dict.fromkeys(part for text in _distinct(values) for part in text.split(BETWEEN_SOURCES)))


def _distinct(values: pd.Series[Any]) -> list[str]:
    return [text for text in dict.fromkeys(values.tolist()) if text]
