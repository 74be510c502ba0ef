"""Decides whether a name that is spotted in a text lies in Iraq or abroad.

The country is decided first from the name, then from the words right beside it, then from its
sentence, then from the whole text. Names of seats of Iraq stay in Iraq unless the words beside them
say otherwise; a flag is no evidence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gazetteer.frames import BREAK, COMMA
from gazetteer.hits import KIND_WORD, is_list_with
from gazetteer.namebook import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gazetteer.hits import Hit
    from gazetteer.tokens import Word

IRAQ = "Iraq"
"""Home."""
WIDE_KINDS = frozenset({"governorate", "city", "town", "area", "airport"})
"""Kinds that a well-known place abroad may have; a village or quarter of its name is another."""
NAMES_BEHIND = 2
"""How many names behind a name its country is looked for."""
WORDS_BEHIND = 4
"""How many words behind a name its country is looked for."""


@dataclass(frozen=True, slots=True)
class TextCountries:
    """Which countries a text speaks of, and where."""

    beside: Mapping[int, str]
    """Number of the first word of a name -> the country that words beside it put it in."""
    by_sentence: Mapping[int, str]
    """Sentence that names places abroad and none of Iraq -> their country."""
    of_text: str
    """Country of a text that names places abroad and none of Iraq; else empty."""
    at_home: bool = False
    """Whether the text names a seat of Iraq."""


def countries_of_text(
    text: str, words: list[Word], hits: list[Hit], demonyms: Mapping[str, str]
) -> TextCountries:
    """Read which countries a text and its sentences speak of."""
    beside = {}
    at_home: set[int] = set()
    abroad: dict[int, Counter[str]] = {}
    for position, hit in enumerate(hits):
        country = _demonym_beside(text, words, hit, demonyms)
        if not country and not hit.known.governorate:
            country = _country_behind(text, words, hits, position)
            # "Syria, Lebanon, Iran" is a list; "Tripoli, Lebanon" is not.
            if hit.known.chiefly_abroad and country not in hit.known.countries:
                country = ""
        if not country and _is_with_neighbour(text, words, hits, position):
            country = IRAQ
        if country:
            beside[hit.first] = country
        known = hit.known
        is_minor = bool(hit.frame.kind) and hit.frame.kind not in WIDE_KINDS
        # «الباب الشرقي» is in Damascus and in Baghdad: by itself it says nothing of the country.
        is_minor = is_minor or known.familiar
        if country not in {"", IRAQ} or (not country and known.chiefly_abroad and not is_minor):
            if hit.strength >= hit.needed:
                seen = abroad.setdefault(hit.sentence, Counter())
                seen[country or known.countries[0]] += 1
        elif country == IRAQ or (known.seat and hit.strength >= hit.needed):
            at_home.add(hit.sentence)
    by_sentence = {
        sentence: seen.most_common(1)[0][0] for sentence, seen in abroad.items() if sentence not in at_home
    }
    total: Counter[str] = Counter()
    for seen in abroad.values():
        total.update(seen)
    of_text = total.most_common(1)[0][0] if total and not at_home else ""
    return TextCountries(beside, by_sentence, of_text, bool(at_home))


def country_of_hit(hit: Hit, countries: TextCountries) -> tuple[str, bool]:
    """The country abroad that a hit lies in or may lie in, and whether that is certain.

    Returns:
        ``("", False)`` for a name of Iraq; a country and False where a namesake there is possible.
    """
    known = hit.known
    beside = countries.beside.get(hit.first, "")
    if beside == IRAQ:
        return "", False
    if beside:
        return beside, True
    if not known.in_iraq and hit.parent and (hit.frame.kind or not known.large_abroad):
        return "", False
    around = countries.by_sentence.get(hit.sentence) or countries.of_text
    if not known.in_iraq and hit.frame.kind and hit.frame.kind not in WIDE_KINDS and not around:
        # A village, quarter or camp at home may be called like a town abroad.
        return "", False
    if not known.in_iraq:
        return (known.countries[0], True) if known.countries else ("", False)
    if not known.countries:
        is_sure = known.seat or known.familiar or hit.needed == 0 or hit.parent
        return (around, True) if around and not is_sure else ("", False)
    if around in known.countries:
        return around, True
    at_home = (known.familiar or hit.frame.kind == "area") and countries.at_home and not around
    if at_home or hit.parent or (known.seat and hit.frame.kind) or known.governorate:
        return "", False
    if known.chiefly_abroad and (hit.strength < KIND_WORD or hit.frame.kind in WIDE_KINDS):
        return known.countries[0], True
    if known.large_abroad and not known.seat and hit.strength < KIND_WORD:
        return known.countries[0], True
    if known.seat and not known.large_abroad and not around:
        # Soran, Akre: a small namesake abroad is no ground for doubt in a text that speaks of no country.
        return "", False
    return known.countries[0], False


def _is_with_neighbour(text: str, words: list[Word], hits: list[Hit], position: int) -> bool:
    """Whether a name abroad is listed with a town of Iraq beside its namesake: «بين الرياض والحويجة»."""
    hit = hits[position]
    home = hit.known.home
    if not hit.known.countries or home in {"", ELSEWHERE}:
        return False
    before = hits[position - 1] if position else None
    behind = hits[position + 1] if position + 1 < len(hits) else None
    pairs = [(before, hit, before), (hit, behind, behind)]
    return any(
        first is not None
        and second is not None
        and other is not None
        and other.known.home == home
        and not other.known.countries
        and is_list_with(text, words, first, second)
        for first, second, other in pairs
    )


def _demonym_beside(text: str, words: list[Word], hit: Hit, demonyms: Mapping[str, str]) -> str:
    """The country of a demonym right behind the name or before its kind word."""
    behind = hit.last + 1
    if behind < len(words) and hit.frame.kind and not words[behind].latin:
        gap = text[hit.end : words[behind].start]
        if not BREAK.search(gap) and not COMMA.search(gap) and words[behind].key in demonyms:
            return demonyms[words[behind].key]
    if hit.frame.outer < hit.first and hit.frame.outer > 0:
        word = words[hit.frame.outer - 1]
        if word.latin and not BREAK.search(text[word.end : words[hit.frame.outer].start]):
            return demonyms.get(word.key, "")
    return ""


def _country_behind(text: str, words: list[Word], hits: list[Hit], position: int) -> str:
    """The country of the place abroad right behind a name (in X, Syria; X بريف حلب)."""
    hit = hits[position]
    for other in hits[position + 1 : position + 1 + NAMES_BEHIND]:
        if other.sentence != hit.sentence or other.first <= hit.last:
            continue
        if other.first - hit.last > WORDS_BEHIND:
            return ""
        known = other.known
        if not known.chiefly_abroad or other.clitic == "and":
            return ""
        gap = text[hit.end : other.start]
        linked = other.clitic == "preposition" or other.frame.preposition or "," in gap or "،" in gap
        between = words[hit.last + 1 : other.frame.outer]
        if linked and not BREAK.search(gap) and len(between) <= 1:
            return known.countries[0]
        return ""
    return ""
