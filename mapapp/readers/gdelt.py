"""GDELT event exports -> a table: tab separated, no quotes, no header, so told by their number of columns.

The names are those of the GDELT 2.0 event codebook; exports that carry them as a header are read as any file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mapapp.readers.delimited import read_body
from mapapp.readers.tables import Carrier

if TYPE_CHECKING:
    from mapapp.readers.headers import Headers
    from mapapp.readers.tables import Table

_ACTOR: Final = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_PLACE: Final = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_HEAD_BYTES: Final = 100_000
_DIGITS: Final = re.compile(r"\d{1,12}\t\d{8}\t\d{6}\t\d{4}\t")
"""How a row begins: number of the event, day, month, year."""


def _names(place: tuple[str, ...]) -> tuple[str, ...]:
    return (
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor1{part}" for part in _ACTOR), *(f"Actor2{part}" for part in _ACTOR),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
        "NumMentions", "NumSources", "NumArticles", "AvgTone",
        *(f"Actor1Geo_{part}" for part in place), *(f"Actor2Geo_{part}" for part in place),
        *(f"ActionGeo_{part}" for part in place), "DATEADDED", "SOURCEURL",
    )  # fmt: skip


LAYOUTS: Final = {
    len(names): names for names in (_names(tuple(p for p in _PLACE if p != "ADM2Code")), _names(_PLACE))
}
"""Number of columns -> their names: 58 of GDELT 1.0, 61 of GDELT 2.0."""


def is_gdelt(content: bytes) -> bool:
    """Whether UTF-8 text begins like an export of GDELT events without a header."""
    first = content[:_HEAD_BYTES].partition(b"\n")[0].decode("utf-8", "ignore")
    return _DIGITS.match(first) is not None and first.count("\t") + 1 in LAYOUTS


def read_gdelt(content: bytes, encoding: str, name: str, headers: Headers) -> Table:
    """All rows; those with another number of columns are misfits.

    Raises:
        UnreadableFile: a cell beyond the bounds.
    """
    width = content[:_HEAD_BYTES].partition(b"\n")[0].count(b"\t") + 1
    carrier = Carrier("delimited text without a header", encoding, "\t")
    return read_body(content, 0, LAYOUTS[width], carrier, name, headers, quoted=False)
