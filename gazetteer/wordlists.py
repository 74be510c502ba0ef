"""Reads the word lists that tell places from what merely looks like one.

``gazetteer/data/mention_words.csv`` has the words around and among names by role,
``relation_words.csv`` the words of relative places, ``demonyms.csv`` what belongs to which country,
``other_words.csv`` what names persons, organisations and things.
Words are folded as they are read, so the files may be written as a person types.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from gazetteer.errors import UnreadableGazetteer
from gazetteer.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KIND_ROLE = "kind:"
"""Roles of kind words begin so; what follows is the kind."""
ROLES = frozenset(
    [
        "preposition",
        "containment",
        "person",
        "given_name",
        "unit",
        "sector",
        "organisation",
        "company",
        "channel",
        "facility",
        "contents",
        "ordinary",
        "common",
        "generic",
        "plural",
        "inner",
        "event",
        "tail",
        "kind_head",
        "locative",
        "part",
        "definite",
        "speech",
    ]
)
"""Every other role of ``mention_words.csv``."""


@dataclass(frozen=True, slots=True)
class MentionWords:
    """The words around and among names, by what they say of the name beside them."""

    kinds: Mapping[str, str]
    """Folded kind word -> kind."""
    roles: Mapping[str, frozenset[str]]
    """Folded word -> its roles."""
    longest: int
    """Words in the longest entry."""

    def is_a(self, word: str, role: str) -> bool:
        """Whether a folded word has a role."""
        return role in self.roles.get(word, ())


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    table = files("gazetteer").joinpath("data", name)
    with table.open("r", encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            yield reader.line_num, row


def _folded(words: str) -> list[str]:
    return [key for key in (fold(word) for word in words.split("|")) if key]


def mention_words() -> MentionWords:
    """The word lists of ``mention_words.csv``.

    Raises:
        UnreadableGazetteer: a row has a role that is not known.
    """
    kinds: dict[str, str] = {}
    roles: dict[str, set[str]] = {}
    for line, row in _rows("mention_words.csv"):
        role = row["role"]
        for word in _folded(row["words"]):
            if role.startswith(KIND_ROLE):
                kinds.setdefault(word, role.removeprefix(KIND_ROLE))
            elif role in ROLES:
                roles.setdefault(word, set()).add(role)
            else:
                raise UnreadableGazetteer(
                    f"mention_words.csv, line {line}: role {role!r} is none of "
                    f"{KIND_ROLE}KIND, {', '.join(sorted(ROLES))}"
                )
    longest = max(len(word.split()) for word in (*kinds, *roles))
    return MentionWords(kinds, {word: frozenset(of) for word, of in roles.items()}, longest)


OTHER_ROLES = frozenset({"given_name", "family_name", "organisation", "organisation_name", "word"})
"""Roles of ``other_words.csv``."""


def other_words() -> Mapping[str, frozenset[str]]:
    """Folded word of ``other_words.csv`` -> what it names besides places.

    Raises:
        UnreadableGazetteer: a row has a role that is not known.
    """
    roles: dict[str, set[str]] = {}
    for line, row in _rows("other_words.csv"):
        if row["role"] not in OTHER_ROLES:
            raise UnreadableGazetteer(f"other_words.csv, line {line}: unknown role {row['role']!r}")
        for word in _folded(row["words"]):
            roles.setdefault(word, set()).add(row["role"])
    return {word: frozenset(of) for word, of in roles.items()}


@dataclass(frozen=True, slots=True)
class RelationWords:
    """The words of relative places: folded phrase -> (relation, value)."""

    phrases: Mapping[str, tuple[tuple[str, float], ...]]
    """A phrase may have several relations; the value is a bearing or a unit in km, else 0."""
    longest: int
    """Words in the longest phrase."""


def relation_words() -> RelationWords:
    """The word list of ``relation_words.csv``."""
    phrases: dict[str, list[tuple[str, float]]] = {}
    for _, row in _rows("relation_words.csv"):
        for word in _folded(row["words"]):
            phrases.setdefault(word, []).append((row["relation"], float(row["value"] or 0)))
    longest = max(len(phrase.split()) for phrase in phrases)
    return RelationWords({phrase: tuple(of) for phrase, of in phrases.items()}, longest)


def demonyms() -> Mapping[str, str]:
    """Folded demonym (``Syrian``, ``سورية``) -> country."""
    return {word: row["country"] for _, row in _rows("demonyms.csv") for word in _folded(row["words"])}
