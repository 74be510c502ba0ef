"""Which letter is written for which: the tables behind :func:`gazetteer.normalize.fold`.

Only letters that writers swap without meaning another word are put together here. Sounds that
merely resemble each other (q and k, s and th) stay apart; :mod:`gazetteer.normalize.sounds` weighs
them.
"""

from __future__ import annotations

MARK_RANGES: tuple[tuple[int, int], ...] = (
    (0x0300, 0x036F),  # combining Latin marks, left over by the decomposition
    (0x0483, 0x0487),  # Cyrillic marks
    (0x0591, 0x05BD),  # Hebrew points
    (0x0610, 0x061A),  # Arabic honorifics
    (0x064B, 0x065F),  # harakat, shadda, sukun, the hamza and madda that NFKD splits off
    (0x0670, 0x0670),  # dagger alif
    (0x06D6, 0x06DC),  # Koranic signs
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x08D3, 0x08FF),  # Arabic marks extended
    (0x200B, 0x200F),  # zero-width characters and direction marks
    (0x202A, 0x202E),  # direction overrides
    (0x2060, 0x2069),  # word joiner, isolates
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),  # half marks
)
"""First and last code point of signs that carry no letter."""

DROPPED = (
    "\u0640\u0621\ufeff\u00ad'`´"
    "\u02b0\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c0\u02c1\u02c8\u02ca\u02cb"
    "\u2018\u2019\u201a\u201b\u2032\u2035\ua78b\ua78c\u0294\u0295\u0297"
)
"""Tatweel, lone hamza, and the many apostrophes that stand for hamza and ain."""

LETTERS: dict[str, str] = {
    # Alif forms that the decomposition leaves whole
    "\u0671": "ا",  # alif wasla
    "\u0672": "ا",
    "\u0673": "ا",
    # Yeh: Arabic, Persian, Sorani, alif maqsura
    "ى": "ي",
    "ی": "ي",
    "ێ": "ي",
    "ې": "ي",
    "ے": "ي",
    "ۍ": "ي",
    "\u0678": "ي",
    # Kaf and gaf; an Arab keyboard has no gaf
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ك",
    "ڭ": "ك",
    # Heh: ta marbuta and the Sorani vowel are typed as heh, and back
    "ة": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ہ": "ه",
    "ۀ": "ه",
    "ۃ": "ه",
    "ۂ": "ه",
    # Waw of Sorani
    "ۆ": "و",
    "ۇ": "و",
    "ۈ": "و",
    "ۋ": "و",
    # Persian and Kurdish consonants by the Arabic letter that replaces them
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "ڕ": "ر",
    "ڒ": "ر",
    "ڵ": "ل",
    "ڷ": "ل",
    "ڶ": "ل",
    # Latin letters that do not decompose
    "ı": "i",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ł": "l",
    "ŧ": "t",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ə": "a",
    "ɛ": "e",
    # Digits of the Arabic and the Persian keyboard
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
}
"""One letter -> what it is folded to. Applied after NFKD, mark removal and case folding."""

LATIN_ARTICLES: frozenset[str] = frozenset({"al", "el", "ul"})
"""Arabic articles as words of their own; dropped before another word."""

SUN_ARTICLES: dict[str, str] = {
    f"{vowel}{sound}": sound
    for vowel in "aeu"
    for sound in ("d", "dh", "l", "n", "r", "s", "sh", "t", "th", "z")
}
"""Assimilated article -> the sound that the next word must begin with (ash-Sharqi, Ad Dawr)."""

ARABIC_ARTICLE = "ال"
ARABIC_ARTICLE_MIN_REST = 2
"""Letters that must remain behind an Arabic article that is taken off."""
