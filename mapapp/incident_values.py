"""One value of one incident column, checked: what a file, a form or an edit may put into it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from mapapp.errors import InvalidIncident
from mapapp.incidents import (
    COLUMNS,
    COUNT_COLUMNS,
    DATE_COLUMNS,
    EVENT_TYPES,
    NUMBER_COLUMNS,
    UNKNOWN_EVENT_TYPE,
    GeoPrecision,
    ReviewStatus,
)

MAX_COUNT: Final = 100_000
"""No incident in Iraq killed or hurt more; a larger number is a slip or another column."""
LIMITS: Final = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0), "radius_km": (0.0, 20_000.0)}
"""Number column -> least and greatest value; degrees WGS 84, km."""
CHOICES: Final = {
    "event_type": frozenset({*EVENT_TYPES, UNKNOWN_EVENT_TYPE}),
    "geo_precision": frozenset(map(str, GeoPrecision)),
    "review_status": frozenset({"", *map(str, ReviewStatus)}),
}
"""Text column -> what may stand in it."""


def checked_value(column: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value comes in
    """``value`` as an incident holds it: dates as ISO text, numbers as float, counts as int, else text.

    None stays None: not stated.

    Raises:
        InvalidIncident: no incident column, or a value that it can't hold; the message says what it can.
    """
    if column not in COLUMNS:
        raise InvalidIncident("no incident column")
    if value is None:
        return None
    check: Callable[[str, Any], Any] = _text
    if column in DATE_COLUMNS:
        check = _day
    elif column in NUMBER_COLUMNS:
        check = _number
    elif column in COUNT_COLUMNS:
        check = _count
    return check(column, value)


def _day(_: str, value: Any) -> str:  # noqa: ANN401 - any JSON value comes in
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError) as error:
        raise InvalidIncident("no date such as 2021-02-22") from error


def _number(column: str, value: Any) -> float:  # noqa: ANN401 - any JSON value comes in
    low, high = LIMITS[column]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidIncident("no number")
    if not (math.isfinite(value) and low <= value <= high):
        raise InvalidIncident(f"outside {low:g} to {high:g}")
    return float(value)


def _count(_: str, value: Any) -> int:  # noqa: ANN401 - any JSON value comes in
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_COUNT:
        raise InvalidIncident(f"no whole number of people from 0 to {MAX_COUNT:,}")
    return value


def _text(column: str, value: Any) -> str:  # noqa: ANN401 - any JSON value comes in
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if column in CHOICES and text not in CHOICES[column]:
        raise InvalidIncident(f"none of: {', '.join(sorted(CHOICES[column]))}")
    # A lone half of a pair can't be written to any file or database again.
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
