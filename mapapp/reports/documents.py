"""A report cut into words and sentences with every listed phrase found: what all later steps look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mapapp.reports.language import fold_report, language_of
from mapapp.reports.lexicon import Hit, Lexicon, Token, forms_of, sorani_forms_of, words_of

_SENTENCE_END: Final = re.compile(r"\n|[!?؟؛]|(?<!\.)\.\s|(?<!\.)\.[\"»)\]]|•")
_SOFT_BREAK: Final = re.compile(r"[،,:()\[\]«»\"|…]|\.\.|\s[-–—]\s")
ABBREVIATIONS: Final = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mr", "dr",
     "lt", "col", "gen", "maj", "brig", "capt", "sgt", "gov", "st", "no", "vic", "approx"}
)  # fmt: skip
"""English words behind which a full stop ends no sentence."""
LONGEST_SENTENCE: Final = 150
"""Words after which a text without full stops is cut, so that work grows only with its length."""
OWN_WAW: Final = frozenset(
    {"واحد", "واحده", "واحدا", "والد", "والده", "والدها", "والدته", "والدتها", "والدهم", "والدهما",
     "والديه", "والديها", "والدين", "وكيل", "وزير", "وافد", "وافدين", "وادي", "واسط", "وسط",
     "وقع", "وفاه", "وفيات", "وفاتان", "وفاتين", "وجهاء", "وزراء", "وكلاء"}
)  # fmt: skip
"""Arabic words whose first letter و is their own and doesn't say "and"."""
ARABIC_AND: Final = "و"
_ARABIC_BY: Final = "ب"
CAUSES: Final = frozenset({"جراء", "اثر", "نتيجه", "بسبب", "due"})
"""Words that lead to the cause of what was told before them: they begin neither a sentence nor an event."""
_ACCUSATIVE: Final = "ا"
_TANWEEN: Final = "\u064b"
"""Mark of an indefinite accusative, before or on the final ا."""
_ARABIC_DEFINITE: Final = ("ال", "بال", "وال", "فال", "لل", "كال", "وبال", "ولل")
_ENGLISH_DEFINITE: Final = frozenset({"the", "this", "that"})
_SORANI_DEFINITE: Final = "كه"
_SORANI_ENDING: Final = 6


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready for the rules."""

    text: str
    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    by_first: dict[int, tuple[Hit, ...]]
    """Token index -> the hits that begin there."""
    sentences: tuple[tuple[int, int], ...]
    """First and last-plus-one token of each sentence."""
    language: str
    published: date | None

    def between(self, first: int, last: int, family: str) -> Iterator[Hit]:
        """Hits of ``family`` that begin in the tokens from ``first`` to before ``last``, in order."""
        for index in range(first, last):
            for hit in self.by_first.get(index, ()):
                if hit.family == family and hit.last <= last:
                    yield hit

    def at(self, index: int, family: str) -> Hit | None:
        """The longest hit of ``family`` that begins at token ``index``."""
        found: Hit | None = None
        for hit in self.by_first.get(index, ()):
            if hit.family == family and (found is None or hit.last > found.last):
                found = hit
        return found

    def sentence_of(self, index: int) -> tuple[int, int]:
        """First and last-plus-one token of the sentence that holds a token."""
        return self.sentences[bisect_right(self.sentences, index, key=lambda sentence: sentence[0]) - 1]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the text of the tokens from ``first`` to before ``last``."""
        return self.tokens[first].start, self.tokens[last - 1].end


def read_document(text: str, lexicon: Lexicon, published: date | None) -> Document:
    """Cut ``text`` into words and sentences and look every listed phrase up, once."""
    language = language_of(text)
    tokens = tokens_of(text, language)
    hits = tuple(lexicon.find(tokens))
    by_first: dict[int, list[Hit]] = {}
    for hit in hits:
        by_first.setdefault(hit.first, []).append(hit)
    return Document(
        text=text,
        tokens=tokens,
        hits=hits,
        by_first={first: tuple(group) for first, group in by_first.items()},
        sentences=tuple(_sentences(tokens)),
        language=language,
        published=published,
    )


def tokens_of(text: str, language: str = "ar") -> tuple[Token, ...]:
    """The words of ``text`` in a language with their offsets in it."""
    folded = fold_report(text)
    tokens: list[Token] = []
    behind = 0
    for match in words_of(folded.text):
        start = folded.original(match.start(), len(text))
        # The last character's own offset, plus one: marks behind it are not part of the word.
        end = folded.original(match.end() - 1, len(text)) + 1
        word = match.group()
        gap = folded.text[behind : match.start()]
        forms = sorani_forms_of(word) if language == "ckb" else forms_of(word)
        if word.endswith(_ACCUSATIVE) and _TANWEEN in text[start : end + 1]:
            # «حادثاً مرورياً» is «حادث مروري» in the accusative.
            forms += forms_of(word[:-1])
        tokens.append(Token(word, start, end, gap, forms, text[start].isupper()))
        behind = match.end()
    return tuple(tokens)


def _sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    for index in range(1, len(tokens)):
        before = tokens[index - 1].word
        letter = len(before) == 1 and before.isascii() and before.isalpha()
        short = before in ABBREVIATIONS or letter
        if short and index - first < LONGEST_SENTENCE:
            continue
        ends = _SENTENCE_END.search(tokens[index].gap) or _ends_unspaced(tokens[index - 1], tokens[index])
        if (
            index - first < LONGEST_SENTENCE
            and tokens[index].word in CAUSES
            and "\n" not in tokens[index].gap
        ):
            continue
        if index - first >= LONGEST_SENTENCE or ends:
            yield first, index
            first = index
    if tokens:
        yield first, len(tokens)


def _ends_unspaced(before: Token, token: Token) -> bool:
    """«الاثنين.وجاء»: a full stop between two Arabic words without a space; not in «أ.د.», nor in "3.5"."""
    return token.gap == "." and all(
        len(word) > 1 and word.isalpha() and not word.isascii() for word in (before.word, token.word)
    )


def soft_break(token: Token) -> bool:
    """Whether a comma, colon, bracket, quote or dash stands before ``token``."""
    return _SOFT_BREAK.search(token.gap) is not None


def joined_by_and(token: Token, language: str) -> bool:
    """Whether the word itself says "and": an Arabic word with the prefix و, or a word for it."""
    if language == "en":
        return token.word == "and"
    if token.word in OWN_WAW:
        return False
    return token.word == ARABIC_AND or (
        len(token.forms) > 1 and token.word[0] == ARABIC_AND and len(token.word) > 3
    )


def says_cause(document: Document, index: int) -> bool:
    """Whether the words at a token only say by what the event before them came: «، جراء انفجار», «بحادث»."""
    token = document.tokens[index]
    if token.word in CAUSES:
        return True
    event = document.at(index, "event")
    return (
        event is not None
        and document.language == "ar"
        and token.word[0] == _ARABIC_BY
        and len(token.forms) > 1
    )


def is_definite(document: Document, index: int) -> bool:
    """Whether the word at a token has the article, as an event has that was told before."""
    word = document.tokens[index].word
    if document.language == "en":
        return index > 0 and document.tokens[index - 1].word in _ENGLISH_DEFINITE
    if document.language == "ckb":
        return _SORANI_DEFINITE in word[-_SORANI_ENDING:]
    return word.startswith(_ARABIC_DEFINITE)
