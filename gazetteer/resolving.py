"""Resolves spotted names, with what their text says of where they lie.

The gazetteer is asked with the kind word first, then without it, since the kind word is often wrong.
A minor place far from every governorate that the text names is told as open, not as found.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gazetteer.abroad import IRAQ
from gazetteer.facilities import FACILITY
from gazetteer.namebook import ELSEWHERE
from gazetteer.normalize import KIND_WORDS, fold
from gazetteer.places import Precision, Resolution, Status

if TYPE_CHECKING:
    from gazetteer.hits import Hit
    from gazetteer.resolver import Gazetteer

FIRM_KINDS = frozenset({"governorate", "district", "sub_district", "city", "town"})
"""Kinds of place that win over a governorate that the text states wrongly."""
DIVISIONS = frozenset({"district", "sub_district"})
"""Kinds of which several bear one name."""
MINOR_KINDS = frozenset({"village", "neighbourhood", "area", "square", "road"})
"""Kinds of which there are namesakes all over the country."""
MOST_NEIGHBOURS = 8
"""Towns on either side of a name that say where it lies."""
STREETS = frozenset({"شارع", "street"})
"""Folded words for a street, which bears the name of a town and is not in it."""
LANDSCAPES = frozenset({"mountain", "wadi", "desert", "lake", "river", "road"})
"""Kinds that cross the borders of governorates."""
OWNER_REACH = 4
"""Words from "Baghdad's" to the name of what lies in it: "Baghdad's mainly Shi'ite eastern Sadr City"."""
MOST_GOVERNORATES = 3
"""A text that names more governorates says little of where a minor place in it lies."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the text says that a name lies."""

    stated: str = ""
    """The governorate that it is said to lie in, right behind it or named as such nearby."""
    around: tuple[str, ...] = ()
    """Governorates of the towns that its sentence names, else its text, the nearest first."""


def settings_of(text: str, hits: list[Hit]) -> dict[int, Setting]:
    """First word of each name in ``text`` -> its setting."""
    stated: dict[int, list[Hit]] = {}
    towns: dict[int, list[Hit]] = {}
    everywhere: dict[str, set[str]] = {}
    for hit in hits:
        if hit.strength < hit.needed or hit.frame.doubt_role:
            continue
        if hit.known.governorate and hit.frame.kind == "governorate":
            stated.setdefault(hit.sentence, []).append(hit)
        if hit.known.seat and hit.known.home not in {"", ELSEWHERE}:
            towns.setdefault(hit.sentence, []).append(hit)
            everywhere.setdefault(hit.known.home, set()).add(hit.key)
    owners = _owners(text, hits)
    return {
        hit.first: Setting(
            ("" if hit.beside else hit.parent)
            or owners.get(hit.first, "")
            or _nearest_stated(hit, stated.get(hit.sentence, [])),
            _around(hit, towns.get(hit.sentence, [])) or _text_wide(hit, everywhere),
        )
        for hit in hits
    }


def _owners(text: str, hits: list[Hit]) -> dict[int, str]:
    """First word of a name -> the governorate of the town in the genitive: "Baghdad's southern Dora"."""
    return {
        hit.first: before.known.home
        for before, hit in pairwise(hits)
        if before.known.seat
        and before.known.home not in {"", ELSEWHERE}
        and 0 < hit.first - before.last <= OWNER_REACH
        and text[before.end : before.end + 2].replace("’", "'") == "'s"
    }


def _text_wide(hit: Hit, everywhere: dict[str, set[str]]) -> tuple[str, ...]:
    """The governorates of the other towns of the text; a name says nothing of where itself lies."""
    homes = tuple(home for home, keys in everywhere.items() if keys != {hit.key})
    return homes if len(homes) <= MOST_GOVERNORATES else ()


def _neighbours(hit: Hit, others: list[Hit]) -> list[Hit]:
    """Those of many names, in order, that stand nearest to one: a list may run to thousands."""
    at = bisect_left(others, hit.first, key=lambda other: other.first)
    return others[max(0, at - MOST_NEIGHBOURS) : at + MOST_NEIGHBOURS]


def _nearest_stated(hit: Hit, stated: list[Hit]) -> str:
    stated = _neighbours(hit, stated)
    others = [other for other in stated if other.last < hit.first or hit.last < other.first]
    if not others or len(others) < len(stated):
        return ""
    return min(others, key=lambda other: abs(other.first - hit.first)).known.governorate


def _around(hit: Hit, towns: list[Hit]) -> tuple[str, ...]:
    towns = _neighbours(hit, towns)
    others = [other for other in towns if other.last < hit.first or hit.last < other.first]
    others.sort(key=lambda other: abs(other.first - hit.first))
    return tuple(dict.fromkeys(other.known.home for other in others))


