"""The part of a filter that a database can decide, so that it need not hand over what surely fails.

What passes is still decided by ``filters.apply``: a clause here may let through too much, never too little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from mapapp.filters import CHOICE_COLUMNS
from mapapp.storage.tables import INCIDENTS

if TYPE_CHECKING:
    from mapapp.filters import Filters


def narrowed(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """Clauses on the incidents table that every incident that passes ``filters`` fulfils."""
    table = INCIDENTS.c
    clauses: list[sa.ColumnElement[bool]] = []
    last_day = sa.func.coalesce(table.event_date_end, table.event_date)
    if filters.date_from is not None:
        clauses.append(last_day >= filters.date_from)
    if filters.date_to is not None:
        clauses.append(table.event_date <= filters.date_to)
    for field, column in CHOICE_COLUMNS.items():
        wanted = getattr(filters, field)
        if wanted is not None:
            clauses.append(table[column].in_(wanted))
    if filters.actor is not None:
        clauses.append(sa.or_(table.actor1.in_(filters.actor), table.actor2.in_(filters.actor)))
    if filters.area is not None:
        clauses += _around(filters.area)
    return clauses


def _around(area: tuple[tuple[float, float], ...]) -> list[Any]:
    latitudes, longitudes = zip(*area, strict=True)
    return [
        INCIDENTS.c.latitude.between(min(latitudes), max(latitudes)),
        INCIDENTS.c.longitude.between(min(longitudes), max(longitudes)),
    ]
