"""Who did it and who was hit: the names of ``data/actors.csv``, by the roles of ``data/actor_roles.csv``.

Who only tells of the event ("the police said") or stands behind a word for what was hit («على دورية للشرطة»)
did not do it. Where no name is left, the kind of event may imply who did: a planted bomb somebody unknown,
an arrest the security forces.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

from mapapp.reports.documents import Document, soft_break
from mapapp.reports.events import actor_kinds
from mapapp.reports.lexicon import Hit

_HIT_REACH: Final = 3
"""Words between a word for what was hit and the actor that is hit."""
_STRIKES: Final = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})
"""Sub types that Iraqi forces commit only against those whom they fight."""
_FOUGHT: Final = frozenset({"ISIS", "MILITANTS"})
"""Kinds that the Iraqi forces fight."""
_VICTIMS_BY_MEMBERSHIP: Final = frozenset({"FORCES", "FOREIGN"})
"""Kinds whose members are named where they are hit: «ثلاثة من عناصر الشرطة»."""
_SPEAKING: Final = frozenset({"FOREIGN", "FACTION", "GROUP"})
"""Kinds that tell of what they did themselves."""
_NAMELESS: Final = ("Unidentified militants", "Unidentified armed group")
"""What a text also calls the men of a group that it names."""
_FORCES: Final = "Iraqi Security Forces"
_STRUCK_BY: Final = {
    "PKK": "Turkish forces",
    "Kurdish opposition parties of Iran": "Iranian forces",
}
"""Group -> the army that strikes it from the air where a text names no other."""


@dataclass(frozen=True, slots=True)
class _Roles:
    """One row of the table of roles."""

    sub_type: str
    words: frozenset[str]
    doers: tuple[str, ...]
    implied: str


@functools.cache
def _roles() -> tuple[_Roles, ...]:
    text = resources.files("mapapp.reports").joinpath("data", "actor_roles.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(
        _Roles(
            row["sub_event_type"],
            frozenset(filter(None, row["words"].split("/"))),
            tuple(filter(None, row["doers"].split("/"))),
            row["implied"],
        )
        for row in csv.DictReader(lines)
    )


def actors_in(
    document: Document, stretches: Iterable[tuple[int, int]], event_type: str, sub_type: str
) -> tuple[Hit | None, Hit | None]:
    """The one who acts and the other side, as hits of the actor list; None where not named or implied.

    The hit of an implied actor is the event word that implies it.
    """
    if event_type == "Accident":
        return None, None
    spans = list(stretches)
    events = [hit for first, last in spans for hit in document.between(first, last, "event")]
    roles = _roles_of(sub_type, {hit.concept for hit in events})
    sides = _Sides(document, spans)
    doer = _doer(sides, roles, sub_type)
    if doer is None and events:
        doer = _implied(sides, roles, sub_type, events[0])
    return doer, sides.other(doer, battle=event_type == "Battles")


def _roles_of(sub_type: str, concepts: set[str]) -> _Roles:
    return next(
        row for row in _roles() if row.sub_type in {sub_type, "*"} and (not row.words or row.words & concepts)
    )


class _Sides:
    """The actors that an incident's stretches name: who may have acted, who was hit, who only tells of it."""

    def __init__(self, document: Document, spans: Sequence[tuple[int, int]]) -> None:
        kinds = actor_kinds()
        self.kind = kinds
        self.acting: dict[str, Hit] = {}
        self.hit: dict[str, Hit] = {}
        self.telling: dict[str, Hit] = {}
        for first, last in spans:
            for hit in document.between(first, last, "actor"):
                kind = kinds.get(hit.concept)
                if kind == "REPORTER":
                    continue
                if kind == "CIVILIANS" or _is_hit(document, hit, first, kind or ""):
                    self.hit.setdefault(hit.concept, hit)
                elif _tells(document, hit, first, last):
                    self.telling.setdefault(hit.concept, hit)
                else:
                    self.acting.setdefault(hit.concept, hit)

        if self.any_of(("ISIS",)) is not None:
            for nameless in _NAMELESS:
                self.acting.pop(nameless, None)
                self.hit.pop(nameless, None)

    def of_kind(self, kinds: Iterable[str], named: dict[str, Hit]) -> Hit | None:
        """The first actor of the likeliest of ``kinds`` among ``named``."""
        for kind in kinds:
            found = [hit for name, hit in named.items() if self.kind.get(name) == kind]
            if found:
                return min(found, key=lambda hit: hit.first)
        return None

    def any_of(self, kinds: Iterable[str]) -> Hit | None:
        """An actor of these kinds in whatever role."""
        wanted = list(kinds)
        return self.of_kind(wanted, self.acting) or self.of_kind(wanted, self.hit)

    def other(self, doer: Hit | None, *, battle: bool) -> Hit | None:
        """The other side: who was hit, then civilians, then another who acted, whom a battle puts first."""
        civilians = 2 if battle else 1
        side = None if doer is None else self.kind.get(doer.concept)
        ranked = sorted(
            [*self.hit.values(), *self.acting.values()],
            key=lambda hit: (
                civilians
                if self.kind.get(hit.concept) == "CIVILIANS"
                else 1.5 * (hit.concept not in self.hit),
                hit.first,
            ),
        )
        for hit in ranked:
            kind = self.kind.get(hit.concept)
            if (doer is None or hit.concept != doer.concept) and (kind != side or side == "TRIBE"):
                return hit
        return None


