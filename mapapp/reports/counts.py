"""Killed and wounded of one stretch of text, without what only sums up other stretches."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import replace
from typing import Final

from mapapp.reports.claiming import read_casualties
from mapapp.reports.documents import Document
from mapapp.reports.lexicon import Hit
from mapapp.reports.retelling import retold
from mapapp.reports.subjects import died_of_it
from mapapp.reports.tolls import Casualties, Count, is_sum_of

_VICTIMS_REACH: Final = 80
"""Words before the attackers' dead within which their victims are counted."""
_VICTIMS_SENTENCES: Final = 2
"""Sentences before the attackers' dead that may count their victims."""
_ATTACKING: Final = frozenset(
    ("actor", name) for name in ("Islamic State", "Unidentified militants", "Unidentified armed group", "PKK")
)
"""Actors whose dead are no victims of an attack."""
_PARTS_REACH: Final = 200
"""Words behind a sum within which its parts are told."""
_EXPLAINING: Final = frozenset(
    {"موضحه", "موضحا", "مبينا", "مبينه", "مشيرا", "مشيره", "اذ", "saying", "adding"}
)
"""Words behind which a sum is divided within its own sentence."""
_FURTHER: Final = frozenset({"وان", "فيما", "بينما", "كما", "while"})
"""Words that lead to the next part within a sentence."""


def casualties_in(document: Document, first: int, last: int) -> Casualties:
    """Killed and wounded that the tokens from ``first`` to before ``last`` state.

    The sum of several events, each of which the text counts further on, is a count of none of them.
    """
    stated = _with_victims(document, first, last, retold(document, first, last))
    stated = _without_the_dead(document, first, stated)
    if not any(document.between(first, last, "sum")) and not _parts_announced(document, last):
        return stated
    split = next((at for at in range(first + 1, last) if document.tokens[at].word in _EXPLAINING), last)
    own = [] if split == last else [read_casualties(document, split, last)]
    parts = [*own, *(read_casualties(document, *sentence) for sentence in _following(document, last))]
    head = stated if split == last else read_casualties(document, first, split)
    if is_sum_of(head, parts):
        return own[0] if own else Casualties()
    return stated


def _parts_announced(document: Document, index: int) -> bool:
    """Whether a colon, or words like "in one incident … separately", divide what follows token ``index``."""
    if 0 < index < len(document.tokens) and document.tokens[index].gap.startswith(":"):
        return True
    until = min(len(document.tokens), index + _PARTS_REACH)
    separate = any(hit.concept == "separate" for hit in document.between(index, until, "background"))
    return separate or any(hit.concept == "parts" for hit in document.between(index, until, "sum"))


def _without_the_dead(document: Document, first: int, stated: Casualties) -> Casualties:
    """«ما تسبب بإصابته»: not wounded who the sentences before say was killed."""
    injured = stated.injured
    if injured is not None and stated.killed is not None and died_of_it(document, stated.killed, injured):
        return replace(stated, injured=None)
    if injured is None or not any(hit.last <= injured.last for hit in _pronouns(document, injured)):
        return stated
    dead = any(count is not None and count.value for count in _killed_before(document, first))
    return replace(stated, injured=None) if dead else stated


def _pronouns(document: Document, count: Count) -> list[Hit]:
    return list(document.between(count.first, count.last, "himself"))


def _killed_before(document: Document, first: int) -> list[Count | None]:
    """The killed of the sentences right before token ``first``."""
    at = bisect.bisect_left(document.sentences, (first, 0))
    before = document.sentences[max(0, at - _VICTIMS_SENTENCES) : at]
    return [read_casualties(document, *span).killed for span in before if span[0] >= first - _VICTIMS_REACH]


def _with_victims(document: Document, first: int, last: int, stated: Casualties) -> Casualties:
    """Where only the attackers' dead are told, those whom the sentences before count were killed as well."""
    killed = stated.killed
    if killed is None or killed.value is None:
        return stated
    if not any(document.between(killed.first, min(killed.last + 1, last), "attackers")):
        return stated
    told = _killed_before(document, first)
    victims = max(
        (count.value or 0 for count in told if count is not None and not _of_attackers(document, count)),
        default=0,
    )
    if not victims:
        return stated
    total = replace(
        killed,
        value=killed.value + victims,
        low=None if killed.low is None else killed.low + victims,
        high=None if killed.high is None else killed.high + victims,
    )
    return replace(stated, killed=total)


def _of_attackers(document: Document, count: Count) -> bool:
    """Whether the words of a count name the attackers or the group that they belong to."""
    words = range(count.first, min(count.last + 2, len(document.tokens)))
    hits = [hit for at in words for hit in document.by_first.get(at, ())]
    return any(hit.family == "attackers" or (hit.family, hit.concept) in _ATTACKING for hit in hits)


def _following(document: Document, last: int) -> list[tuple[int, int]]:
    """The rest of the sentence and the sentences behind it, cut at "and that", as far as parts may stand."""
    until = min(len(document.tokens), last + _PARTS_REACH)
    at_or_behind = bisect.bisect_left(document.sentences, (last, 0))
    sentences = itertools.islice(document.sentences, at_or_behind, at_or_behind + _PARTS_REACH)
    begins = {begin for begin, _ in sentences if begin < until} | {last}
    begins |= {at for at in range(last, until) if document.tokens[at].word in _FURTHER}
    ordered = [*sorted(begins), until]
    return [(begin, end) for begin, end in itertools.pairwise(ordered) if begin < end]
