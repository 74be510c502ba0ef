"""Which stored incidents a person has called one; nothing is called so by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from mapapp.errors import StorageError
from mapapp.storage.batches import record_batch, stored_incidents
from mapapp.storage.tables import GROUP_MEMBERS, INCIDENTS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

LEAST_MEMBERS = 2


def accept_group(connection: Connection, event_ids: Collection[str], who: str) -> int:
    """Call incidents one and return the id of the group; incidents of groups take their groups along.

    Raises:
        StorageError: fewer than two incidents, or one that is not stored.
    """
    wanted = sorted(set(event_ids))
    if len(wanted) < LEAST_MEMBERS:
        raise StorageError("a group needs two incidents at least")
    stored = stored_incidents(connection, wanted)
    missing = [event_id for event_id in wanted if event_id not in stored]
    if missing:
        raise StorageError(f"there is no incident {', '.join(map(repr, missing[:5]))}")
    joined = [group for group in current_groups(connection) if set(group) & set(wanted)]
    members = sorted({*wanted, *(event_id for group in joined for event_id in group)})
    batch = record_batch(connection, "group", who, ", ".join(members)[:200], {"incidents": len(members)})
    live = sa.and_(GROUP_MEMBERS.c.split_batch.is_(None), GROUP_MEMBERS.c.event_id.in_(members))
    connection.execute(sa.update(GROUP_MEMBERS).where(live).values(split_batch=batch))
    connection.execute(
        sa.insert(GROUP_MEMBERS), [{"group_id": batch, "event_id": event_id} for event_id in members]
    )
    return batch


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
    rows = connection.execute(
        sa.select(GROUP_MEMBERS.c.group_id, GROUP_MEMBERS.c.event_id)
        .join(INCIDENTS, INCIDENTS.c.event_id == GROUP_MEMBERS.c.event_id)
        .where(GROUP_MEMBERS.c.split_batch.is_(None), INCIDENTS.c.removed_batch.is_(None))
    ).all()
    members: dict[int, list[str]] = {}
    for group_id, event_id in rows:
        members.setdefault(group_id, []).append(event_id)
    groups: list[Sequence[str]] = [members[group_id] for group_id in sorted(members)]
    return tuple(tuple(sorted(group)) for group in groups if len(group) >= LEAST_MEMBERS)
