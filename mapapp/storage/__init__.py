"""Incidents kept in a database: SQLite by default, PostgreSQL by URL; the same statements for both.

An import is idempotent, and every import, edit and grouping can be told and undone; see ``docs/storage.md``.
"""

from mapapp.storage.connecting import default_url
from mapapp.storage.keys import content_keys, merge
from mapapp.storage.lineage import Scope
from mapapp.storage.results import Batch, Change, EditConflict, RefusedIncident, Saved
from mapapp.storage.store import IncidentStore

__all__ = [
    "Batch",
    "Change",
    "EditConflict",
    "IncidentStore",
    "RefusedIncident",
    "Saved",
    "Scope",
    "content_keys",
    "default_url",
    "merge",
]
