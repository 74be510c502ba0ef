"""The one normalisation of names: what index and query both go through.

Steps, in this order, each on the result of the one before:

1. decompose (NFKD: the canonical form plus the presentation forms of Arabic that old files hold),
2. drop marks, tatweel, lone hamza, apostrophes, direction marks,
3. fold case, letters that are typed for each other, and digits,
4. turn everything that is no letter or digit into a space,
5. per word: drop the article, a doubled letter, and the silent h of a Latin ``-ah``,
6. drop articles that are words of their own.

Folding what is folded changes nothing.

Not done here: transliteration between scripts, and leaving out kind words (``governorate``); see
:mod:`gazetteer.normalize.sounds` and :mod:`gazetteer.normalize.words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from gazetteer.normalize.letters import (
    ARABIC_ARTICLE,
    ARABIC_ARTICLE_MIN_REST,
    DROPPED,
    LATIN_ARTICLES,
    LETTERS,
    MARK_RANGES,
    SUN_ARTICLES,
)

_TABLE: dict[int, str | None] = {
    **{code: None for first, last in MARK_RANGES for code in range(first, last + 1)},
    **{ord(letter): None for letter in DROPPED},
    **{ord(letter): folded for letter, folded in LETTERS.items()},
}
_MARKS_ONLY: dict[int, str | None] = {code: None for code, to in _TABLE.items() if to is None}
_SEPARATORS = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_LATIN_ARTICLES = LATIN_ARTICLES | frozenset(SUN_ARTICLES)
_WITH_ARTICLE = len(ARABIC_ARTICLE) + ARABIC_ARTICLE_MIN_REST
_SILENT_H = re.compile(r"(?<=[a-z]{2}[ae])h$")


def fold(text: str) -> str:
    """Fold a name so that spellings which differ only in writing become equal.

    >>> fold("Al-Fallūjah") == fold("el Falluja")
    True
    >>> fold("الفلّوجة") == fold("فلوجه")
    True
    """
    return " ".join(folded_words(text))


def folded_words(text: str, met: dict[str, tuple[str, ...]] | None = None) -> list[str]:
    """The words of the fold of a text.

    Args:
        text: Any text.
        met: What the pieces between blanks of earlier texts were folded to; new ones are added. Names
            share most of their words.
    """
    words: list[str] = []
    for piece in text.split():
        folded = met.get(piece) if met is not None else None
        if folded is None:
            folded = _folded_piece(piece)
            if met is not None:
                met[piece] = folded
        words += folded
    return words if len(words) < 2 else [words[place] for place in places_without_articles(words)]


def _folded_piece(piece: str) -> tuple[str, ...]:
    return tuple([fold_word(word) for word in _words_by(_TABLE, piece)])


def plain_words(text: str) -> list[str]:
    """Split a text into words with marks and case dropped but each letter kept.

    A Sorani gaf stays a gaf: this is what sounds are read from.
    """
    return _words_by(_MARKS_ONLY, text)


def _words_by(table: dict[int, str | None], text: str) -> list[str]:
    """The words of a text, its letters decomposed, without case, and replaced by a table."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    plain = plain.translate(table)
    small = plain.casefold()
    if small != plain:
        # A letter may only have an entry as a small one; what the table gives has none itself.
        small = small.translate(table)
    return [small] if small.isalnum() else _SEPARATORS.sub(" ", small).split()


def fold_letters(word: str) -> str:
    """Fold the letters of a word of :func:`plain_words`, without the word rules."""
    return word.translate(_TABLE)