class HitResolver:
    """Resolves the names of one text, each distinct name and setting once."""

    def __init__(self, gazetteer: Gazetteer, text: str, hits: list[Hit]) -> None:
        self._gazetteer = gazetteer
        self._text = text
        self._settings = settings_of(text, hits)
        self._answers: dict[tuple[str, str, Setting], Resolution] = {}

    def resolution_of(self, hit: Hit) -> Resolution:
        """The answer to one name."""
        written = self._text[hit.query_start : hit.query_end]
        kind_text = hit.frame.kind_text
        setting = self._settings[hit.first]
        if hit.frame.kind == "governorate" or (not hit.frame.kind and self._is_capital(hit)):
            setting = Setting()
        question = (written, kind_text or hit.frame.kind, setting)
        if question not in self._answers:
            self._answers[question] = self._answer(written, kind_text, hit, setting)
        return self._answers[question]

    def _is_capital(self, hit: Hit) -> bool:
        """Whether a name is that of a governorate's capital and of the governorate: Baghdad, no namesake."""
        if not hit.known.governorate:
            return False
        place = self._gazetteer.resolve(self._text[hit.start : hit.end]).place
        return place is not None and place.kind == "city" and place.name == place.governorate

    def _answer(self, written: str, kind_text: str, hit: Hit, setting: Setting) -> Resolution:
        queries = [written]
        if kind_text and fold(kind_text) in KIND_WORDS:
            queries.insert(0, f"{kind_text} {written}")
        if (hit.start, hit.end) != (hit.query_start, hit.query_end):
            queries.append(self._text[hit.start : hit.end])
        answers = [self._asked(query, setting) for query in dict.fromkeys(queries)]
        if hit.frame.kind == FACILITY:
            answers = [answer for answer in answers if _is_of_building(answer, setting)] or [
                replace(
                    _left_open(answers[0], answers[0].governorate, "a building of this name"), candidates=()
                )
            ]
        best = next((one for one in answers if one.status is Status.RESOLVED), answers[0])
        if best.country != IRAQ:
            # Abroad is decided from the text before this; here the text speaks of Iraq.
            best = replace(best, country=IRAQ, reasons=(*best.reasons, "the text places it in Iraq"))
        return _weighed(best, hit, setting)

    def _asked(self, query: str, setting: Setting) -> Resolution:
        if setting.stated:
            return self._gazetteer.resolve(query, within=setting.stated)
        plain = self._gazetteer.resolve(query)
        if not setting.around or (_fits(plain, setting) and not _has_namesakes(plain, setting)):
            return plain
        for governorate in setting.around[:MOST_GOVERNORATES]:
            nearby = self._gazetteer.resolve(query, within=governorate)
            is_there = nearby.place is not None and nearby.place.governorate == governorate
            if is_there and (plain.place is None or not _fits(plain, setting) or _is_alike(nearby, plain)):
                return nearby
        return plain


def _is_of_building(answer: Resolution, setting: Setting) -> bool:
    """Whether an answer is a building, or the quarter that it is named for: «سوق X» is in X.

    Of a quarter there are namesakes, so it counts only in the governorate that the text speaks of.
    """
    place = answer.place
    there = (setting.stated,) if setting.stated else setting.around[:1]
    if place is None or place.kind in FIRM_KINDS:
        return False
    if place.kind not in MINOR_KINDS:
        return True
    is_whole = fold(answer.query) in {fold(name) for name in (place.name_ar, place.name_ckb, *place.names)}
    return is_whole and place.governorate in there


def _has_namesakes(answer: Resolution, setting: Setting) -> bool:
    """Whether a sub-district or district lies in none of the governorates that the text speaks of."""
    place = answer.place
    return place is not None and place.kind in DIVISIONS and place.governorate not in setting.around


def _is_alike(nearby: Resolution, answer: Resolution) -> bool:
    """Whether two answers bear one name and are towns or divisions: «قضاء الحسينية شمالي بغداد»."""
    one, other = nearby.place, answer.place
    return one is not None and other is not None and one.kind in FIRM_KINDS and one.name == other.name


def _fits(answer: Resolution, setting: Setting) -> bool:
    """Whether an answer is a place that the rest of the text leads one to expect."""
    place = answer.place
    if place is None:
        return False
    return not place.governorate or place.kind in FIRM_KINDS or place.governorate in setting.around


def _weighed(answer: Resolution, hit: Hit, setting: Setting) -> Resolution:
    """The answer, or an open one where the text puts the name in another governorate."""
    governorates = (setting.stated,) if setting.stated else setting.around
    place = answer.place
    if place is not None and place.kind in FIRM_KINDS and fold(hit.frame.kind_text) in STREETS:
        # «شارع الكوفة» in Najaf is a street there, not the town.
        return _left_open(
            answer, governorates[0] if governorates else place.governorate, "a street of this name"
        )
    if place is None:
        known = answer.governorate or (setting.stated or (governorates[0] if len(governorates) == 1 else ""))
        if not known:
            return answer
        return replace(answer, governorate=known, reasons=(*answer.reasons, f"the text puts it in {known}"))
    if not governorates or not place.governorate or place.governorate in governorates:
        return answer
    if place.kind in LANDSCAPES:
        return answer
    # «معسكر آشور»: a camp of a town's name in another governorate is not that town.
    is_firm = place.kind in FIRM_KINDS and hit.frame.kind in FIRM_KINDS | {""}
    if is_firm or (not setting.stated and hit.frame.kind not in MINOR_KINDS):
        return answer
    told = ", ".join(governorates)
    why = f"the text speaks of {told}, the only known one lies in {place.governorate}"
    return _left_open(answer, governorates[0], why)


def _left_open(answer: Resolution, governorate: str, why: str) -> Resolution:
    """The answer without its place, which is another than the text means."""
    return replace(
        answer,
        status=Status.UNRESOLVED,
        place=None,
        precision=Precision.UNRESOLVED,
        latitude=None,
        longitude=None,
        radius_km=None,
        governorate=governorate,
        reasons=(why, *answer.reasons),
    )
