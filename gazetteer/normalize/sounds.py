"""How a name sounds, in one small alphabet for Arabic, Sorani and Latin letters.

A sound form is a string over :data:`ALPHABET`. Letters that one script tells apart and another does
not get sounds of their own, and :data:`LIKENESS` says how cheaply one stands for the other: داقوق
(``dAqWq``), Daquq (``daquq``), Dakuk and Daqooq come within a tenth of a consonant of each other.
Vowels are weak evidence: Arabic leaves the short ones out.

Two texts that sound alike are not the same name; the forms only feed the distance in
:mod:`gazetteer.sound_distance`.
"""

from __future__ import annotations

import re

ALPHABET = ".bpfvmtdTDZszSCjckqgGXhHlrnwyaeiouAWYE3"
"""All sounds. Capitals: T th, D dh, Z dad and zah, S sh, C ch, G gh, X kh, H a silent final h; A W Y E
the Arabic alif, waw, yeh and ta marbuta, which may be long vowels or consonants; 3 ain; c the Latin
letter, which is j in Turkish and Kurdish, k in French. The dot is padding."""

CODES: dict[str, int] = {sound: code for code, sound in enumerate(ALPHABET)}

ARABIC_SOUNDS: dict[str, str] = {
    "ا": "A", "ٱ": "A", "ب": "b", "پ": "p", "ت": "t", "ة": "E", "ث": "T", "ج": "j", "چ": "C",
    "ح": "h", "خ": "X", "د": "d", "ذ": "D", "ر": "r", "ڕ": "r", "ز": "z", "ژ": "j", "س": "s",
    "ش": "S", "ص": "s", "ض": "Z", "ط": "t", "ظ": "Z", "ع": "3", "غ": "G", "ف": "f", "ڤ": "v",
    "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "ڵ": "l", "م": "m", "ن": "n", "ه": "h",
    "ھ": "h", "ہ": "h", "ە": "e", "و": "W", "ۆ": "W", "ۇ": "W", "ۋ": "W", "ى": "Y", "ي": "Y",
    "ی": "Y", "ێ": "Y", "ې": "Y", "ے": "Y",
}  # fmt: skip
"""Letter after NFKD and mark removal -> sound."""

LATIN_CLUSTERS: tuple[tuple[str, str], ...] = (
    ("tsch", "C"), ("dsch", "j"), ("tsj", "C"), ("dsj", "j"), ("dzj", "j"), ("tch", "C"),
    ("sch", "S"), ("ssh", "S"), ("dzh", "j"), ("zh", "j"),
    ("sh", "S"), ("ch", "C"), ("kh", "X"), ("gh", "G"), ("th", "T"), ("dh", "D"), ("ph", "f"),
    ("dj", "j"), ("sj", "S"), ("sz", "s"), ("cz", "C"), ("ck", "k"), ("ks", "ks"), ("oo", "u"), ("ou", "u"),
    ("ee", "i"), ("ie", "i"), ("ii", "i"), ("uu", "u"), ("aa", "a"), ("x", "X"), ("ı", "i"), ("đ", "d"),
    ("ł", "l"), ("ħ", "h"), ("ə", "a"), ("ø", "o"), ("æ", "e"), ("ß", "s"),
)  # fmt: skip
"""Latin letters written together -> sound, longest first (German, Dutch, French, Hungarian, Polish,
English)."""

_CLUSTER_SOUND = dict(LATIN_CLUSTERS)
_CLUSTER = re.compile("|".join(cluster for cluster, _ in LATIN_CLUSTERS))
_REPEATS = re.compile(r"(.)\1+")
_SILENT_END = re.compile(r"(?<=[ae])h$")
_LATIN_LETTER = re.compile("[a-z]")


class _SoundsOnly(dict[int, str]):
    """A table for ``str.translate`` that drops what it does not hold."""

    def __missing__(self, letter: int) -> None:
        return None


_LATIN_SOUNDS = _SoundsOnly({ord(sound): sound for sound in CODES})
_ARABIC_SOUNDS = _SoundsOnly({ord(letter): sound for letter, sound in ARABIC_SOUNDS.items()})
_LOOK_ALIKE = str.maketrans(
    {
        **dict.fromkeys("bp", "b"), **dict.fromkeys("fv", "f"), **dict.fromkeys("tTdDZ", "d"),
        **dict.fromkeys("sz", "s"), **dict.fromkeys("SCjc", "S"), **dict.fromkeys("kqgG", "k"),
        **dict.fromkeys("Xh", "h"), **dict.fromkeys("aeAEH", "a"), **dict.fromkeys("iyY", "i"),
        **dict.fromkeys("ouwW", "u"), "3": None,
    }
)  # fmt: skip


def look_alike(form: str) -> str:
    """Reduce a sound form to what names that are easily taken for each other have in common.

    >>> look_alike(sound_of_word("القرنة")) == look_alike(sound_of_word("الكرنه"))
    True
    """
    return form.translate(_LOOK_ALIKE)


def is_latin(text: str) -> bool:
    """Whether a name after case folding is written in Latin letters, by its first letter."""
    return bool(_LATIN_LETTER.search(text))


