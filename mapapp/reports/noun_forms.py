"""The forms of regular nouns for people: how many each form names, in three languages.

In the word lists ``person:sound`` are nouns whose forms follow from the listed singular. Of an Arabic one
«ين» may be two or many, so it names many; ``person:broken`` has a plural of its own («زبون», «زبائن»), which
is listed apart, so that «زبونين» are surely two.
"""

from __future__ import annotations

from typing import Final

SOUND: Final = "person:sound"
BROKEN: Final = "person:broken"
_ONE: Final = "person:1"
_TWO: Final = "person:2"
_MANY: Final = "person:n"
_SORANI_VOWELS: Final = ("ە", "ا", "ۆ", "ی", "ێ")
"""Letters behind which the Sorani "a" is written «یەک»."""


def forms_of_noun(concept: str, language: str, noun: str) -> list[tuple[str, str]]:
    """The ``(concept, word)`` pairs of one listed noun; a noun of another concept as it stands."""
    if concept not in {SOUND, BROKEN}:
        return [(concept, noun)]
    if language == "ar":
        return _arabic(noun, broken=concept == BROKEN)
    return _english(noun) if language == "en" else _sorani(noun)


def _arabic(noun: str, *, broken: bool) -> list[tuple[str, str]]:
    if noun.endswith("ة"):
        stem = noun[:-1] + "ت"
        return [(_ONE, noun), (_TWO, stem + "ان"), (_TWO, stem + "ين"), (_MANY, noun[:-1] + "ات")]
    forms = [(_ONE, noun), (_ONE, noun + "ا"), (_TWO, noun + "ان")]
    if broken:
        return [*forms, (_TWO, noun + "ين")]
    feminine = _arabic(noun + "ة", broken=False)
    return [*forms, (_MANY, noun + "ين"), (_MANY, noun + "ون"), *feminine]


def _english(noun: str) -> list[tuple[str, str]]:
    return [(_ONE, noun), (_MANY, noun + "s")]


def _sorani(noun: str) -> list[tuple[str, str]]:
    one = noun + ("یەک" if noun.endswith(_SORANI_VOWELS) else "ێک")
    singular = [(_ONE, one + ending) for ending in ("", "ی", "یان", "یش")]
    many = noun + ("کان" if noun.endswith("ە") else "ان")
    known = noun + ("کە" if noun.endswith("ە") else "ەکە")
    singular += [(_ONE, known + ending) for ending in ("ی", "یان")]
    return [*singular, (_MANY, noun), (_MANY, noun + "ی"), (_MANY, many), (_MANY, many + "ی")]
