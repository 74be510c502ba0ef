"""What a reader must know of one published format: which columns, which codes, which key. Data, no code.

To add a format, add a ``Schema`` here, a line in ``SCHEMAS``, and a test file with made-up rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from mapapp.attributions import ATTRIBUTIONS
from mapapp.incidents import GeoPrecision

_NO_CODES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One format of incident files."""

    name: str
    """As given to ``--format``."""
    dataset: str = ""
    """What stands in ``source_dataset``; empty leaves it to the file."""
    signature: frozenset[str] = frozenset()
    """Lower-case headers that only this format has; all must be there."""
    columns: Mapping[str, str] = field(default_factory=lambda: _NO_CODES)
    """Field -> lower-case header, where the format's meaning differs from the common header names."""
    ignored: frozenset[str] = frozenset()
    """Fields that the common header names would find but that mean something else here."""
    key_prefix: str = ""
    """Put before the format's own key to make ``event_id``; empty where it has none."""
    geo_codes: Mapping[str, str] = field(default_factory=lambda: _NO_CODES)
    """Published code of the precision of the place -> ours."""
    date_codes: Mapping[str, str] = field(default_factory=lambda: _NO_CODES)
    """Published code of the precision of the date -> ours."""
    event_codes: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """Published code of what happened -> event type and sub type."""
    event_words: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """Folded word -> event type and sub type, before the words that all files share."""
    near: tuple[str, str] = ("", "")
    """Lower-case header and code that turn a settlement into a place near it."""
    zero_words: frozenset[str] = frozenset()
    """Cells of counts that say that there was nobody."""
    unknown_numbers: frozenset[str] = frozenset()
    """Numbers that stand for "unknown" in counts, coordinates and days."""
    joined_by: tuple[str, ...] = ()
    """Incident columns that are equal in rows which report the same event; empty where each row is one."""
    kept_codes: tuple[str, ...] = ()
    """Lower-case headers whose raw values are kept in ``tags``: the mapping says less than they do."""
    dropped: tuple[str, ...] = ()
    """Lower-case headers that are left out on purpose, because they can name private people."""
    attribution: str = ""
    """The line that an export of such rows must carry."""


PLAIN: Final = Schema(
    name="csv",
    geo_codes={
        **{precision.value: precision.value for precision in GeoPrecision},
        # A bare 1 to 3 in a column called geo_precision is ACLED's code, the only one so named.
        "1": "settlement", "2": "near", "3": "governorate",
    },
    date_codes={name: name for name in ("day", "week", "month", "year")},
)  # fmt: skip
"""Any spreadsheet with the common header names."""

ACLED: Final = Schema(
    name="acled",
    dataset="ACLED",
    signature=frozenset({"event_id_cnty", "event_type", "sub_event_type"}),
    columns={"source_id": "event_id_cnty", "date_precision": "time_precision"},
    ignored=frozenset({"event_id", "year"}),
    key_prefix="acled:",
    geo_codes={"1": "settlement", "2": "near", "3": "governorate"},
    date_codes={"1": "day", "2": "week", "3": "month"},
    kept_codes=("time_precision", "geo_precision", "tags", "disorder_type", "timestamp"),
    attribution=ATTRIBUTIONS["ACLED"],
)
"""Armed Conflict Location & Event Data, 31 columns, and the layout before 2023-03-20."""

UCDP: Final = Schema(
    name="ucdp",
    dataset="UCDP GED",
    signature=frozenset({"where_prec", "type_of_violence", "best"}),
    columns={
        "source_id": "id", "event_date": "date_start", "event_date_end": "date_end",
        "date_precision": "date_prec", "event_type": "type_of_violence", "actor1": "side_a",
        "actor2": "side_b", "admin1": "adm_1", "admin2": "adm_2", "location": "where_coordinates",
        "location_as_written": "where_description", "geo_precision": "where_prec",
        "fatalities": "best", "fatalities_low": "low", "fatalities_high": "high",
        "notes": "source_headline", "source": "source_article",
    },
    ignored=frozenset({"event_id", "year", "coordinates", "sub_event_type"}),
    key_prefix="ucdp:",
    geo_codes={
        "1": "exact", "2": "near", "3": "district", "4": "governorate", "5": "country",
        "6": "country", "7": "near",
    },
    date_codes={"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"},
    event_codes={
        "1": ("Battles", ""), "2": ("Battles", ""), "3": ("Violence against civilians", ""),
    },
    kept_codes=("type_of_violence", "where_prec", "date_prec", "event_clarity", "relid"),
    attribution=ATTRIBUTIONS["UCDP GED"],
)  # fmt: skip
"""Uppsala Conflict Data Program, GED: 49 columns, or the 42 of version 19.1."""

