"""Cuts a running text into words and tells the folded forms under which each may be a name.

A form leaves out what is written onto a name: the Arabic ``و ف ب ل ك``, the Sorani endings, the
English ``'s``. Its offsets say where the name itself stands, the article included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gazetteer.normalize import SORANI_SUFFIXES, fold
from gazetteer.normalize.letters import LATIN_ARTICLES, MARK_RANGES, SUN_ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = "".join(f"{chr(first)}-{chr(last)}" for first, last in MARK_RANGES)
_INNER = rf"{_MARKS}\u0640\u00ad'`´\u02b0-\u02cb\u2018\u2019\u2032"
WORD = re.compile(
    rf"\d+(?=(?:kms?|كم|كلم|کم)\b|[\u0621-\u064a]{{3}})|[^\W_]+(?:[{_INNER}]+[^\W_]+)*[{_MARKS}\u0640]*"
)
"""A word with the marks and apostrophes inside it; a hyphen or an underscore ends it, and so does the
unit or Arabic word written onto a number (15km, 2006بغداد)."""
_UNLETTERED = re.compile(rf"[{_MARKS}\u0640]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SORANI_LETTER = re.compile(r"[ەێۆڵڕڤیک]")
"""A letter that an Arabic keyboard does not have: only such words bear Sorani endings."""
_KURDISH_LETTER = re.compile(r"[ەێۆڵڕ]")
"""A letter of Sorani that Persian keyboards do not have either: Arabic words are never written with it."""
_POSSESSIVE = re.compile(r"['’`´][sS]$")
SENTENCE_END = re.compile(r"[.!?؟۔]+(?=\s|$)|\n+")
"""Where a sentence ends; a full stop inside a number or a web address does not count."""

CLITICS: tuple[tuple[str, int, str], ...] = (
    # written prefix, how many of its letters stand before the name, what they mean
    ("وبال", 2, "preposition"),
    ("ولل", 3, "preposition"),
    ("وكال", 2, "like"),
    ("وال", 1, "and"),
    ("فال", 1, "and"),
    ("بال", 1, "preposition"),
    ("كال", 1, "like"),
    ("لل", 2, "preposition"),
    ("وب", 2, "preposition"),
    ("ول", 2, "preposition"),
    ("و", 1, "and"),
    ("ف", 1, "and"),
    ("ب", 1, "preposition"),
    ("ل", 1, "preposition"),
    ("ك", 1, "like"),
)
"""Arabic prefixes, longest first. The article stays with the name, but for ``لل``, which swallows it."""
SORANI_CLITICS: tuple[tuple[str, int, str], ...] = (
    ("لە", 2, "preposition"),
    ("بە", 2, "preposition"),
    ("و", 1, "and"),
)
"""Sorani words that are written onto a name (لەکەرکوک); the other Arabic prefixes are none of its."""
MIN_REST = 3
"""Letters that must remain behind a prefix or before an ending that is taken off."""
SHORT_WORDS = frozenset({"حي", "سد", "ذي", "أم", "ام", "بو"})
"""Kind words and beginnings of names (ذي قار) of fewer letters, which bear prefixes all the same."""
ARTICLE = "ال"
THEIR_ENDING = "يان"
"""Sorani ending of who does something to the place: «ئامێدییان بۆردوومان کرد»."""


LONGEST_ENDING = 8
"""Code points of the longest Sorani ending with marks; a longer search would be for nothing."""
ARTICLES = LATIN_ARTICLES | frozenset(SUN_ARTICLES)
"""Latin words that may be an article of the next one."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read a word as (the first word of) a name."""

    key: str
    """Folded."""
    skipped: int
    """Code points of the word before the name."""
    dropped: int
    """Code points of the word behind the name."""
    clitic: str
    """What the prefix means: "" without one, else ``preposition``, ``and`` or ``like``."""
    article: bool = False
    """The name is written with the Arabic article."""


@dataclass(slots=True, eq=False)
class Word:
    """A word of the text; not frozen, since a megabyte has a hundred thousand of them."""

    start: int
    end: int
    text: str
    forms: tuple[Form, ...]
    """The word as it stands first."""
    sentence: int
    """Number of the sentence it stands in."""
    key: str
    """The word as it stands, folded."""
    latin: bool
    """Written in Latin letters."""
    article: bool = False
    """A Latin article that belongs to the next word (``al``, ``ash-Sharqi``)."""


