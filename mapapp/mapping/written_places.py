"""Finds coordinates that stand in texts, in the notations that reports and links use.

Degrees with a point or a comma, with minutes and seconds, in the digits of any script; MGRS with and without
its zone; UTM; plus codes; and what only a service can read: links to maps, what3words, geohashes. A profile
that moves places takes them out of the texts that it keeps (sharing.py); the check of a written file looks
for those that tell an original place (auditing.py).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mapapp.mapping.grids import degrees_of_mgrs, degrees_of_plus_code, degrees_of_utm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Point = tuple[float, float]

GAP_SIGN: Final = "[…]"
"""Stands in a text where a place was taken out; it is the same in every language."""

_SAME: Final = {
    **{ord(zero) + digit: str(digit) for zero in "٠۰\uff10" for digit in range(10)},
    **dict.fromkeys(map(ord, "٫\uff0e"), "."),
    **dict.fromkeys(map(ord, "،\uff0c"), ","),
    **dict.fromkeys(map(ord, "\u2212\u2013"), "-"),
    **dict.fromkeys(map(ord, "\u00ba\u02da"), "°"),
    **dict.fromkeys(map(ord, "\u2019\u2018\u2032\u00b4\u0060"), "'"),
    **dict.fromkeys(map(ord, "\u201d\u201c\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u202f"), " "),
}
"""Signs that mean the same, one for one, so that places in the text stay what they are."""
_UNSEEN: Final = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks of direction and joiners; an Arabic text has them around numbers."""
_LIKELY: Final = re.compile(r"\d(?:\D*\d){5}|//|geo(?:hash|:)|\w{4}\+\w\w", re.IGNORECASE)
"""What every text with a place in it has, and few others: quick to look for."""

_DECIMAL: Final = re.compile(
    r"(?<![\d.])[-+]?\d{1,3}\.\d{2,}(?![\d])(?!\.\d)|(?<![\d.,])[-+]?\d{1,3},\d{2,}(?![\d,]|\.\d)"
)
_BETWEEN: Final = re.compile(
    r"(?:[^\w]|_|%2C|%20|&|[NSEW](?![a-zA-Z])|\b(?:lat|lon|lng|latitude|longitude|long|north|east|and|by|و)\b"
    r"|شمالا?|شرقا?|خط|الطول|العرض|!4d|!3d){0,16}",
    re.IGNORECASE,
)
"""What stands between two numbers that are one place: signs, sides, the words for latitude and longitude."""
_DIGITS_ALONE: Final = 4
"""Behind the point: a number so fine tells a line of 11 m, and hardly anything else is told so."""
_DIGITS_APART: Final = 3
"""Behind the point: two such numbers (100 m) are a place, whatever stands between them."""

