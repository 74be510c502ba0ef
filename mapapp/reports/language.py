"""Folding a report for matching, with the way back to the text as read, and telling its language.

Matching runs over a folded copy: Arabic letter variants, Persian and Sorani letters, digits and case are
brought to one form; marks, tatweel, joiners and bidirectional controls are left out. Every folded character
knows the code point that it came from, so each finding can be shown in the text as the reader wrote it.
This folding keeps the Arabic article and word order of clitics, which event words need; place names are
folded by the gazetteer's own rules.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_ONE_TO_ONE: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ێ": "ي",
        "ة": "ه",
        "ە": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ک": "ك",
        "ڪ": "ك",
        "ۆ": "و",
        "ۇ": "و",
        "ؤ": "و",
        "ڕ": "ر",
        "ڵ": "ل",
        "ڤ": "ف",
        "ڨ": "ق",
        "٫": ".",
        "٬": ",",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    }
)

_LEFT_OUT: Final = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad]"
)
"""Marks, tatweel, joiners, bidirectional controls, variation selectors: never part of a match."""

_SPLIT_WORD: Final = re.compile(r"(?<=\w)\u0640[ .*_|/\\-]{1,2}\u0640(?=\w)")
"""«انفجـ ـار», «قـ.ـتلى»: words that posts break with tatweel to slip past a filter."""
_PRESENTATION: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN_MARKED: Final = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded copy of a text with the way back."""

    text: str
    """The folded characters."""
    offsets: tuple[int, ...] | None
    """For each folded character its offset in the original; None where the two are the same."""

    def original(self, position: int, original_length: int) -> int:
        """Offset in the original of the folded ``position``; its length for the position behind the end."""
        if self.offsets is None:
            return position
        return self.offsets[position] if position < len(self.offsets) else original_length


def fold_report(text: str) -> FoldedText:
    """Fold ``text`` for matching; every folded character can be led back to its code point."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    if not (_LEFT_OUT.search(lowered) or _PRESENTATION.search(lowered) or _LATIN_MARKED.search(lowered)):
        return FoldedText(lowered.translate(_ONE_TO_ONE), None)
    characters: list[str] = []
    offsets: list[int] = []
    broken = {offset for match in _SPLIT_WORD.finditer(lowered) for offset in range(*match.span())}
    for offset, character in enumerate(lowered):
        if offset in broken:
            continue
        for piece in _decomposed(character):
            if not _LEFT_OUT.match(piece):
                characters.append(piece)
                offsets.append(offset)
    return FoldedText("".join(characters).translate(_ONE_TO_ONE), tuple(offsets))


def _decomposed(character: str) -> str:
    """Presentation forms and marked Latin letters as their plain letters; all else as it is."""
    if character.isascii() or not (_PRESENTATION.match(character) or _LATIN_MARKED.match(character)):
        return character
    return unicodedata.normalize("NFKD", character)


def fold_word(word: str) -> str:
    """The folded form of one word of a word list, by the same rules as a report."""
    return fold_report(unicodedata.normalize("NFC", word)).text.strip()


_SORANI_LETTERS: Final = re.compile("[ەێۆڕڵڤ]")
_ARABIC_LETTERS: Final = re.compile("[\u0621-\u064a\u0671-\u06d3\u06d5]")
_LATIN_LETTERS: Final = re.compile("[A-Za-z]")
_SAMPLE: Final = 4000
"""Code points looked at to tell the language: enough for any report, and it bounds the work."""
_SORANI_SHARE: Final = 0.04
"""Share of letters that only Sorani uses, among Arabic-script letters; Sorani prose has 0.15 and more,
Arabic prose with Kurdish names under 0.02."""


def language_of(text: str) -> str:
    """``ar``, ``ckb`` or ``en`` by script and letters; "" where the text has neither script."""
    sample = text[:_SAMPLE]
    arabic = len(_ARABIC_LETTERS.findall(sample))
    latin = len(_LATIN_LETTERS.findall(sample))
    if not arabic and not latin:
        return ""
    if latin > arabic:
        return "en"
    return "ckb" if len(_SORANI_LETTERS.findall(sample)) > _SORANI_SHARE * arabic else "ar"