def sound_of_word(word: str) -> str:
    """Read one word, as :func:`gazetteer.normalize.fold_words` gives it unfolded, into sounds.

    >>> sound_of_word("daqooq"), sound_of_word("داقوق")
    ('daquq', 'dAqWq')
    """
    if word.startswith("\u0627\u0644") and len(word) > 3:
        word = word[2:]
    if _LATIN_LETTER.search(word):
        word = _CLUSTER.sub(lambda found: _CLUSTER_SOUND[found[0]], word)
        sounds = word.translate(_LATIN_SOUNDS)
        if sounds.endswith("h"):
            sounds = _SILENT_END.sub("", sounds)
    else:
        sounds = word.translate(_ARABIC_SOUNDS)
        if sounds.endswith("h") and len(sounds) > 2:
            sounds = sounds[:-1] + "H"
    return _REPEATS.sub(r"\1", sounds) if _REPEATS.search(sounds) else sounds


def _group(text: str, cost: float) -> dict[tuple[str, str], float]:
    """Every pair of the sounds of one group at the same cost."""
    return {(one, other): cost for one in text for other in text if one < other}


LIKENESS: dict[tuple[str, str], float] = {
    # Consonants that languages hear or write for each other
    ("b", "p"): 0.10, ("b", "v"): 0.30, ("p", "f"): 0.35, ("f", "v"): 0.10, ("v", "w"): 0.10,
    ("b", "f"): 0.60, ("b", "w"): 0.60,
    ("t", "d"): 0.40, ("t", "T"): 0.15, ("T", "s"): 0.25, ("T", "D"): 0.20, ("d", "D"): 0.12,
    ("D", "z"): 0.12, ("d", "Z"): 0.12, ("D", "Z"): 0.06, ("z", "Z"): 0.10, ("s", "Z"): 0.50,
    ("t", "Z"): 0.60, ("s", "z"): 0.30, ("s", "S"): 0.20, ("S", "C"): 0.15, ("s", "C"): 0.40,
    ("C", "j"): 0.12, ("S", "j"): 0.40, ("z", "j"): 0.40, ("c", "j"): 0.05, ("c", "C"): 0.05,
    ("c", "k"): 0.10, ("c", "s"): 0.25, ("c", "S"): 0.20, ("c", "q"): 0.15, ("k", "C"): 0.50,
    ("j", "g"): 0.25, ("j", "y"): 0.35, ("j", "Y"): 0.35, ("k", "q"): 0.08, ("k", "g"): 0.15,
    ("q", "g"): 0.12, ("g", "G"): 0.08, ("q", "G"): 0.20, ("q", "X"): 0.30, ("k", "G"): 0.35,
    ("k", "X"): 0.15, ("G", "X"): 0.30, ("g", "X"): 0.40, ("h", "X"): 0.15, ("h", "H"): 0.02,
    ("h", "G"): 0.50, ("h", "g"): 0.60, ("l", "r"): 0.60, ("m", "n"): 0.50, ("l", "n"): 0.70,
    ("H", "t"): 0.35, ("E", "t"): 0.20, ("3", "h"): 0.50,
    # Vowels among each other
    **_group("aeiou", 0.20),
    ("a", "e"): 0.08, ("e", "i"): 0.08, ("o", "u"): 0.06, ("a", "o"): 0.14,
    # Arabic letters that stand for a vowel or a glide
    ("A", "a"): 0.02, ("A", "e"): 0.12, ("A", "o"): 0.15, ("A", "i"): 0.25, ("A", "u"): 0.25,
    ("E", "a"): 0.01, ("E", "e"): 0.02, ("E", "i"): 0.15, ("E", "o"): 0.20, ("E", "u"): 0.25,
    ("H", "a"): 0.02, ("H", "e"): 0.02, ("H", "i"): 0.15, ("H", "o"): 0.20, ("H", "E"): 0.01,
    ("E", "A"): 0.12, ("H", "A"): 0.12, ("E", "h"): 0.10, ("E", "Y"): 0.35, ("H", "Y"): 0.35,
    ("h", "e"): 0.12, ("A", "Y"): 0.40, ("A", "W"): 0.45, ("W", "Y"): 0.50, ("A", "3"): 0.25,
    ("W", "w"): 0.00, ("W", "u"): 0.02, ("W", "o"): 0.04, ("W", "v"): 0.10, ("W", "a"): 0.25,
    ("W", "e"): 0.30, ("W", "i"): 0.30, ("w", "u"): 0.12, ("w", "o"): 0.15, ("W", "y"): 0.55,
    ("Y", "y"): 0.00, ("Y", "i"): 0.02, ("Y", "e"): 0.05, ("Y", "a"): 0.22, ("y", "i"): 0.06,
    ("y", "e"): 0.12, ("Y", "u"): 0.30, ("Y", "o"): 0.30, ("w", "y"): 0.70, ("3", "a"): 0.08,
    ("3", "e"): 0.10, ("3", "i"): 0.12, ("3", "o"): 0.15, ("3", "u"): 0.15,
}  # fmt: skip
"""Cost, 0 (same) to 1 (unlike), of taking one sound for the other; pairs not listed cost 1."""

WEIGHTS: dict[str, float] = {
    **dict.fromkeys("aeiou", 0.30), "A": 0.40, "W": 0.50, "Y": 0.45, "w": 0.60, "y": 0.45,
    "h": 0.60, "H": 0.20, "E": 0.20, "3": 0.15, ".": 0.0,
}  # fmt: skip
"""What a sound weighs, and costs where it has no partner in the other name; others weigh 1."""

ACROSS_SCRIPTS: dict[str, float] = {
    "a": 0.04, "e": 0.05, "i": 0.07, "o": 0.12, "u": 0.09, "A": 0.22, "W": 0.40, "Y": 0.30, "H": 0.10,
    "E": 0.08, "3": 0.03, "y": 0.25, "w": 0.35, "h": 0.50,
}  # fmt: skip
"""The cost of a sound with no partner where the other name is in the other script."""