_SIDE_WORDS: Final = {"S": -1, "W": -1}
_MINUTES: Final = re.compile(
    r"(?P<degrees>\d{1,3})\s*(?:°|deg(?:rees)?\.?|درجة|پلە)[\s,]*(?:و\s*)?(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*"
    r"(?:'(?!')|min(?:utes?)?\.?|m\b|دقيقة|دقائق|خولەک|(?=\s*[NSEW]\b))"
    r"(?:[\s,]*(?:و\s*)?(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|''|sec(?:onds?)?\.?|s\b|ثانية|ثوان|چرکە))?"
    r"\s*(?P<side>[NSEW]\b)?",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile("°|deg|درجة|پلە", re.IGNORECASE)
_SPACED: Final = re.compile(
    r"(?<![\d.])(?:(?P<before>[NSEW])[\s.:]*)?(?P<degrees>\d{2,3})[\s:°-]+(?P<minutes>[0-5]?\d(?:[.,]\d+)?)"
    r"(?:[\s:'-]+(?P<seconds>[0-5]?\d(?:[.,]\d+)?))?\s*\"?\s*(?P<side>[NSEW]\b)?"
)
_COMPACT: Final = re.compile(
    r"(?<!\d)(?P<degrees>\d{2,3})(?P<minutes>[0-5]\d)(?P<seconds>[0-5]\d(?:\.\d+)?)?\s?(?P<side>[NSEW])(?![a-z])"
)
_SIDED: Final = re.compile(r"\d[\s\"]*[NSEW](?![a-z])|[NSEW][\s.:]*\d\d")
_MINUTE: Final = 1 / 60
_SECOND: Final = 1 / 3600

_SQUARE: Final = r"(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])"
_PAIRS: Final = r"\d{3}[\s/-]+\d{3}|\d{4}[\s/-]+\d{4}|\d{5}[\s/-]+\d{5}"
_MGRS: Final = re.compile(
    rf"(?<![A-Z0-9])(?P<zone>[1-5]?\d|60)[\s-]*(?P<band>[C-HJ-NP-X])[\s-]*{_SQUARE}[\s-]*"
    rf"(?P<digits>(?:\d{{2}}){{2,5}}|\d{{2}}[\s/-]+\d{{2}}|{_PAIRS})(?![\dA-Z])",
    re.IGNORECASE,
)
_MGRS_ALONE: Final = re.compile(
    rf"(?<![A-Za-z0-9]){_SQUARE}[\s-]?"
    rf"(?P<digits>(?:\d{{2}}){{3,5}}|{_PAIRS})(?![\dA-Za-z])"
)
"""As soldiers in one zone tell it; from 100 m on, since two letters with fewer digits can be anything."""
_ZONES_OF_IRAQ: Final = [37, 38, 39]
_UTM: Final = re.compile(
    r"(?<![\d.])(?:(?P<zone>[1-5]?\d|60)\s?[C-HJ-NP-X]?[\s,:;]+)?(?:m?E(?:asting)?\s*[:=]?\s*)?"
    r"0?(?P<easting>[1-9]\d{5})(?:\.\d+)?\s*m?\s*E?(?:asting)?[\s,;/:]+(?:m?N(?:orthing)?\s*[:=]?\s*)?"
    r"(?P<northing>\d{7})(?:\.\d+)?(?!\d)\s*(?:m?N\b)?",
    re.IGNORECASE,
)
_PLUS: Final = re.compile(
    r"(?<![A-Z0-9])(?P<whole>[2-9CFGHJMPQRVWX]{4})?(?P<rest>[2-9CFGHJMPQRVWX]{4})\+"
    r"(?P<last>[2-9CFGHJMPQRVWX]{2,3})(?![A-Z0-9])"
)
_LINK: Final = re.compile(r"(?:https?:)?//[^\s\"<>]+", re.IGNORECASE)
_MAP_SERVICE: Final = re.compile(
    r"maps?\.app\.goo\.gl|goo\.gl/maps|google\.[a-z.]{2,6}/maps|maps\.google\.|maps\.apple\.com|bing\.com/maps"
    r"|yandex\.[a-z.]{2,6}/maps|openstreetmap\.org|osm\.org|wikimapia\.org|waze\.com|what3words\.com|w3w\.co"
    r"|geohash\.org|geohack",
    re.IGNORECASE,
)
_BY_SERVICE: Final = re.compile(
    r"(?<!\w)geo:-?\d[^\s\"<>]*|(?<![/:\w])///\w+\.\w+\.\w+"
    r"|\bgeohash\W{1,3}(?=[a-z]*\d)[0-9b-hjkmnp-z]{5,12}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Region:
    """Degrees within which a pair of numbers is taken for a place."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Whether a latitude and longitude lie in it."""
        return self.south <= point[0] <= self.north and self.west <= point[1] <= self.east


IRAQ: Final = Region(28.5, 38.2, 38.0, 49.5)
"""Iraq with some half a degree of its neighbours."""


@dataclass(frozen=True, slots=True)
class Written:
    """A place as a text tells it."""

    spans: tuple[tuple[int, int], ...]
    """Where in the text: from, up to."""
    points: tuple[Point, ...] = ()
    """Latitudes and longitudes that it can mean; none where only a service knows."""
    slack: float = 0.0
    """Degrees by which a true place may be off."""
    is_whole: bool = True
    """False for a latitude or a longitude alone, the other half of which is in ``points`` at a guess."""


def written_places(text: str) -> list[Written]:
    """The places that ``text`` tells, wherever they lie; a number alone is a place with half of it open."""
    if not _LIKELY.search(text):
        return []
    plain = text.translate(_SAME)
    if not _UNSEEN.search(text):
        return _read(plain)
    kept = [at for at, sign in enumerate(text) if not _UNSEEN.match(sign)]
    found = _read(_UNSEEN.sub("", plain))
    return [
        Written(tuple((kept[start], kept[end - 1] + 1) for start, end in one.spans), one.points, one.slack)
        for one in found
    ]


def _read(plain: str) -> list[Written]:
    return [written for sign, read in _NOTATIONS if sign.search(plain) for written in read(plain)]


def without_places(text: str, region: Region) -> str:
    """``text`` with ``GAP_SIGN`` for each place in ``region``, and for what only a service reads."""
    spans = sorted(
        span
        for written in written_places(text)
        if not written.points or any(region.holds(point) for point in written.points)
        for span in written.spans
    )
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in spans:
        if start >= at:
            pieces += [text[at:start], GAP_SIGN]
        at = max(at, end)
    return "".join((*pieces, text[at:]))


@dataclass(frozen=True, slots=True)
class _Angle:
    """One number of degrees in a text."""

    start: int
    end: int
    degrees: float
    slack: float
    digits: int
    """Behind the point; those told in minutes count as fine."""


def _in_degrees(text: str) -> Iterator[Written]:
    angles = sorted([*_decimals(text), *_angles_in_minutes(text)], key=lambda one: one.start)
    for one, other in itertools.pairwise(angles):
        if other.start < one.end:
            continue
        slack = max(one.slack, other.slack)
        points = ((one.degrees, other.degrees), (other.degrees, one.degrees))
        if _BETWEEN.fullmatch(text, one.end, other.start):
            yield Written(((one.start, other.end),), points, slack)
        elif min(one.digits, other.digits) >= _DIGITS_APART:
            yield Written(((one.start, one.end), (other.start, other.end)), points, slack)
    middle = ((IRAQ.south + IRAQ.north) / 2, (IRAQ.west + IRAQ.east) / 2)
    for one in angles:
        if one.digits >= _DIGITS_ALONE:
            halves = ((one.degrees, middle[1]), (middle[0], one.degrees))
            yield Written(((one.start, one.end),), halves, is_whole=False)


def _decimals(text: str) -> Iterator[_Angle]:
    # What stands in minutes has numbers of its own with digits behind the point.
    for found in _DECIMAL.finditer(_beside_minutes(text)):
        whole, digits = re.split("[.,]", found[0])
        yield _Angle(
            *found.span(), float(f"{whole}.{digits}"), slack=10.0 ** -min(len(digits), 6), digits=len(digits)
        )


def _beside_minutes(text: str) -> str:
    return _MINUTES.sub(lambda minutes: " " * len(minutes[0]), text) if _DEGREE.search(text) else text


def _angles_in_minutes(text: str) -> Iterator[_Angle]:
    if _DEGREE.search(text):
        yield from (_angle(found, found["side"]) for found in _MINUTES.finditer(text))
    if not _SIDED.search(text):
        return
    rest = _beside_minutes(text)
    for found in itertools.chain(_SPACED.finditer(rest), _COMPACT.finditer(rest)):
        side = found["side"] or found.groupdict().get("before")
        if side:
            yield _angle(found, side)


def _angle(found: re.Match[str], side: str | None) -> _Angle:
    minutes, seconds = found["minutes"].replace(",", "."), (found["seconds"] or "").replace(",", ".")
    degrees = float(found["degrees"]) + float(minutes) * _MINUTE + float(seconds or 0) * _SECOND
    sign = _SIDE_WORDS.get((side or "").upper(), 1)
    # What a finer number would have told is cut off or rounded.
    is_fine = bool(seconds) or "." in minutes
    return _Angle(*found.span(), sign * degrees, _SECOND if is_fine else _MINUTE, digits=_DIGITS_ALONE)


def _in_mgrs(text: str) -> Iterator[Written]:
    for found in _MGRS.finditer(text):
        bands = "CDEFGHJKLMNPQRSTUVWX"
        latitude = bands.index(found["band"].upper()) * 8 - 76.0  # the middle of a band of eight degrees
        yield from _square(found, [int(found["zone"])], latitude)
    for found in _MGRS_ALONE.finditer(text):
        yield from _square(found, _ZONES_OF_IRAQ, (IRAQ.south + IRAQ.north) / 2)


def _square(found: re.Match[str], zones: list[int], latitude: float) -> Iterator[Written]:
    digits = "".join(filter(str.isdigit, found["digits"]))
    points = [degrees_of_mgrs(zone, found["square"].upper(), digits, latitude) for zone in zones]
    known = tuple(point for point in points if point is not None)
    if known:
        metres = 10.0 ** (5 - len(digits) // 2)
        yield Written((found.span(),), known, slack=max(metres, 1.0) / 90_000)  # a degree of longitude here


def _in_utm(text: str) -> Iterator[Written]:
    for found in _UTM.finditer(text):
        zones = [int(found["zone"])] if found["zone"] else _ZONES_OF_IRAQ
        easting, northing = float(found["easting"]), float(found["northing"])
        points = tuple(degrees_of_utm(zone, easting, northing) for zone in zones)
        yield Written((found.span(),), points, slack=2e-5)


def _in_plus_codes(text: str) -> Iterator[Written]:
    for found in _PLUS.finditer(text):
        code = (found["whole"] or "") + found["rest"] + found["last"]
        latitude, longitude = degrees_of_plus_code(code)
        if found["whole"]:
            yield Written((found.span(),), ((latitude, longitude),), slack=1e-4)
        elif not (found["rest"] + found["last"]).isdigit():
            whole = itertools.product(
                range(int(IRAQ.south), int(IRAQ.north) + 1), range(int(IRAQ.west), int(IRAQ.east) + 1)
            )
            points = tuple((north + latitude, east + longitude) for north, east in whole)
            yield Written((found.span(),), points, slack=1e-4)


def _by_service(text: str) -> Iterator[Written]:
    for link in _LINK.finditer(text):
        if _MAP_SERVICE.search(link[0]):
            yield Written((link.span(),))
    for found in _BY_SERVICE.finditer(text):
        yield Written((found.span(),))


_NOTATIONS: Final[tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Written]]], ...]] = (
    (re.compile(r"\d[.,]\d\d|°|deg|درجة|پلە|\d[\s\"]*[NSEW](?![a-z])|[NSEW][\s.:]*\d\d"), _in_degrees),
    (re.compile(r"[A-Za-z]{2}[\s-]*\d\d"), _in_mgrs),
    (re.compile(r"\d{7}"), _in_utm),
    (re.compile(r"\+"), _in_plus_codes),
    (re.compile(r"//|geo", re.IGNORECASE), _by_service),
)
"""What each notation needs at least, quick to look for, and how it is read."""