GTD: Final = Schema(
    name="gtd",
    dataset="GTD",
    signature=frozenset({"eventid", "iyear", "attacktype1_txt"}),
    columns={
        "source_id": "eventid", "year": "iyear", "month": "imonth", "day": "iday",
        "country": "country_txt", "admin1": "provstate", "location": "city",
        "location_as_written": "location", "event_type": "attacktype1_txt", "actor1": "gname",
        "fatalities": "nkill", "injuries": "nwound", "notes": "summary", "source": "scite1",
        "geo_precision": "specificity",
    },
    ignored=frozenset({
        "event_id", "event_date", "event_date_end", "source_dataset", "actor2", "sub_event_type",
    }),
    key_prefix="gtd:",
    # The codebook's wording for specificity is from memory, hence the raw code in tags.
    geo_codes={
        "1": "settlement", "2": "district", "3": "district", "4": "governorate", "5": "unresolved",
    },
    event_codes={
        "assassination": ("Violence against civilians", "Attack"),
        "armed assault": ("Battles", "Armed clash"),
        "bombing/explosion": ("Explosions/Remote violence", ""),
    },
    near=("vicinity", "1"),
    unknown_numbers=frozenset({"-9", "-99", "-9.0", "-99.0"}),
    kept_codes=(
        "specificity", "vicinity", "attacktype1_txt", "targtype1_txt", "weaptype1_txt", "doubtterr",
        "dbsource",
    ),
    attribution=ATTRIBUTIONS["GTD"],
)  # fmt: skip
"""Global Terrorism Database, 134 or 135 columns, as CSV."""

IBC: Final = Schema(
    name="ibc",
    dataset="Iraq Body Count",
    signature=frozenset({"ibc code", "reported minimum", "reported maximum"}),
    columns={
        "source_id": "ibc code",
        "event_date": "start date",
        "event_date_end": "end date",
        "event_type": "weapons",
        "fatalities_low": "reported minimum",
        "fatalities_high": "reported maximum",
        "source": "sources",
    },
    ignored=frozenset({"actor2"}),
    key_prefix="ibc:",
    kept_codes=("weapons",),
    dropped=("target",),
    attribution=ATTRIBUTIONS["Iraq Body Count"],
)
"""Iraq Body Count incidents: free-text places, and a ``Target`` column that can name victims."""

GDELT: Final = Schema(
    name="gdelt",
    dataset="GDELT",
    signature=frozenset({"globaleventid", "sqldate", "eventcode"}),
    columns={
        "source_id": "globaleventid", "event_date": "sqldate", "event_type": "eventcode",
        "actor1": "actor1name", "actor2": "actor2name", "location": "actiongeo_fullname",
        "latitude": "actiongeo_lat", "longitude": "actiongeo_long", "geo_precision": "actiongeo_type",
        "source_url": "sourceurl",
    },
    ignored=frozenset({"event_id", "year", "month", "day", "event_date_end", "sub_event_type", "source"}),
    key_prefix="gdelt:",
    # Country, US state, US city, city of the world, state of the world; 0 where no place was found.
    geo_codes={
        "0": "unresolved", "1": "country", "2": "governorate", "3": "settlement", "4": "settlement",
        "5": "governorate",
    },
    event_codes={
        **dict.fromkeys(("14", "140", "141", "1411", "1412", "1413", "1414"),
                        ("Protests", "Peaceful protest")),
        **dict.fromkeys(("145", "1451", "1452", "1453", "1454"), ("Riots", "Violent demonstration")),
        **dict.fromkeys(("173",), ("Strategic developments", "Arrests")),
        **dict.fromkeys(
            ("171", "1711", "1712", "201"), ("Strategic developments", "Looting/property destruction")
        ),
        **dict.fromkeys(("18", "180", "182", "1822", "1823", "185", "186", "202", "203"),
                        ("Violence against civilians", "Attack")),
        **dict.fromkeys(("181",), ("Violence against civilians", "Abduction/forced disappearance")),
        **dict.fromkeys(("1821",), ("Violence against civilians", "Sexual violence")),
        **dict.fromkeys(("183", "1832", "1833"),
                        ("Explosions/Remote violence", "Remote explosive/landmine/IED")),
        **dict.fromkeys(("1831",), ("Explosions/Remote violence", "Suicide bomb")),
        **dict.fromkeys(("19", "190", "193"), ("Battles", "Armed clash")),
        **dict.fromkeys(("194",), ("Explosions/Remote violence", "Shelling/artillery/missile attack")),
        **dict.fromkeys(("195", "1951", "1952"), ("Explosions/Remote violence", "Air/drone strike")),
        **dict.fromkeys(("2041",), ("Explosions/Remote violence", "Chemical weapon")),
    },
    joined_by=("event_date", "event_type", "sub_event_type", "latitude", "longitude", "location", "actor1",
               "actor2"),
    kept_codes=("eventcode", "actiongeo_type", "quadclass", "goldsteinscale", "nummentions"),
    attribution=ATTRIBUTIONS["GDELT"],
)  # fmt: skip
"""GDELT events, 58 columns (1.0) or 61 (2.0), CAMEO codes; one event is told of by many rows."""

SCHEMAS: Final = (ACLED, UCDP, GTD, IBC, GDELT, PLAIN)
"""In the order in which they are tried; PLAIN takes what no other claims."""
