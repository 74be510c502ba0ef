"""What a free-text filter looks for: words, and towns and governorates under their names in every script.

A searcher who types Kirkuk means the incidents that only say كركوك too. ``data/place_names.csv`` lists the
names of one place on one row, folded; ``mapapp/web/basemap/place_names.py`` makes it. The page reads the same
table and holds the same rule (``mapapp/web/src/model/place-names.js``); golden cases keep the two equal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import Final

TABLE: Final = "place_names.csv"
ANYWHERE_LETTERS: Final = 5
"""Letters, blanks and the Arabic article left out, from which on a name is found inside a longer word too,
as any word sought is (Kirkuk in «الكركوكي»). A shorter one must be the whole word: واسط is not بواسطة."""
ARTICLE: Final = "ال"
ALONE: Final = "="
"""Before a name in the table: an ordinary word, which means the place only where a column holds nothing else
(«حديثة» as a location, not «أسلحة حديثة»). Typed into the filter it stays a plain word."""


@dataclass(frozen=True, slots=True)
class WholeName:
    """A short name that counts as a whole word only."""

    core: str
    """Every match holds this: looking for it first is quick."""
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Sought:
    """One word of the text sought, or one place under all its names: any of them is enough."""

    anywhere: tuple[str, ...]
    whole: tuple[WholeName, ...] = ()
    alone: frozenset[str] = frozenset()

    def is_in(self, folded: str) -> bool:
        """Whether a folded text mentions it."""
        return (
            any(name in folded for name in self.anywhere)
            or any(name.core in folded and name.pattern.search(folded) is not None for name in self.whole)
            or folded in self.alone
        )


def sought_in(folded: str) -> tuple[Sought, ...]:
    """The folded text of a filter in units, all of which must be found.

    A unit is the longest name of a place that begins at a word, else the word itself.
    """
    names_of = _read_names() if folded else {}
    words = folded.split()
    longest = max((name.count(" ") + 1 for name in names_of), default=1)
    sought = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + longest), at, -1):
            names = names_of.get(" ".join(words[at:end]))
            if names or end == at + 1:
                sought.append(_place(names) if names else Sought((words[at],)))
                at = end
                break
    return tuple(sought)


def _read_names() -> dict[str, tuple[str, ...]]:
    """Folded name -> all names of its place."""
    table = resources.files("mapapp").joinpath("data", TABLE).read_text(encoding="utf-8")
    rows = [line.split(",") for line in table.splitlines() if line and not line.startswith("#")][1:]
    places = [tuple(names.split("|")) for _, names in rows]
    return {name: names for names in places for name in names if not name.startswith(ALONE)}


def _place(names: tuple[str, ...]) -> Sought:
    alone = frozenset(name.removeprefix(ALONE) for name in names if name.startswith(ALONE))
    common = [name for name in names if not name.startswith(ALONE)]
    needed = [name for name in common if not any(_holds(name, other) for other in common if other != name)]
    long = [name for name in needed if _letters(name) >= ANYWHERE_LETTERS]
    after_to = [f"لل{name.removeprefix(ARTICLE)}" for name in long if name.startswith(ARTICLE)]
    return Sought((*long, *after_to), tuple(_whole(name) for name in needed if name not in long), alone)


def _holds(name: str, other: str) -> bool:
    """Whether every text with a name is found by the other already."""
    return f" {other} " in f" {name} " or (_letters(other) >= ANYWHERE_LETTERS and other in name)


def _letters(name: str) -> int:
    return len(name.removeprefix(ARTICLE).replace(" ", ""))


def _whole(name: str) -> WholeName:
    """The word with what is written onto it: Arabic "and, so, in, to, like", an English genitive's s."""
    core = name.removeprefix(ARTICLE)
    if core != name:
        form = f"[وف]?(?:[بك]?{ARTICLE}|لل){core}"
    elif name.isascii():
        form = f"{name}s?"
    else:
        form = f"[وف]?[بلك]?{name}"
    return WholeName(core, re.compile(rf"(?<!\w){form}(?!\w)"))
