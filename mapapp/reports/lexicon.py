"""The word lists as one matcher: every listed phrase found in one walk over a report's words.

The lists are CSV files under ``data/`` with the columns ``concept,language,words``; ``words`` holds
phrases separated by ``|``. In a phrase a word that ends in ``*`` stands for every word that begins so, ``~``
for up to three words of any kind, ``_`` for exactly one, and a word that begins with ``=`` only for itself:
others also match behind the Arabic prefixes و ف ب ل ك and the article. A word that ends in ``^`` is an Arabic
verb, listed by its past («هاجم^») and found in all its persons, tenses and with the pronouns written on; one
that ends in ``+`` is a noun with such a pronoun («نجل+»: «نجله», «نجلها»). Lines that begin with ``#`` are
comments.
"""

from __future__ import annotations

import csv
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Final

from mapapp.errors import MapAppError
from mapapp.reports.language import fold_word
from mapapp.reports.noun_forms import forms_of_noun

WORD_LISTS: Final = (
    "triggers.csv",
    "casualties.csv",
    "persons.csv",
    "numbers.csv",
    "calendar.csv",
    "actors.csv",
    "background.csv",
    "countries.csv",
    "placewords.csv",
)
_GAP_WORDS: Final = 3
"""How many words a ``~`` may stand for; a longer gap would join words of different clauses."""


class InvalidWordList(MapAppError, ValueError):
    """A word list of this package has a row that can't be read."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a report."""

    word: str
    """Folded."""
    start: int
    """Offset of its first code point in the text as read."""
    end: int
    """Offset behind its last code point."""
    gap: str
    """What stands between this word and the one before it, folded: spaces and punctuation."""
    forms: tuple[str, ...]
    """The word itself, then without prefixes that Arabic writes together with it."""
    capital: bool = False
    """Whether it begins with a capital letter as written."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed phrase found in a report."""

    family: str
    """The list it is in, as the part before the colon: ``event``, ``actor``, ``number`` ..."""
    concept: str
    """What it says: ``EXPLODE``, ``isis``, ``7`` ..."""
    first: int
    """Index of its first token."""
    last: int
    """Index behind its last token."""


@dataclass(slots=True)
class _Node:
    following: dict[int, _Node] = field(default_factory=dict)
    gap: _Node | None = None
    one: _Node | None = None
    concepts: list[tuple[str, str]] = field(default_factory=list)


