"""Header names -> fields, as data: English and Arabic spellings that real spreadsheets use.

To accept one more spelling, add it to ``HEADER_NAMES``. Case, accents, Arabic letter variants, underscores,
hyphens and brackets do not count (``header_key``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from mapapp.filters import fold_text
from mapapp.incidents import COLUMNS

HEADER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "event_id": ("event id", "event id cnty", "incident id"),
    "event_date": (
        "event date", "date", "incident date", "date of incident", "start date", "date start",
        "datetime", "date time", "timestamp start", "day date", "when", "التاريخ", "تاريخ الحادث",
        "تاريخ الحدث", "تاريخ الواقعة", "تاريخ", "تاريخ الحادثة", "بەروار", "ڕێکەوت",
    ),
    "event_date_end": ("event date end", "end date", "date end", "تاريخ الانتهاء", "تاريخ النهاية"),
    "date_precision": ("date precision", "time precision", "date prec"),
    "year": ("year", "iyear", "السنة", "سنة", "العام"),
    "month": ("month", "imonth", "الشهر", "شهر"),
    "day": ("day", "iday", "اليوم", "يوم"),
    "event_type": (
        "event type", "type", "incident type", "type of incident", "attack type", "category",
        "event", "what", "attacktype1 txt", "weapons", "نوع الحادث", "نوع الحدث", "النوع", "نوع",
        "نوع الهجوم", "نوع الحادثة", "التصنيف", "جۆر",
    ),
    "sub_event_type": ("sub event type", "subtype", "sub type", "النوع الفرعي", "نوع فرعي"),
    "actor1": (
        "actor1", "actor 1", "actor", "perpetrator", "gname", "side a", "group", "responsible",
        "المنفذ", "الفاعل", "الجهة المنفذة", "الجهة",
    ),
    "actor2": ("actor2", "actor 2", "victim", "side b", "target actor", "الطرف الثاني", "الضحية"),
    "country": ("country", "country txt", "country name", "الدولة", "البلد", "وڵات"),
    "admin1": (
        "admin1", "admin 1", "adm1", "adm 1", "adm1 name", "adm1name", "governorate", "province",
        "provstate", "region name", "state", "muhafaza", "المحافظة", "محافظة", "پارێزگا",
    ),
    "admin2": (
        "admin2", "admin 2", "adm2", "adm 2", "adm2 name", "district", "qadha", "qada", "القضاء",
        "قضاء", "قەزا",
    ),
    "location": (
        "location", "place", "place name", "location name", "city", "town", "where", "site", "area",
        "where coordinates", "village", "الموقع", "المكان", "مكان الحادث", "مكان", "المنطقة",
        "المدينة", "اسم المكان", "موقع الحادث", "شوێن",
    ),
    "location_as_written": ("location as written", "where description"),
    "latitude": (
        "latitude", "lat", "y", "y coord", "ycoord", "gps latitude", "point y", "lat dd",
        "خط العرض", "دائرة العرض", "العرض", "هێڵی پانی",
    ),
    "longitude": (
        "longitude", "lon", "long", "lng", "x", "x coord", "xcoord", "gps longitude", "point x",
        "lon dd", "خط الطول", "الطول", "هێڵی درێژی",
    ),
    "coordinates": (
        "coordinates", "coords", "coordinate", "lat lon", "lat long", "latlon", "latlng", "gps",
        "geo", "point", "wkt", "geom wkt", "geometry", "الاحداثيات", "إحداثيات", "احداثيات",
    ),
    "geo_precision": ("geo precision", "where prec", "precision", "specificity", "دقة الموقع"),
    "radius_km": ("radius km", "radius"),
    "fatalities": (
        "fatalities", "killed", "deaths", "dead", "kia", "nkill", "best", "number killed",
        "death toll", "people killed", "القتلى", "عدد القتلى", "قتلى", "الوفيات", "الشهداء",
        "عدد الشهداء", "عدد الضحايا", "کوژراو",
    ),
    "fatalities_low": (
        "fatalities low", "low", "min killed", "reported minimum", "deaths low", "الحد الادنى",
    ),
    "fatalities_high": (
        "fatalities high", "high", "max killed", "reported maximum", "deaths high", "الحد الاعلى",
    ),
    "injuries": (
        "injuries", "injured", "wounded", "nwound", "wia", "number injured", "people injured",
        "الجرحى", "عدد الجرحى", "جرحى", "المصابين", "الإصابات", "عدد المصابين", "بریندار",
    ),
    "notes": (
        "notes", "note", "description", "summary", "details", "comment", "comments", "text",
        "event description", "source headline", "الوصف", "التفاصيل", "ملاحظات", "الملاحظات",
        "تفاصيل", "النص", "وصف",
    ),
    "source": (
        "source", "sources", "source name", "reference", "source article", "source office",
        "scite1", "المصدر", "مصدر", "المصادر", "سەرچاوە",
    ),
    "source_url": ("source url", "url", "link", "source link", "الرابط", "رابط"),
    "source_id": ("source id", "id", "ibc code", "eventid", "record id", "no", "رقم", "الرقم"),
    "source_dataset": ("source dataset", "dataset", "dbsource"),
    "review_status": ("review status", "status", "حالة المراجعة"),
    "evidence": ("evidence",),
    "tags": ("tags",),
    "created_at": ("created at",),
    "updated_at": ("updated at",),
}  # fmt: skip
"""Field -> header names that mean it; where two columns of a file mean one field, the earlier name wins."""

HXL_FIELDS: Final[Mapping[str, str]] = {
    "#event+code": "event_id", "#date+occurred": "event_date", "#event+type": "event_type",
    "#event+type+sub": "sub_event_type", "#group+name+first": "actor1", "#group+name+second": "actor2",
    "#adm1+name": "admin1", "#adm2+name": "admin2", "#loc+name": "location", "#geo+lat": "latitude",
    "#geo+lon": "longitude", "#meta+source": "source", "#description": "notes",
    "#affected+killed": "fatalities", "#affected+injured": "injuries",
}  # fmt: skip
"""HXL hashtags (hxlstandard.org) that some humanitarian files carry instead of names."""

MAX_HEADER_CHARACTERS: Final = 60
"""Longer cells are text, not names of columns."""

_SEPARATORS: Final = re.compile(r"[\W_]+")


def header_key(header: str) -> str:
    """The form in which header names are compared."""
    return _SEPARATORS.sub(" ", fold_text(header.replace("_", " "))).strip()


def known_headers() -> dict[str, tuple[int, str]]:
    """Header key -> (rank among the spellings of its field, field); made once for each file."""
    return {
        header_key(spelling): (rank, field)
        for field, spellings in HEADER_NAMES.items()
        for rank, spelling in enumerate(spellings)
    }


def fields_of(header: Iterable[str], known: Mapping[str, tuple[int, str]] | None = None) -> dict[str, int]:
    """Field -> number of the column that holds it, for all columns of ``header`` that are known."""
    known = known_headers() if known is None else known
    best: dict[str, tuple[int, int]] = {}
    for number, name in enumerate(header):
        stripped = name.strip()
        field = stripped if stripped in COLUMNS else HXL_FIELDS.get(stripped.lower(), "")
        rank = -1
        if not field and len(stripped) <= MAX_HEADER_CHARACTERS:
            rank, field = known.get(header_key(stripped), (0, ""))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, number)
    return {field: number for field, (_, number) in best.items()}
