"""Header names -> fields, as data: English and Arabic spellings that real spreadsheets use.

To accept one more spelling, add it to ``HEADER_NAMES``. Case, accents, Arabic letter variants, underscores,
hyphens and brackets do not count (``header_key``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from mapapp.errors import UnreadableFile
from mapapp.filters import fold_text
from mapapp.incidents import COLUMNS
from mapapp.readers.schemas import SCHEMAS

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
    "#event+code": "event_id", "#date+occurred": "event_date", "#date": "event_date",
    "#date+start": "event_date", "#date+end": "event_date_end", "#date+year": "year",
    "#event+type": "event_type", "#event+type+sub": "sub_event_type", "#group+name+first": "actor1",
    "#group+name+second": "actor2", "#country+name": "country", "#country": "country",
    "#adm1+name": "admin1", "#adm1": "admin1", "#adm2+name": "admin2", "#adm2": "admin2",
    "#loc+name": "location", "#loc": "location", "#geo+lat": "latitude", "#geo+lon": "longitude",
    "#geo+coord": "coordinates", "#meta+source": "source", "#meta+url": "source_url",
    "#description": "notes", "#affected+killed": "fatalities", "#affected+injured": "injuries",
}  # fmt: skip
"""HXL hashtags (hxlstandard.org) that some humanitarian files carry instead of names. Blanks, case and the
order of the attributes don't count."""

MAX_HEADER_CHARACTERS: Final = 60
"""Longer cells are text, not names of columns."""
MOST_COLUMNS: Final = 16_384
"""Of a table: what an Excel sheet holds. The widest published format has 135."""

_SEPARATORS: Final = re.compile(r"[\W_]+")


def header_key(header: str) -> str:
    """The form in which header names are compared."""
    return _SEPARATORS.sub(" ", fold_text(header.replace("_", " "))).strip()


def tag_key(tag: str) -> str:
    """The form in which HXL tags are compared."""
    base, *attributes = "".join(tag.lower().split()).split("+")
    return "+".join([base, *sorted(attributes)])


class Headers:
    """Which header names mean which field; made once for each file.

    Args:
        named: field -> the file's own header for it, or None for a field that no column may fill, as a column
            mapping gives them; the other fields go by HEADER_NAMES.
    """

    def __init__(self, named: Mapping[str, str | None] | None = None) -> None:
        self._named = dict(named or {})
        self._known = {
            header_key(spelling): (rank, field)
            for field, spellings in HEADER_NAMES.items()
            for rank, spelling in enumerate(spellings)
        }
        self._tags = {tag_key(tag): field for tag, field in HXL_FIELDS.items()}

    def count(self, header: Sequence[str]) -> int:
        """Fields that a row of headers names; the columns by which a published format is known count too."""
        if len(header) > MOST_COLUMNS:
            return 0
        lowered = {cell.strip().lower() for cell in header}
        signed = max(len(one.signature) for one in SCHEMAS if one.signature <= lowered)
        return signed + len(self._recognised(header)) + len(self._given(header))

    def fields(self, header: Sequence[str], name: str) -> dict[str, int]:
        """Field -> number of the column that holds it, for all columns of ``header`` that are known.

        Raises:
            UnreadableFile: the file lacks a header that a mapping names.
        """
        given = self._given(header)
        missing = [one for field, one in self._named.items() if one is not None and field not in given]
        if missing:
            raise UnreadableFile(
                f"{name}: the mapping names columns that the file lacks: {', '.join(missing)}; "
                f"it has {', '.join(header)[:500]}"
            )
        return {**self._recognised(header), **given}

    def _given(self, header: Sequence[str]) -> dict[str, int]:
        numbers = {cell.strip(): number for number, cell in reversed(list(enumerate(header)))}
        return {
            field: numbers[wanted.strip()]
            for field, wanted in self._named.items()
            if wanted is not None and wanted.strip() in numbers
        }

    def _recognised(self, header: Sequence[str]) -> dict[str, int]:
        taken = set(self._given(header).values())
        best: dict[str, tuple[int, int]] = {}
        for number, cell in enumerate(header):
            stripped = cell.strip()
            rank, field = self._meaning(stripped)
            if number in taken or field in self._named:
                continue
            if field and (field not in best or rank < best[field][0]):
                best[field] = (rank, number)
        return {field: number for field, (_, number) in best.items()}

    def _meaning(self, header: str) -> tuple[int, str]:
        if header in COLUMNS:
            return -1, header
        if header.startswith("#"):
            return -1, self._tags.get(tag_key(header), "")
        if len(header) > MAX_HEADER_CHARACTERS:
            return 0, ""
        return self._known.get(header_key(header), (0, ""))