def fold_words(text: str) -> tuple[list[str], list[str]]:
    """Split a name into its words, articles left out, in two forms.

    Returns:
        The words as :func:`plain_words` gives them; and the same words folded, as :func:`fold`
        has them. Both lists are of the same length.
    """
    lettered = [(word, letters) for word in plain_words(text) if (letters := fold_letters(word))]
    folded = [fold_word(letters) for _, letters in lettered]
    kept = places_without_articles(folded)
    return [lettered[place][0] for place in kept], [folded[place] for place in kept]


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Fold a text and tell for each folded character which code point it comes from.

    Returns:
        The same string as :func:`fold`, and as many offsets into ``text``. A space between two
        words has the offset of the first character that parts them; a folded run of doubled
        letters has the offset of its first letter.
    """
    words: list[str] = []
    starts: list[list[int]] = []
    letters: list[str] = []
    offsets: list[int] = []

    def close_word() -> None:
        if letters:
            words.append("".join(letters))
            starts.append(offsets.copy())
            letters.clear()
            offsets.clear()

    for offset, character in enumerate(text):
        for letter in _fold_character(character):
            if _SEPARATORS.match(letter):
                close_word()
            else:
                letters.append(letter)
                offsets.append(offset)
    close_word()
    return _join_with_offsets(words, starts)


def _join_with_offsets(words: list[str], starts: list[list[int]]) -> tuple[str, list[int]]:
    """Apply the word rules and join, carrying the offsets along."""
    folded: list[str] = []
    joined: list[int] = []
    kept_of = [_kept_letters(word) for word in words]
    spelled = ["".join(word[index] for index in kept) for word, kept in zip(words, kept_of, strict=True)]
    for place in places_without_articles(spelled):
        word, kept = words[place], kept_of[place]
        if folded:
            folded.append(" ")
            # One code point may hold two words (a quarter sign is 1 and 4).
            joined.append(min(joined[-1] + 1, starts[place][kept[0]]))
        folded.extend(word[index] for index in kept)
        joined.extend(starts[place][index] for index in kept)
    return "".join(folded), joined


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).translate(_TABLE)
    return plain.casefold().translate(_TABLE)


def places_without_articles(words: Sequence[str]) -> list[int]:
    """The positions of the folded words of a name that are no articles, in order.

    An article must have a word behind it to belong to, which is no article itself.
    """
    kept: list[int] = []
    following = ""
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if following and _is_article(word, following):
            continue
        kept.append(place)
        following = word
    kept.reverse()
    return kept


def _is_article(word: str, following: str) -> bool:
    if word in LATIN_ARTICLES or word == ARABIC_ARTICLE:
        return True
    sound = SUN_ARTICLES.get(word)
    return sound is not None and following.startswith(sound)


def fold_word(word: str) -> str:
    """Apply the word rules: the article written onto it, doubled letters, a silent h."""
    if word.startswith(ARABIC_ARTICLE):
        word = word[_article_length(word) :]
    single = _undoubled(word)
    # A doubled alif hides an article.
    word = word if single is word else single[_article_length(single) :]
    return _SILENT_H.sub("", word) if word.endswith("h") else word


def _undoubled(word: str) -> str:
    """The word without doubled letters, unless an article would be left: "Tell" without its T is no "el"."""
    if not _DOUBLED.search(word):
        return word
    single = _DOUBLED.sub(r"\1", word)
    return word if single in _LATIN_ARTICLES else single


def _article_length(word: str) -> int:
    """Letters of the Arabic article at the start, which may stand twice: «الألوسي» is «ألوسي»."""
    length = 0
    while word.startswith(ARABIC_ARTICLE, length) and len(word) - length >= _WITH_ARTICLE:
        length += len(ARABIC_ARTICLE)
    return length


def _kept_letters(word: str) -> list[int]:
    """Return the positions in ``word`` that :func:`fold_word` keeps."""
    start = _article_length(word)
    kept = list(range(start, len(word)))
    if _undoubled(word[start:]) != word[start:]:
        kept = [
            index
            for index in kept
            if index == start or word[index] != word[index - 1] or not word[index].isalpha()
        ]
    kept = kept[_article_length("".join([word[index] for index in kept])) :]
    spelled = "".join([word[index] for index in kept])
    return kept[: len(_SILENT_H.sub("", spelled))]
