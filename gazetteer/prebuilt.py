"""The built-in gazetteer as columns in the user's cache: built at the first use, opened from then on.

Building takes seconds, opening a tenth of one, and every command pays for it. The file is a gazetteer file
like any other (:mod:`gazetteer.storage`), named for the state of the built-in tables, with a digest over its
columns. What is missing, damaged or of another state is built anew; where the cache can't be written to,
the gazetteer is built each time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from gazetteer.building import Assembled, assemble, columns_of, fingerprint, unpack
from gazetteer.collecting import uncollected
from gazetteer.errors import UnreadableGazetteer
from gazetteer.storage import Stored, read_parts, write_store

DIGEST = "digest"
"""The column that holds the digest of the others."""
KEPT_FILES = 3
"""Files left in the cache, the newest: one for each version that a user may go back and forth between."""
PREFIX = "built-in-"


def built_in() -> Assembled:
    """The built-in places and their index, from the cache where it has them."""
    state = fingerprint()
    file = cache_folder() / f"{PREFIX}{state[:20]}.sqlite"
    with uncollected():
        kept = _kept(file, state)
        if kept is not None:
            return kept
        columns = columns_of(assemble({}), state)
        if fingerprint() == state:
            # Else the tables changed while they were read: what was built is of neither state.
            _keep(file, columns)
        built = unpack(columns, state)
    if built is None:
        raise UnreadableGazetteer("the built-in tables can't be read back from their columns")
    return built


def cache_folder() -> Path:
    """Where this system keeps what a user's programs can make again."""
    import platformdirs

    return platformdirs.user_cache_path("iraq-incident-map", appauthor=False)


def _kept(file: Path, state: str) -> Assembled | None:
    """What a file holds; None where it is missing or damaged, or was made from other tables."""
    if not file.is_file():
        return None
    try:
        columns = read_parts(file)
        if columns.pop(DIGEST, b"") != digest_of(columns):
            return None
        return unpack(columns, state)
    except (UnreadableGazetteer, OSError):
        return None


def _keep(file: Path, columns: Mapping[str, bytes]) -> None:
    """Write a file and drop the oldest ones; without a word where that can't be done."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_store(file, Stored(layers={}, outlines={}), {**columns, DIGEST: digest_of(columns)})
        files = sorted(file.parent.glob(f"{PREFIX}*.sqlite"), key=lambda one: one.stat().st_mtime_ns)
        for old in files[:-KEPT_FILES]:
            old.unlink(missing_ok=True)
    except (OSError, sqlite3.Error):
        return


def digest_of(columns: Mapping[str, bytes]) -> bytes:
    """A digest of columns by name and content."""
    digest = hashlib.sha256()
    for name in sorted(columns):
        digest.update(f"{name}\0{len(columns[name])}\0".encode())
        digest.update(columns[name])
    return digest.digest()