def _is_hit(document: Document, hit: Hit, first: int, kind: str) -> bool:
    """Whether a word for what was hit, or of belonging to what was hit, stands right before the actor."""
    wanted = {"hit", "member"} if kind in _VICTIMS_BY_MEMBERSHIP else {"hit"}
    for at in range(hit.first - 1, max(first, hit.first - _HIT_REACH) - 1, -1):
        if soft_break(document.tokens[at + 1]):
            return False
        found = document.at(at, "role")
        if found is not None and found.concept in wanted:
            return True
    return False


def _tells(document: Document, hit: Hit, first: int, last: int) -> bool:
    """Whether a word of saying stands before the actor, or in English and Sorani right behind it."""
    for at in range(max(first, hit.first - _HIT_REACH), hit.first):
        found = document.at(at, "role")
        if found is not None and found.concept == "says":
            return True
    behind = document.at(hit.last, "role") if hit.last < last else None
    return behind is not None and behind.concept == "said"


def _doer(sides: _Sides, roles: _Roles, sub_type: str) -> Hit | None:
    strike = sub_type in _STRIKES
    attacked = sub_type == "Air/drone strike" or sides.of_kind(_FOUGHT, sides.acting) is None
    if strike and attacked and sides.any_of(_FOUGHT) is not None:
        own = sides.of_kind(("FOREIGN", "FORCES"), sides.acting)
        if own is not None:
            return own
    doer = sides.of_kind(roles.doers, sides.acting)
    if doer is None:
        doer = sides.of_kind([kind for kind in roles.doers if kind in _SPEAKING], sides.telling)
    if doer is not None and strike and doer.concept in _STRUCK_BY:
        return None
    if doer is not None and sub_type == "Air/drone strike" and sides.kind[doer.concept] in _FOUGHT:
        return None
    if doer is None and not strike and "FORCES" in roles.doers:
        return sides.of_kind(("FORCES",), {**sides.hit, **sides.telling})
    return doer


def _implied(sides: _Sides, roles: _Roles, sub_type: str, event: Hit) -> Hit | None:
    if not roles.implied:
        return None
    name = roles.implied
    if sub_type in _STRIKES:
        struck = next((_STRUCK_BY[hit] for hit in (*sides.hit, *sides.acting) if hit in _STRUCK_BY), None)
        name = struck or (_FORCES if sides.any_of(_FOUGHT) is not None else name)
    return Hit("actor", name, event.first, event.last)
