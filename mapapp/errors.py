"""The errors of mapapp.

    MapAppError
    ├── InvalidIncident (ValueError)   a value that no incident can have
    ├── InvalidFilter (ValueError)     a filter that can't be meant: a date that is none, an unknown type
    ├── UnreadableFile (ValueError)    a file as a whole can't be used: format, encoding, columns
    ├── StorageError (RuntimeError)    a database can't be opened, or is not ours
    └── SnapshotError (RuntimeError)   a document that would be wrong, or leak, was not left behind

Each message names the file, row or value, and what is allowed. The app and the command line turn them
into user words; nothing else catches them.
"""

from __future__ import annotations


class MapAppError(Exception):
    """Base of all errors that this package raises on purpose."""


class InvalidIncident(MapAppError, ValueError):
    """A value that no incident can have."""


class InvalidFilter(MapAppError, ValueError):
    """A filter that can't be meant."""


class UnreadableFile(MapAppError, ValueError):
    """A file as a whole can't be used; refused rows are not errors but part of the reader's report."""


class StorageError(MapAppError, RuntimeError):
    """A database can't be opened, or is not one of ours."""


class SnapshotError(MapAppError, RuntimeError):
    """A document that would be wrong or would leak; it was not left behind."""
