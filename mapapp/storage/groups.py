"""What a person decided of stored incidents: these are one, those are not; nothing becomes so by itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from mapapp.errors import StorageError
from mapapp.storage.batches import record_batch, stored_incidents
from mapapp.storage.tables import APART_MEMBERS, GROUP_MEMBERS, INCIDENTS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

LEAST_MEMBERS = 2


def accept_group(connection: Connection, event_ids: Collection[str], who: str) -> int:
    """Call incidents one and return the id of the group; incidents of groups take their groups along.

    That two of them were called different before no longer holds then.

    Raises:
        StorageError: fewer than two incidents, or one that is not stored.
    """
    wanted = _stored(connection, event_ids)
    joined = [group for group in current_groups(connection) if set(group) & set(wanted)]
    members = sorted({*wanted, *(event_id for group in joined for event_id in group)})
    batch = record_batch(connection, "group", who, ", ".join(members)[:200], {"incidents": len(members)})
    live = sa.and_(GROUP_MEMBERS.c.split_batch.is_(None), GROUP_MEMBERS.c.event_id.in_(members))
    connection.execute(sa.update(GROUP_MEMBERS).where(live).values(split_batch=batch))
    over = (
        sa.select(APART_MEMBERS.c.apart_id)
        .where(APART_MEMBERS.c.event_id.in_(members), APART_MEMBERS.c.ended_batch.is_(None))
        .group_by(APART_MEMBERS.c.apart_id)
        .having(sa.func.count() >= LEAST_MEMBERS)
    )
    connection.execute(
        sa.update(APART_MEMBERS).where(APART_MEMBERS.c.apart_id.in_(over)).values(ended_batch=batch)
    )
    connection.execute(
        sa.insert(GROUP_MEMBERS), [{"group_id": batch, "event_id": event_id} for event_id in members]
    )
    return batch


def keep_apart(connection: Connection, event_ids: Collection[str], who: str) -> int:
    """Call incidents different, each from each, and return the id of the batch.

    Raises:
        StorageError: fewer than two incidents, one that is not stored, or two that are of one group.
    """
    wanted = _stored(connection, event_ids)
    for group in current_groups(connection):
        together = sorted(set(group) & set(wanted))
        if len(together) >= LEAST_MEMBERS:
            raise StorageError(f"called one already: {', '.join(map(repr, together[:5]))}; split them first")
    batch = record_batch(connection, "apart", who, ", ".join(wanted)[:200], {"incidents": len(wanted)})
    connection.execute(
        sa.insert(APART_MEMBERS), [{"apart_id": batch, "event_id": event_id} for event_id in wanted]
    )
    return batch


def _stored(connection: Connection, event_ids: Collection[str]) -> list[str]:
    wanted = sorted(set(event_ids))
    if len(wanted) < LEAST_MEMBERS:
        raise StorageError("this needs two incidents at least")
    stored = stored_incidents(connection, wanted)
    missing = [event_id for event_id in wanted if event_id not in stored]
    if missing:
        raise StorageError(f"there is no incident {', '.join(map(repr, missing[:5]))}")
    return wanted


def split_group(connection: Connection, event_ids: Collection[str], who: str) -> int:
    """Take incidents out of their groups and return the id of the batch; a rest of one is no group.

    Raises:
        StorageError: an incident is in no group.
    """
    chosen = set(event_ids)
    groups = [group for group in current_groups(connection) if chosen & set(group)]
    strangers = sorted(chosen - {event_id for group in groups for event_id in group})
    if strangers:
        raise StorageError(f"in no group: {', '.join(map(repr, strangers[:5]))}")
    leaving = set(chosen)
    for group in groups:
        rest = set(group) - chosen
        leaving |= rest if len(rest) < LEAST_MEMBERS else set()
    batch = record_batch(
        connection, "split", who, ", ".join(sorted(chosen))[:200], {"incidents": len(leaving)}
    )
    live = sa.and_(GROUP_MEMBERS.c.split_batch.is_(None), GROUP_MEMBERS.c.event_id.in_(sorted(leaving)))
    connection.execute(sa.update(GROUP_MEMBERS).where(live).values(split_batch=batch))
    return batch


def current_groups(connection: Connection) -> tuple[tuple[str, ...], ...]:
    """The members of each group, of incidents that are not removed; in the order in which they were made."""
    return _current(connection, GROUP_MEMBERS.c.group_id, GROUP_MEMBERS.c.split_batch)


def current_apart(connection: Connection) -> tuple[tuple[str, ...], ...]:
    """The incidents of each decision that they are different, as ``current_groups`` does for one."""
    return _current(connection, APART_MEMBERS.c.apart_id, APART_MEMBERS.c.ended_batch)


def _current(
    connection: Connection, decision: sa.Column[Any], ended: sa.Column[Any]
) -> tuple[tuple[str, ...], ...]:
    member = decision.table.c.event_id
    rows = connection.execute(
        sa.select(decision, member)
        .join(INCIDENTS, INCIDENTS.c.event_id == member)
        .where(ended.is_(None), INCIDENTS.c.removed_batch.is_(None))
    ).all()
    members: dict[int, list[str]] = {}
    for number, event_id in rows:
        members.setdefault(number, []).append(event_id)
    decided = (tuple(sorted(members[number])) for number in sorted(members))
    return tuple(group for group in decided if len(group) >= LEAST_MEMBERS)
