"""Who did it and who was hit: the names of ``data/actors.csv``, by the roles of ``data/actor_roles.csv``.

Who only tells of the event ("the police said") or stands behind a word for what was hit («على دورية للشرطة»)
did not do it. Where no name is left, the kind of event may imply who did: a planted bomb somebody unknown,
an arrest the security forces.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from itertools import pairwise
from typing import Final

from mapapp.reports.deeds import has_verb_behind, is_deed, is_subject_of_verb
from mapapp.reports.documents import Document, soft_break
from mapapp.reports.events import actor_kinds
from mapapp.reports.lexicon import Hit

_HIT_REACH: Final = 3
"""Words between a word for what was hit and the actor that is hit."""
_STRIKES: Final = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})
"""Sub types that Iraqi forces commit only against those whom they fight."""
_FOUGHT: Final = frozenset({"ISIS", "MILITANTS"})
"""Kinds that the Iraqi forces fight."""
_FOUGHT_OUT: Final = frozenset({"Battles", "Violence against civilians"})
"""Event types of a private quarrel, which the forces only part: they are no side of it."""
_ARMIES: Final = dict.fromkeys((*sorted(_STRIKES), "Armed clash", "Attack"), ("FORCES", "FOREIGN"))
"""Sub type -> kinds that did it only where the words say so."""
_WEAPONS: Final = frozenset({"DRONE", "AIR", "SHELL", "STRIKE"})
"""Event concepts of what an army strikes with."""
_AMONG_REACH: Final = 6
"""Words between "among them" and the group that those belong to."""
_BY_REACH: Final = 2
"""Words between "by" and the actor: "by suspected Islamic State militants"."""
_CLAIM_REACH: Final = 40
"""Words behind an event within which somebody may claim it."""
_SAID_REACH: Final = 2
"""Words behind an actor in which it is said to tell, to claim or to suffer the event."""
_ATTACKERS: Final = frozenset({"ISIS", "GROUP", "MILITANTS", "FACTION", "TRIBE"})
"""Kinds that attack: their own dead make them no victims."""
_VICTIMS_BY_MEMBERSHIP: Final = frozenset({"FORCES", "FOREIGN"})
"""Kinds whose members are named where they are hit: «ثلاثة من عناصر الشرطة»."""
_SPEAKING: Final = frozenset({"FOREIGN", "FACTION", "GROUP", "ISIS"})
"""Kinds that tell of what they did themselves."""
_NAMELESS: Final = ("Unidentified militants", "Unidentified armed group")
"""What a text also calls the men of a group that it names; as doers all are the last of these."""
_WHICH: Final = frozenset({"الذي", "التي", "والذي", "والتي"})
"""Words that begin what a place is known for."""
_RETAKEN: Final = ("استعاد", "استعيد", "حرر", "انتزع")
"""How verbs begin of what was taken back from somebody."""
_RETAKEN_REACH: Final = 8
"""Words from such a clause's beginning to the name of those who held the place."""
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
    concepts = {hit.concept for hit in events}
    if _told(document, spans, "relic"):
        concepts.add("MINE")
    roles = _roles_of(sub_type, concepts)
    private = _told(document, spans, "private")
    if private and event_type in _FOUGHT_OUT:
        roles = replace(roles, doers=tuple(kind for kind in roles.doers if kind != "FORCES"))
    sides = _Sides(document, spans)
    doer = _doer(sides, roles, sub_type)
    if doer is None and roles.doers and spans:
        doer = _claimed(document, roles, spans[-1][1])
    if doer is None and events and not private:
        doer = _implied(sides, roles, sub_type, events[0])
    other = sides.other(doer, battle=event_type == "Battles")
    if doer is not None and doer.concept in _NAMELESS:
        doer = Hit("actor", _NAMELESS[-1], doer.first, doer.last)
    return doer, other


