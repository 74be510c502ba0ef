"""What happened: the concepts of a stretch of text, and the rule of ``data/rules.csv`` that names the event.

A rule is a set of concepts that must all be there and of concepts that must not; the rule of the highest
rank wins. Concepts inside an accusation ("accused of killing"), a threat or a precaution don't count.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from importlib import resources
from typing import Final

from mapapp.incidents import EVENT_TYPES
from mapapp.reports.documents import Document, soft_break
from mapapp.reports.lexicon import Hit, InvalidWordList

CASUALTY_CONCEPTS: Final = frozenset({"KILL", "INJURE", "DEATH"})
"""Concepts that tell of an outcome and may follow an event of any kind."""
OUTCOME_RULE: Final = "casualties-only"
"""The rule for text that only tells of killed and wounded: it belongs to an event, and is none."""
_UNREAL_REACH: Final = 5
"""Words behind "might", "to prevent", "threatens" that are still under it."""
_NEGATED_REACH: Final = 1
"""Words behind "without" that are denied."""
_BEFORE_ARREST: Final = frozenset(
    {
        "EXPLODE", "ATTACK", "SHOOT", "KILL", "INJURE", "KIDNAP", "ASSASSINATE", "CLASH", "STRIKE",
        "SUICIDE", "BODY", "SHELL", "MOB", "FIRE", "CRASH", "LOOT", "RAPE",
    }
)  # fmt: skip
"""Events that, told before an arrest, make the arrest their consequence."""

_WEAPONS: Final = frozenset({"ARMS", "IED", "MINE", "SHELL", "GRENADE", "BELT"})
"""What is found in a cache."""
PARTIES: Final = frozenset({"POST", "CIVILIAN", "TERRORIST"})
"""Concepts of who was there: an event is told where something happens to them."""
NAMES: Final = frozenset({"QUARTER", "INVENTORY", "BASE", "ARMS", "BELT"})
"""Concepts of things and of places that are called by the word for an event."""
DEATH_CONCEPTS: Final = CASUALTY_CONCEPTS | PARTIES | {"BODY", "FORCES", "SIDE", "FIND"}
"""Concepts of which those who died a natural death, or at sea, are told too; with others they were killed."""
_PROTESTS_AT_LARGE: Final = frozenset({"احتجاجات", "تظاهرات", "مظاهرات", "حراك", "protests"})
"""Words for a protest movement rather than for one demonstration."""


@dataclass(frozen=True, slots=True)
class EventRule:
    """One row of rules.csv."""

    name: str
    rank: int
    needs: tuple[frozenset[str], ...]
    without: frozenset[str]
    event_type: str
    sub_event_type: str
    weak: bool
    """Whether it only speaks where the event has a place or a count of its own."""

    @property
    def needed(self) -> frozenset[str]:
        """All concepts that may meet one of its needs."""
        return frozenset().union(*self.needs)


@dataclass(frozen=True, slots=True)
class EventFinding:
    """The event that a stretch of text tells."""

    rule: EventRule
    first: int
    """Token index of the first concept that the rule needed."""
    last: int
    concepts: frozenset[str]
    accused_from: int | None
    """Token index from which the text tells what an arrested person is accused of."""


@functools.cache
def default_rules() -> tuple[EventRule, ...]:
    """The rules of this package, highest rank first; read on first use and never changed.

    Raises:
        InvalidWordList: a row names a type that incidents can't have.
    """
    text = resources.files("mapapp.reports").joinpath("data", "rules.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rules = []
    for row in csv.DictReader(lines):
        if row["sub_event_type"] not in EVENT_TYPES.get(row["event_type"], ()):
            raise InvalidWordList(f"rules.csv: {row['name']}: {row['event_type']} / {row['sub_event_type']}")
        rules.append(
            EventRule(
                name=row["name"],
                rank=int(row["rank"]),
                needs=tuple(frozenset(group.split("/")) for group in row["needs"].split()),
                without=frozenset(filter(None, row["without"].split("/"))),
                event_type=row["event_type"],
                sub_event_type=row["sub_event_type"],
                weak=row["weak"] == "yes",
            )
        )
    return tuple(sorted(rules, key=lambda rule: -rule.rank))


@functools.cache
def actor_kinds() -> dict[str, str]:
    """Standard actor name -> kind; callers only read it."""
    text = resources.files("mapapp.reports").joinpath("data", "actor_kinds.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {row["name"]: row["kind"] for row in csv.DictReader(lines)}


def begins_event(document: Document, index: int) -> bool:
    """Whether a word at a token tells of something that happened, not only to whom or by whom."""
    return any(
        hit.family == "event" and hit.concept not in PARTIES | NAMES
        for hit in document.by_first.get(index, ())
    )


def event_hits(document: Document, first: int, last: int) -> list[Hit]:
    """The event concepts of a stretch that are told as real: without precautions and threats."""
    unreal: set[int] = set()
    for hit in document.between(first, last, "background"):
        reach = {"hypothetical": _UNREAL_REACH, "negated": _NEGATED_REACH}.get(hit.concept)
        if reach is not None:
            unreal.update(range(hit.first, hit.last + reach))
        elif hit.concept == "whether":
            unreal.update(range(hit.first, _end_of_clause(document, hit.last + 1, last)))
    return [hit for hit in document.between(first, last, "event") if hit.first not in unreal]


def event_in(document: Document, first: int, last: int) -> EventFinding | None:
    """The event that the tokens from ``first`` to before ``last`` tell, if any."""
    hits = event_hits(document, first, last)
    if not hits:
        return None
    hits, accused_from = _without_accusation(document, hits, first, last)
    hits = _without_protest_as_cause(document, hits)
    concepts = {hit.concept for hit in hits} | _sides(document, first, last)
    if "ARREST" in concepts and _arrest_is_consequence(hits):
        concepts.discard("ARREST")
    rule = next((rule for rule in _rules_met(concepts) if any(h.concept in rule.needed for h in hits)), None)
    if rule is None:
        return None
    met = [hit for hit in hits if hit.concept in rule.needed]
    told = next((hit for hit in met if hit.concept not in PARTIES), met[0])
    return EventFinding(rule, told.first, told.last, frozenset(concepts), accused_from)


def rule_for(concepts: frozenset[str]) -> EventRule | None:
    """The rule of the highest rank that a set of concepts meets."""
    return next(_rules_met(concepts), None)


def _rules_met(concepts: Set[str]) -> Iterator[EventRule]:
    """The rules whose needs a set of concepts meets, highest rank first."""
    for rule in default_rules():
        if not concepts & rule.without and all(group & concepts for group in rule.needs):
            yield rule


def outcome_in(document: Document, first: int, last: int) -> EventFinding | None:
    """Text without an event that says how many were hurt, or that nobody was."""
    hit = next(
        (
            hit
            for hit in document.between(first, last, "casualty")
            if hit.concept.startswith(("none", "killed", "injured"))
        ),
        None,
    )
    if hit is None:
        return None
    rule = next(rule for rule in default_rules() if rule.name == OUTCOME_RULE)
    return EventFinding(rule, hit.first, hit.last, frozenset({"KILL"}), None)


def _sides(document: Document, first: int, last: int) -> set[str]:
    """FORCES, ISIS and FOREIGN as concepts, by the actors that are named."""
    kinds = actor_kinds()
    found = {kinds.get(hit.concept, "") for hit in document.between(first, last, "actor")}
    sides = found & {"FORCES", "ISIS", "FOREIGN", "TRIBE"}
    return sides | ({"SIDE"} if sides - {"TRIBE"} else set())


def _without_accusation(
    document: Document, hits: Sequence[Hit], first: int, last: int
) -> tuple[list[Hit], int | None]:
    """Behind an arrest, what the arrested are accused of is no event of this report."""
    arrests = [hit.first for hit in hits if hit.concept == "ARREST"]
    if not arrests:
        return list(hits), None
    for accused in document.between(first, last, "background"):
        if accused.concept == "accused" and accused.first >= arrests[0] - 1:
            kept = [
                hit for hit in hits if hit.first < accused.first or hit.concept in {"ARREST", "FIND", "RAID"}
            ]
            return kept, accused.first
    return list(hits), None


def _end_of_clause(document: Document, index: int, limit: int) -> int:
    return next((at for at in range(index, limit) if soft_break(document.tokens[at])), limit)


def _without_protest_as_cause(document: Document, hits: list[Hit]) -> list[Hit]:
    """Behind an act of violence, «الاحتجاجات» is what the victim took part in, not the event."""
    protests = [hit for hit in hits if hit.concept == "PROTEST"]
    if not protests or not any(
        hit.concept in _BEFORE_ARREST and hit.first < protests[0].first for hit in hits
    ):
        return hits
    if all(document.tokens[hit.first].forms[-1] in _PROTESTS_AT_LARGE for hit in protests):
        return [hit for hit in hits if hit.concept != "PROTEST"]
    return hits


def _arrest_is_consequence(hits: Sequence[Hit]) -> bool:
    if any(hit.concept == "FREED" for hit in hits):
        return False
    done = [hit.concept for hit in hits if hit.concept not in PARTIES]
    if done[0] == "FIND" and done[1] in _WEAPONS:
        # «العثور على مخبأ للعتاد والقبض على مطلوبين»: what is told first is the news.
        return True
    for hit in hits:
        if hit.concept == "ARREST":
            return False
        if hit.concept in _BEFORE_ARREST:
            return True
    return False
