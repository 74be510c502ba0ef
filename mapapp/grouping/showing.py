"""Accepted groups shown once: one row for each, with the span of its counts and all of its sources.

Nothing is lost: the row's tags name the members and keep what each of them tagged. Splitting a group is
leaving it out of the accepted ones.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
_CLOSEST_FIRST: Final = tuple(str(precision) for precision in GeoPrecision)
_DATES_CLOSEST_FIRST: Final = tuple(str(precision) for precision in DatePrecision)
_DAYS_OF: Final = ((1, DatePrecision.DAY), (10, DatePrecision.WEEK), (31, DatePrecision.MONTH))
"""Days of a range, at most -> its precision."""

Record = dict[str, Any]
"""A row by column; None for what is missing, "" for no text."""


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
    rows_of_groups = _rows_of_groups(groups, row_of)
    if not rows_of_groups:
        return frame.reset_index(drop=True)
    hidden = [row for rows, _ in rows_of_groups for row in rows]
    members = dict(zip(hidden, _records(frame.iloc[hidden]), strict=True))
    shown = conform(
        pd.DataFrame(
            [_one_row([members[row] for row in rows], group) for rows, group in rows_of_groups],
            columns=list(COLUMNS),
        )
    )
    shown.index = pd.Index([rows[0] for rows, _ in rows_of_groups])
    rest = frame.reset_index(drop=True).drop(index=hidden)
    return pd.concat([rest, shown]).sort_index(kind="stable").reset_index(drop=True)


def _rows_of_groups(
    groups: Iterable[Sequence[str]], row_of: Mapping[str, int]
) -> list[tuple[list[int], Sequence[str]]]:
    """The rows of each group that has two in the frame, with all of its members."""
    taken: set[str] = set()
    found = []
    for group in groups:
        for event_id in group:
            if event_id in taken:
                raise InvalidIncident(f"{event_id!r} is in two groups")
            taken.add(event_id)
        rows = sorted(row_of[event_id] for event_id in group if event_id in row_of)
        if len(rows) > 1:
            found.append((rows, group))
    return found


def _records(frame: pd.DataFrame) -> list[Record]:
    """The rows as dictionaries, None for what is missing; each column is taken once for all of them."""
    columns = [frame[name].astype("object").where(frame[name].notna(), None).tolist() for name in COLUMNS]
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _one_row(members: Sequence[Record], group: Sequence[str]) -> Record:
    row: Record = {"event_id": group_id(group)}
    row |= _dates(members) | _type(members) | _counts(members)
    closest = min(members, key=_closeness)
    row |= {name: closest[name] for name in _PLACE}
    row |= {name: BETWEEN_SOURCES.join(_parts(members, name)) for name in _JOINED}
    row["notes"] = "\n".join(_stated(members, "notes"))
    row["evidence"] = next(iter(_stated(members, "evidence")), "")
    row["review_status"] = _review(members)
    row["tags"] = _tags(members, group)
    row["created_at"] = min(_stated(members, "created_at"), default="")
    row["updated_at"] = max(_stated(members, "updated_at"), default="")
    return row


def _closeness(member: Record) -> tuple[int, float]:
    """Lower for a place that is known more closely."""
    radius = member["radius_km"]
    return _rank(member["geo_precision"], _CLOSEST_FIRST), math.inf if radius is None else radius


def _rank(precision: str, closest_first: Sequence[str]) -> int:
    return closest_first.index(precision) if precision in closest_first else len(closest_first)


def _dates(members: Sequence[Record]) -> Record:
    dated = [one for one in members if one["event_date"] is not None]
    if not dated:
        return {"event_date": None, "event_date_end": None, "date_precision": ""}
    best = min(_rank(one["date_precision"], _DATES_CLOSEST_FIRST) for one in dated)
    closest = [one for one in dated if _rank(one["date_precision"], _DATES_CLOSEST_FIRST) == best]
    first = min(one["event_date"] for one in closest)
    last = max(one["event_date_end"] or one["event_date"] for one in closest)
    days = (last - first).days + 1
    spanned = next((str(precision) for most, precision in _DAYS_OF if days <= most), str(DatePrecision.YEAR))
    return {
        "event_date": first,
        "event_date_end": last if days > 1 else None,
        # A stated precision may be wider than the two dates say.
        "date_precision": closest[0]["date_precision"] if days == 1 else spanned,
    }


def _type(members: Sequence[Record]) -> Record:
    detailed = [one for one in members if one["sub_event_type"]]
    naming = [one for one in members if one["actor1"] or one["actor2"]]
    both = [one for one in naming if one["actor1"] and one["actor2"]]
    chosen, named = (detailed or members)[0], (both or naming or members)[0]
    return {
        "event_type": chosen["event_type"], "sub_event_type": chosen["sub_event_type"],
        "actor1": named["actor1"], "actor2": named["actor2"],
    }  # fmt: skip


def _counts(members: Sequence[Record]) -> Record:
    bounds = [
        one[name]
        for one in members
        for name in ("fatalities", "fatalities_low", "fatalities_high")
        if one[name] is not None
    ]
    return {
        "fatalities": _most_stated(members, "fatalities"),
        "fatalities_low": min(bounds, default=None),
        "fatalities_high": max(bounds, default=None),
        "injuries": _most_stated(members, "injuries"),
    }


def _most_stated(members: Sequence[Record], name: str) -> int | None:
    counts = Counter(one[name] for one in members if one[name] is not None)
    return max(counts, key=lambda count: (counts[count], count), default=None)


def _review(members: Sequence[Record]) -> str:
    """What a person said of all of them; not reviewed where it was said of some only."""
    stated = _stated(members, "review_status")
    return stated[0] if len(stated) == 1 else str(ReviewStatus.UNREVIEWED)


def _tags(members: Sequence[Record], group: Sequence[str]) -> str:
    tags: Record = {MEMBERS_TAG: sorted(group)}
    own = {one["event_id"]: _parsed(one["tags"]) for one in members if one["tags"]}
    if own:
        tags[MEMBER_TAGS_TAG] = own
    return json.dumps(tags, ensure_ascii=False)


def _parsed(text: str) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(text)
    except ValueError:
        return text


def _parts(members: Sequence[Record], name: str) -> list[str]:
    """The distinct sources; a member that names several brings each of them."""
    return list(
        dict.fromkeys(part for text in _stated(members, name) for part in text.split(BETWEEN_SOURCES))
    )


def _stated(members: Sequence[Record], name: str) -> list[str]:
    """What the members say, each once, in their order."""
    return list(dict.fromkeys(one[name] for one in members if one[name]))