def words_of(text: str) -> list[Word]:
    """All words of a text in order, each with its forms."""
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    known: dict[str, tuple[tuple[Form, ...], str, bool]] = {}
    ends = [found.end() for found in SENTENCE_END.finditer(text)]
    ends.append(len(text) + 1)
    sentence = 0
    next_end = ends[0]
    before: Word | None = None
    is_behind_article = False
    for found in WORD.finditer(text):
        start, end = found.span()
        while start >= next_end:
            sentence += 1
            next_end = ends[sentence]
        written = found.group()
        read = known.get(written)
        if read is None:
            forms = forms_of(written)
            latin = written[0].isascii() or not _ARABIC.match(written)
            read = known[written] = forms, forms[0].key if forms else "", latin
        forms, key, latin = read
        if not forms:
            continue
        word = Word(start, end, written, forms, sentence, key, latin)
        if before is not None and before.key in ARTICLES and start - before.end == 1:
            # No article has an article: "Al-Al-Al-" must not be walked over again and again.
            before.article = not is_behind_article and _is_article(before.key, key)
        is_behind_article = before is not None and before.article
        before = word
        yield word


def _is_article(key: str, following: str) -> bool:
    if key in LATIN_ARTICLES:
        return True
    sound = SUN_ARTICLES.get(key)
    return sound is not None and following.startswith(sound)


def forms_of(written: str) -> tuple[Form, ...]:
    """The ways to read one word; none where nothing is left of it."""
    possessive = _POSSESSIVE.search(written)
    if possessive:
        written, dropped = written[: possessive.start()], len(possessive.group())
    else:
        dropped = 0
    whole = fold(written)
    if not whole:
        return ()
    forms = [Form(whole, 0, dropped, "", _has_article(written))]
    if _ARABIC.search(written):
        prefixed = _without_prefixes(written)
        forms += prefixed
        if _SORANI_LETTER.search(written):
            forms += _without_endings(written, whole)
            for form in prefixed:
                inner = _without_endings(written[form.skipped :], form.key)
                forms += [replace(one, skipped=form.skipped, clitic=form.clitic) for one in inner]
    # «ببغداد» folds like «بغداد»: the name stands behind the prefix all the same.
    behind = {form.key for form in forms if form.skipped}
    forms = [form for form in forms if form.skipped or form.key not in behind]
    return tuple(dict.fromkeys(forms))


def _without_prefixes(written: str) -> list[Form]:
    letters = [at for at, letter in enumerate(written) if not _UNLETTERED.match(letter)]
    bare = "".join(written[at] for at in letters)
    forms = []
    for prefix, outside, meaning in SORANI_CLITICS if _KURDISH_LETTER.search(written) else CLITICS:
        rest = bare[len(prefix) :]
        if not bare.startswith(prefix) or (len(rest) < MIN_REST and rest not in SHORT_WORDS):
            continue
        skipped = letters[outside]
        key = fold(written[skipped:])
        # ``لل`` has swallowed the alif of the article, so what is left is the name without it.
        article = prefix.endswith("لل") or _has_article(written[skipped:])
        forms.append(Form(key, skipped, 0, meaning, article))
    return [form for form in forms if form.key]


def _has_article(written: str) -> bool:
    return _UNLETTERED.sub("", written[: 2 * len(ARTICLE)]).startswith(ARTICLE)


def _without_endings(written: str, whole: str) -> list[Form]:
    forms = []
    for ending in SORANI_SUFFIXES:
        if whole.endswith(ending) and len(whole) - len(ending) >= MIN_REST:
            kept = [whole[: -len(ending)]]
            if ending == THEIR_ENDING:
                # Behind a ی of the name itself it is written with two, which fold into one.
                kept.append(whole[: 1 - len(ending)])
            for name in kept:
                dropped = _letters_of_ending(written, name)
                if dropped:
                    forms.append(Form(name, 0, dropped, ""))
    return forms


def _letters_of_ending(written: str, kept: str) -> int:
    """Code points to drop from the end so that the rest folds to ``kept``; 0 where none do."""
    for length in range(1, min(len(written) - 1, LONGEST_ENDING + 1)):
        if fold(written[:-length]) == kept:
            return length
    return 0