def _held_it_before(document: Document, hit: Hit, first: int) -> bool:
    """Whether «الذي استعادته القوات من داعش» only says from whom the place was taken long ago."""
    words = [token.word for token in document.tokens[max(first, hit.first - _RETAKEN_REACH) : hit.first]]
    return any(word in _WHICH and behind.startswith(_RETAKEN) for word, behind in pairwise(words))


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
        self.agents: dict[str, Hit] = {}
        """Those of whom the words say that they did it."""
        role = ""
        for first, last in spans:
            before: Hit | None = None
            for hit in document.between(first, last, "actor"):
                kind = kinds.get(hit.concept)
                if kind == "REPORTER" or (kind == "ISIS" and _held_it_before(document, hit, first)):
                    continue
                if before is None or before.concept != hit.concept or hit.first - before.last > 1:
                    role = _role_of(document, hit, first, last, kind or "")
                before = hit  # «تنظيم الدولة الإسلامية، داعش»: the same again, in the same part.
                self._named(role).setdefault(hit.concept, hit)
        for name in self.agents:
            self.hit.pop(name, None)
            self.telling.pop(name, None)
        if self.any_of(("ISIS", "FACTION")) is not None:
            for nameless in _NAMELESS:
                self.acting.pop(nameless, None)
                self.hit.pop(nameless, None)
                self.agents.pop(nameless, None)

    def _named(self, role: str) -> dict[str, Hit]:
        return {"hit": self.hit, "tells": self.telling, "did": self.agents}.get(role, self.acting)

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
        named = (self.of_kind(wanted, side) for side in (self.agents, self.acting, self.hit))
        return next((hit for hit in named if hit is not None), None)

    def other(self, doer: Hit | None, *, battle: bool) -> Hit | None:
        """The other side: who was hit, then civilians, then another who acted, whom a battle puts first."""
        civilians = 2 if battle else 1
        side = None if doer is None else self.kind.get(doer.concept)
        ranked = sorted(
            [*self.hit.values(), *self.acting.values(), *self.agents.values()],
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


def _role_of(document: Document, hit: Hit, first: int, last: int, kind: str) -> str:
    """What the words beside an actor make of it: ``did``, ``hit``, ``tells``; "" where they say nothing."""
    if kind == "CIVILIANS":
        return "hit"
    behind = [document.at(at, "role") for at in range(hit.last, min(hit.last + _SAID_REACH, last))]
    if any(found is not None and found.concept == "claims" for found in behind):
        return "did"
    if is_subject_of_verb(document, hit, first):
        return "did"
    before = _word_before(document, hit, first, kind)
    if before is not None:
        return {"by": "did", "says": "tells"}.get(before, "hit")
    if any(found is not None and found.concept == "suffers" for found in behind):
        return "" if kind in _ATTACKERS else "hit"
    if has_verb_behind(document, hit, first, last):
        return "did"
    said = behind[:1] if document.language == "en" else behind
    return "tells" if any(found is not None and found.concept == "said" for found in said) else ""


def _word_before(document: Document, hit: Hit, first: int, kind: str) -> str | None:
    """The concept of the nearest word before the actor that says what its part was."""
    wanted = {"hit", "says"} | ({"member"} if kind in _VICTIMS_BY_MEMBERSHIP else set())
    if kind == "TRIBE":
        wanted = {"says"}
    # «استهداف مسيرة تركية لسيارة»: what strikes is not what is hit.
    event = document.at(hit.first, "event")
    weapon = kind == "FOREIGN" and event is not None and event.concept in _WEAPONS
    own = document.at(hit.first, "role")
    right_before = document.by_first.get(hit.first - 1, ()) if hit.first > first else ()
    if any(found.family == "role" and found.concept == "by" for found in right_before):
        return "by"  # «برصاص دورية أميركية»
    if own is not None and own.concept == "hit" and hit.last - hit.first > 1:
        return "hit"  # «السفارة الأمريكية», «قاعدة تركية»
    if own is not None and own.concept == "by" and hit.last - hit.first > 1:
        return "by"  # «قصف تركي», «غارة أمريكية»
    if _among_the_dead(document, hit, first):
        return "hit"
    for at in range(hit.first - 1, max(first, hit.first - _HIT_REACH) - 1, -1):
        if soft_break(document.tokens[at + 1]):
            return None
        concepts = {found.concept for found in document.by_first.get(at, ()) if found.family == "role"}
        if "by" in concepts and hit.first - at <= _BY_REACH:
            return "by"
        if is_deed(document, at) and kind in _VICTIMS_BY_MEMBERSHIP and not weapon:
            return "hit"  # «قتلوا ثلاثة جنود»
        told = concepts & (wanted - {"hit"} if weapon else wanted)
        if told:
            return "hit" if told & {"hit", "member"} else "says"
        if "apart" in concepts:
            return None
    return None


def _among_the_dead(document: Document, hit: Hit, first: int) -> bool:
    """«مقتل 22، من بينهم قيادات في داعش»: whose men are counted among the killed."""
    near = range(max(first, hit.first - _AMONG_REACH), hit.first)
    words = (document.at(at, "casualty") for at in near)
    return any(word is not None and word.concept == "including" for word in words)


def _doer(sides: _Sides, roles: _Roles, sub_type: str) -> Hit | None:
    strike = sub_type in _STRIKES
    agent = sides.of_kind([*roles.doers, *_ARMIES.get(sub_type, ())], sides.agents)
    if agent is not None and roles.doers:
        return agent
    attacked = sub_type == "Air/drone strike" or sides.of_kind(_FOUGHT, sides.acting) is None
    if strike and attacked and sides.any_of(_FOUGHT) is not None:
        own = sides.of_kind(("FOREIGN", "FORCES"), sides.acting)
        if own is not None:
            return own
    doer = sides.of_kind(roles.doers, sides.acting)
    if doer is None:
        doer = sides.of_kind([kind for kind in roles.doers if kind in _SPEAKING], sides.telling)
    if doer is None and sub_type in _ARMIES and _only_the_fought_died(sides):
        return sides.of_kind(("FORCES",), sides.telling)
    if doer is not None and strike and doer.concept in _STRUCK_BY:
        return None
    if doer is not None and sub_type == "Air/drone strike" and sides.kind[doer.concept] in _FOUGHT:
        return None
    if doer is None and not strike and "FORCES" in roles.doers and roles.implied in {"", _FORCES}:
        return sides.of_kind(("FORCES",), {**sides.hit, **sides.telling})
    return doer


def _only_the_fought_died(sides: _Sides) -> bool:
    """Whether of those who were hit all are whom the forces fight: who tells of it, killed them."""
    others = sides.of_kind(("FORCES", "CIVILIANS", "FOREIGN"), sides.hit)
    return sides.of_kind(_FOUGHT, sides.hit) is not None and others is None


def _told(document: Document, spans: Sequence[tuple[int, int]], role: str) -> bool:
    """Whether the stretches have a word of such a role: a private quarrel, a relic of war."""
    return any(hit.concept == role for first, last in spans for hit in document.between(first, last, "role"))


def _claimed(document: Document, roles: _Roles, index: int) -> Hit | None:
    """Who claims the event in the sentences behind it, which tell of no event themselves."""
    kinds = actor_kinds()
    last = min(index + _CLAIM_REACH, len(document.tokens))
    for hit in document.between(index, last, "actor"):
        claims = any(
            found is not None and found.concept == "claims"
            for found in (
                document.at(at, "role") for at in range(max(index, hit.first - 2), min(hit.last + 2, last))
            )
        )
        if claims and kinds.get(hit.concept) in roles.doers:
            return hit
    return None


def _implied(sides: _Sides, roles: _Roles, sub_type: str, event: Hit) -> Hit | None:
    if not roles.implied:
        return None
    name = roles.implied
    if sub_type in _STRIKES:
        struck = next((_STRUCK_BY[hit] for hit in (*sides.hit, *sides.acting) if hit in _STRUCK_BY), None)
        name = struck or (_FORCES if sides.any_of(_FOUGHT) is not None else name)
    return Hit("actor", name, event.first, event.last)
