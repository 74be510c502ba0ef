"""Normalisation of names: folding, kind words, clitics, and sounds across scripts."""

from gazetteer.normalize.folding import fold, fold_with_offsets, fold_words
from gazetteer.normalize.words import (
    ARABIC_CLITICS,
    KIND_WORDS,
    SORANI_SUFFIXES,
    split_kind_words,
    strip_kind_words,
)

__all__ = [
    "ARABIC_CLITICS",
    "KIND_WORDS",
    "SORANI_SUFFIXES",
    "fold",
    "fold_with_offsets",
    "fold_words",
    "split_kind_words",
    "strip_kind_words",
]