class Lexicon:
    """All word lists compiled for matching; immutable once built."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Compile ``(family:concept, phrase)`` rows."""
        self._root = _Node()
        self._exact: dict[str, int] = {}
        self._own: dict[str, int] = {}
        self._prefix: dict[str, int] = {}
        for concept, phrase in rows:
            family, _, name = concept.partition(":")
            # Reports are cut at hyphens: so are listed words.
            words = phrase.replace("-", " ").split()
            for inflected in itertools.product(*map(inflections_of, words)):
                node = self._root
                for word in inflected:
                    node = self._step(node, word)
                node.concepts.append((family, name))
        self._prefix_lengths = tuple(sorted({len(prefix) for prefix in self._prefix}))

    def _step(self, node: _Node, word: str) -> _Node:
        if word == "~":
            if node.gap is None:
                node.gap = _Node()
            return node.gap
        if word == "_":
            if node.one is None:
                node.one = _Node()
            return node.one
        if word.endswith("*"):
            table, key = self._prefix, fold_word(word[:-1])
        elif word.startswith("="):
            table, key = self._own, fold_word(word[1:])
        else:
            table, key = self._exact, fold_word(word)
        number = table.setdefault(key, len(self._exact) + len(self._own) + len(self._prefix))
        return node.following.setdefault(number, _Node())

    def _numbers_of(self, token: Token) -> list[int]:
        numbers = [self._own[token.word]] if token.word in self._own else []
        for form in token.forms:
            exact = self._exact.get(form)
            if exact is not None:
                numbers.append(exact)
            for length in self._prefix_lengths:
                if length > len(form):
                    break
                prefix = self._prefix.get(form[:length])
                if prefix is not None:
                    numbers.append(prefix)
        return numbers

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every listed phrase in ``tokens``, in order; of one family, only the longest where two overlap."""
        numbers = [self._numbers_of(token) for token in tokens]
        hits: list[Hit] = []
        for first in range(len(tokens)):
            for number in numbers[first]:
                node = self._root.following.get(number)
                if node is not None:
                    for last, reached in _walk(node, numbers, first + 1):
                        hits.extend(Hit(family, name, first, last) for family, name in reached.concepts)
        return _longest(hits)


def _walk(node: _Node, numbers: Sequence[list[int]], at: int) -> Iterator[tuple[int, _Node]]:
    """Every node with concepts that can be reached from ``node`` by the words from ``at`` on."""
    if node.concepts:
        yield at, node
    if at < len(numbers):
        for number in numbers[at]:
            following = node.following.get(number)
            if following is not None:
                yield from _walk(following, numbers, at + 1)
    if node.one is not None and at < len(numbers):
        yield from _walk(node.one, numbers, at + 1)
    if node.gap is not None:
        for skipped in range(at, min(at + _GAP_WORDS + 1, len(numbers))):
            yield from _walk(node.gap, numbers, skipped)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Without hits that lie inside a longer one of their family, or inside an idiom that says nothing."""
    # Token inside an idiom -> the index behind the idiom that reaches farthest.
    covered: dict[int, int] = {}
    for hit in hits:
        if hit.family == "idiom":
            for at in range(hit.first, hit.last):
                covered[at] = max(hit.last, covered.get(at, 0))
    kept: list[Hit] = []
    by_family: dict[str, list[Hit]] = {}
    for hit in hits:
        by_family.setdefault(hit.family, []).append(hit)
    for family, members in by_family.items():
        if family == "idiom":
            continue
        members.sort(key=lambda hit: (hit.first, hit.first - hit.last))
        furthest: Hit | None = None
        for hit in members:
            inside = (
                furthest is not None
                and hit.last <= furthest.last
                and (hit.first, hit.last) != (furthest.first, furthest.last)
            )
            if inside or hit.last <= covered.get(hit.first, -1):
                continue
            kept.append(hit)
            furthest = hit if furthest is None or hit.last > furthest.last else furthest
    kept.sort(key=lambda hit: (hit.first, hit.last, hit.family, hit.concept))
    return _distinct(kept)


def _distinct(hits: list[Hit]) -> list[Hit]:
    return [hit for place, hit in enumerate(hits) if place == 0 or hit != hits[place - 1]]


_PRONOUNS: Final = ("ه", "ها", "هم", "هما")
"""Arabic pronouns that are written on to a noun or a verb."""
_PAST_ENDINGS: Final = ("", "ت", "وا", "تا")
"""Of he, she, they and the two (f.); of the two (m.) none: it looks like a noun in the accusative."""
_PRESENT_ENDINGS: Final = ("", "ون", "وا", "ان")
_PRESENT_PREFIXES: Final = ("ي", "ت")


def inflections_of(word: str) -> tuple[str, ...]:
    """The forms of a listed word that ends in ``^`` or ``+``; any other word as it stands.

    A verb's present is its past without the leading ا, behind ي or ت: «اختطف» «يختطف», «هاجم» «تهاجم». Verbs
    with a weak letter, which change within, are listed form by form.
    """
    if word.endswith("+"):
        return tuple(word[:-1] + pronoun for pronoun in _PRONOUNS)
    if not word.endswith("^"):
        return (word,)
    past = word[:-1]
    stem = past[1:] if len(past) > 3 and past[0] in "اأ" else past
    forms = [past + ending for ending in _PAST_ENDINGS]
    forms += [past + ending + pronoun for ending in ("", "ت", "و") for pronoun in _PRONOUNS]
    for prefix in _PRESENT_PREFIXES:
        forms += [prefix + stem + ending for ending in _PRESENT_ENDINGS]
        forms += [prefix + stem + ending + pronoun for ending in ("", "ون") for pronoun in _PRONOUNS]
    return tuple(dict.fromkeys(forms))


