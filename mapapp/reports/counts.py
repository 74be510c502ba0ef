"""Killed and wounded of one stretch of text, without what only sums up other stretches."""

from __future__ import annotations

import bisect
import itertools
from typing import Final

from mapapp.reports.claiming import read_casualties
from mapapp.reports.documents import Document
from mapapp.reports.tolls import Casualties, without_sum

_PARTS_REACH: Final = 200
"""Words behind a sum within which its parts are told."""
_FURTHER: Final = frozenset({"وان", "فيما", "بينما", "while"})
"""Words that lead to the next part within a sentence."""


def casualties_in(document: Document, first: int, last: int) -> Casualties:
    """Killed and wounded that the tokens from ``first`` to before ``last`` state.

    The sum of several events, each of which the text counts further on, is a count of none of them.
    """
    stated = read_casualties(document, first, last)
    if not any(document.between(first, last, "sum")):
        return stated
    parts = [read_casualties(document, *sentence) for sentence in _following(document, last)]
    return Casualties(
        without_sum(stated.killed, [part.killed for part in parts]),
        without_sum(stated.injured, [part.injured for part in parts]),
    )


def _following(document: Document, last: int) -> list[tuple[int, int]]:
    """The rest of the sentence and the sentences behind it, cut at "and that", as far as parts may stand."""
    until = min(len(document.tokens), last + _PARTS_REACH)
    at_or_behind = bisect.bisect_left(document.sentences, (last, 0))
    sentences = itertools.islice(document.sentences, at_or_behind, at_or_behind + _PARTS_REACH)
    begins = {begin for begin, _ in sentences if begin < until} | {last}
    begins |= {at for at in range(last, until) if document.tokens[at].word in _FURTHER}
    ordered = [*sorted(begins), until]
    return [(begin, end) for begin, end in itertools.pairwise(ordered) if begin < end]
