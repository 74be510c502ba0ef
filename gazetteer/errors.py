"""The errors of the gazetteer.

    GazetteerError
    ├── InvalidPlace (ValueError)          a row of a table, or a call, describes no possible place
    ├── InvalidQuery (ValueError)          a query that is no text, or coordinates outside the globe
    ├── UnknownAdminArea (LookupError)     ``within`` names no governorate or district
    ├── UnreadableGazetteer (ValueError)   a file is not a gazetteer of this version, or is cut off
    └── ImportRefused (ValueError)         an import file as a whole can't be used

Each message names the file, row or value, and what is allowed.
"""

from __future__ import annotations


class GazetteerError(Exception):
    """Base of all errors that this package raises on purpose."""


class InvalidPlace(GazetteerError, ValueError):
    """A place with a missing name, an unknown kind, or coordinates that can't be."""


class InvalidQuery(GazetteerError, ValueError):
    """A query that can't be looked up at all; unlike one that merely finds nothing."""


class UnknownAdminArea(GazetteerError, LookupError):
    """``within`` is the name of no governorate or district of Iraq."""


class UnreadableGazetteer(GazetteerError, ValueError):
    """The file given as a gazetteer is none, is of another version, or is damaged."""


class ImportRefused(GazetteerError, ValueError):
    """The file to import lacks a needed column or is in another format altogether."""