_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[a-z]+)?")


_POSSESSIVE: Final = "'s"
"""The English ending that says whose: "Iran's border"."""


def forms_of(word: str) -> tuple[str, ...]:
    """The word, and what is left of it without the Arabic prefixes written on to it or without "'s"."""
    if word.endswith(_POSSESSIVE):
        return (word, word.removesuffix(_POSSESSIVE))
    if word.isascii() or len(word) < 4:
        # «ولم», «ولا», «وفي» are the only words so short that hide another.
        return (word, word[1:]) if len(word) == 3 and word[0] == "و" else (word,)
    forms = [word]
    if word[0] in "وف":
        forms.append(word[1:])
    for form in tuple(forms):
        if form.startswith("لل") and len(form) > 4:
            # «للجيش» is «ل» before «الجيش»: lists may hold the word with its article or without.
            forms.extend(("ال" + form[2:], form[2:]))
        elif form[0] in "بلك" and len(form) > 3:
            forms.append(form[1:])
    forms.extend([form[2:] for form in forms if form.startswith("ال") and len(form) > 4])
    return tuple(dict.fromkeys(forms))


_SORANI_CLITICS: Final = ("دا", "هوه", "وه", "يش", "ش", "يان")
"""Folded endings written on to Sorani words: "in", "from", "also", "their"; outermost first."""
_SORANI_AND: Final = ("نو", "داو", "ندو")
"""How Sorani verbs end behind which "and" is written on; «کوژراو» and others have a و of their own."""
_SORANI_PREPOSITIONS: Final = ("له", "به")
"""Folded "in" and "by", which are often written on to the next word."""
_SORANI_STEM: Final = 3
"""Letters that are left at least of a Sorani word without them."""


def sorani_forms_of(word: str) -> tuple[str, ...]:
    """The word, and what is left of it without Sorani postpositions and particles: «مینەوە» is «مین»."""
    forms = [word]
    if word.endswith(_SORANI_AND):
        forms.append(word[:-1])
    forms += [
        word.removeprefix(preposition)
        for preposition in _SORANI_PREPOSITIONS
        if word.startswith(preposition) and len(word) - len(preposition) >= _SORANI_STEM
    ]
    for clitic in _SORANI_CLITICS:
        forms += [
            form.removesuffix(clitic)
            for form in forms
            if form.endswith(clitic) and len(form) - len(clitic) >= _SORANI_STEM
        ]
    return tuple(dict.fromkeys(forms))


def words_of(folded: str) -> Iterator[re.Match[str]]:
    """The words of a folded text."""
    return _WORD.finditer(folded)


def read_rows(name: str, languages: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The ``(family:concept, phrase)`` pairs of one word list in some languages.

    Raises:
        InvalidWordList: a row without a concept, an unknown language, or without words.
    """
    text = resources.files("mapapp.reports").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for row in csv.DictReader(lines):
        concept, language, words = row["concept"], row["language"], row["words"]
        if not concept or ":" not in concept or language not in {"ar", "en", "ckb"} or not words:
            raise InvalidWordList(f"{name}: {row} needs family:concept, language ar, en or ckb, words")
        if language not in languages:
            continue
        for phrase in words.split("|"):
            if phrase.strip():
                yield from forms_of_noun(concept, language, phrase.strip())


@functools.cache
def default_lexicon(language: str) -> Lexicon:
    """The lexicon for reports in a language, English words included.

    Compiled on first use and never changed, so sharing it is safe. Arabic and Sorani are kept apart: folded,
    words of the one are other words in the other (شەڕ "fight" and شهر "month").
    """
    languages = frozenset({language, "en"})
    return Lexicon(pair for name in WORD_LISTS for pair in read_rows(name, languages))
