"""Normalisation of names: folding, kind words, clitics, and sounds across scripts."""

from gazetteer.normalize.folding import fold, fold_with_offsets
from gazetteer.normalize.words import (
    ARABIC_CLITICS,
    KIND_WORDS,
    SORANI_SUFFIXES,
    strip_kind_words,
)

__all__ = [
    "ARABIC_CLITICS",
    "KIND_WORDS",
    "SORANI_SUFFIXES",
    "fold",
    "fold_with_offsets",
    "strip_kind_words",
]
