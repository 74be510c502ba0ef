"""One stretch of text while its killed and wounded are counted: which words a number has already claimed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.lexicon import Hit
from mapapp.reports.people import People
from mapapp.reports.tolls import Count

BACK_REACH: Final = 14
"""Words that a verb may stand behind its people."""
TOTAL_REACH: Final = 4
"""Words between "the number of dead" and its number."""


@dataclass(slots=True)
class Stretch:
    """Tokens from ``first`` to before ``last``, and those of them that a number has claimed."""

    document: Document
    first: int
    last: int
    toll_from: int
    """Where the toll in all is given; ``last`` where it isn't."""
    used: set[int] = field(default_factory=set)

    def count(self, people: People, hit: Hit) -> Count:
        """The count that ``people`` give for the cue ``hit``; their words are claimed."""
        self.used.update(range(people.first, people.last))
        return Count(
            people.count,
            people.low,
            people.high,
            min(people.first, hit.first),
            max(people.last, hit.last),
            toll=hit.first >= self.toll_from,
        )
