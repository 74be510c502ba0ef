"""The gazetteer as others use it: built once, passed around, asked for places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from gazetteer.answering import MAX_NAME_LENGTH, PlainNames
from gazetteer.building import Assembled, assemble, fingerprint, unpack
from gazetteer.collecting import uncollected
from gazetteer.corrections import index_corrections, with_given_names
from gazetteer.errors import InvalidPlace, InvalidQuery, UnreadableGazetteer
from gazetteer.index import NameIndex, parse
from gazetteer.normalize.clitics import bare_names
from gazetteer.other_meanings import OtherMeanings
from gazetteer.places import Mention, Place, Resolution, Status
from gazetteer.prebuilt import built_in
from gazetteer.ranking import Scope, lies_in
from gazetteer.scopes import COUNTRY_KEYS, Scopes, holder_splits
from gazetteer.storage import (
    Correction,
    add_correction,
    place_to_json,
    read_corrections,
    read_parts,
    read_store,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gazetteer.areas import Areas
    from gazetteer.outlines import Outline

USUAL_LIMIT = 5
"""Most candidates told where the caller does not say."""
MAX_PHRASE_LENGTH = 400
"""Code points beyond which a text is no relative place."""
MAX_REMEMBERED = 20_000
"""Answers kept: a data set names the same few thousand places over and over."""
HELD_QUALITY = 0.90
"""How well a name must fit inside the area that stands beside it ("Karkh Baghdad")."""

_Asked = tuple[str, str | None, tuple[float, float] | None, int]


class Gazetteer:
    """Names of places in Iraq -> coordinates, with the doubt there is.

    Args:
        assembled: Places and index, see :mod:`gazetteer.building`.
        corrections: What users added.
        path: File that further corrections are kept in; None keeps them in memory only.
        outdated: Whether the columns of the file were left unused, see :meth:`open`.
    """

    def __init__(
        self,
        assembled: Assembled,
        corrections: Sequence[Correction] = (),
        path: Path | None = None,
        *,
        outdated: bool = False,
    ) -> None:
        self.places: Sequence[Place] = assembled.places
        self._assembled = assembled
        self._path = path
        self.outdated = outdated
        self._corrections = list(corrections)
        self._answers: dict[str | _Asked, Resolution] = {}
        self._meanings = OtherMeanings()
        self._names = self._plain_names()

    @classmethod
    def default(cls) -> Self:
        """The gazetteer of the places that ship with the package.

        The first call after an installation or update builds it, which takes seconds, and keeps it in the
        user's cache, see :mod:`gazetteer.prebuilt`.
        """
        return cls(built_in())

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open an imported gazetteer.

        A file made by another version of the built-in table holds columns that don't fit it. Its
        imported places are then indexed anew in memory, at each opening: the answers are right, but
        opening takes seconds. ``outdated`` says so; importing again writes the file anew.

        Raises:
            UnreadableGazetteer: the file is none, is of another version, or is damaged.
        """
        file = Path(path)
        parts = read_parts(file)
        try:
            packed = unpack(parts, fingerprint())
        except UnreadableGazetteer as error:
            raise UnreadableGazetteer(f"{file}: {error}") from error
        assembled = packed or assemble(read_store(file).layers, built_in())
        return cls(assembled, read_corrections(file), file, outdated=packed is None)

    @cached_property
    def governorates(self) -> list[Place]:
        """The governorates, by name."""
        return sorted((p for p in self.places if p.kind == "governorate"), key=lambda p: p.name)

    @cached_property
    def _scopes(self) -> Scopes:
        grown = len(self.places) != len(self._assembled.places)
        return Scopes(self.places, None if grown else self._assembled.areas_index)

    @cached_property
    def _areas(self) -> Areas:
        from gazetteer.areas import Areas

        return Areas.of(self)

    def resolve(
        self,
        text: str,
        within: str | None = None,
        near: tuple[float, float] | None = None,
        limit: int = USUAL_LIMIT,
    ) -> Resolution:
        """Find the place that a name means.

        Args:
            text: A name in any spelling, with or without a kind word, or a relative phrase.
            within: Governorate or district that it is said to lie in, by any name: evidence, no wall.
            near: (latitude, longitude) in degrees that it is likely close to.
            limit: Most candidates to tell.

        Raises:
            InvalidQuery: ``text`` is no text.
            UnknownAdminArea: ``within`` is no governorate or district of Iraq.
        """
        if not isinstance(text, str):
            raise InvalidQuery(f"a place name must be text, not {type(text).__name__}")
        return self._resolve(text, within, near, limit)

    def resolve_many(self, texts: Sequence[str], within: str | None = None) -> list[Resolution]:
        """Resolve each name; see :meth:`resolve`."""
        with uncollected():
            return [self._resolve(text, within, None, USUAL_LIMIT) for text in texts]

    def _resolve(
        self, text: str, within: str | None, near: tuple[float, float] | None, limit: int
    ) -> Resolution:
        plain = within is None and near is None
        key = text if plain and limit == USUAL_LIMIT else (text, within, near, limit)
        answer = self._answers.get(key)
        if answer is not None:
            return answer
        if plain:
            answer = self._names.sole(text)
        if answer is None:
            answer = self._weighed(text, within, near, limit)
        if len(self._answers) >= MAX_REMEMBERED:
            for oldest in list(islice(self._answers, MAX_REMEMBERED // 4)):
                del self._answers[oldest]
        self._answers[key] = answer
        return answer

    def _weighed(
        self, text: str, within: str | None, near: tuple[float, float] | None, limit: int
    ) -> Resolution:
        """The answer to what has no sole bearer."""
        scope = self._scopes.of(within) if within and within.strip() else None
        if self._names.is_known(text):
            return self._names.ranked(text, scope, near, limit)
        answer = self._divided(text, within, limit) if " " in text else None
        if answer is None:
            answer = self._names.ranked(text, scope, near, limit)
        if answer.status is not Status.RESOLVED:
            answer = self._unprefixed(text, scope, near, limit) or answer
        return answer

    def _unprefixed(
        self, text: str, scope: Scope | None, near: tuple[float, float] | None, limit: int
    ) -> Resolution | None:
        """The answer to a known name behind a preposition or a prefix; None where there is none."""
        if len(text) > MAX_NAME_LENGTH or self._meanings.of(text).other:
            return None
        for name, prefix in bare_names(text):
            if self._names.is_known_anywhere(name):
                answer = self._names.answer(name, scope, near, limit)
                return replace(answer, query=text, reasons=(*answer.reasons, f"read without «{prefix}»"))
        return None

    def _divided(self, text: str, within: str | None, limit: int) -> Resolution | None:
        """The answer to a relative place, or to a name with the area that holds it ("Daquq, Kirkuk").

        None for a plain name.
        """
        if len(text) > MAX_PHRASE_LENGTH:
            return None
        from gazetteer.lists import list_resolution
        from gazetteer.phrases import resolve_phrase

        listed = list_resolution(self, text, within, limit)
        if listed is not None:
            return listed
        relative = resolve_phrase(self, text, within, limit)
        if relative is not None or within or len(text) > MAX_NAME_LENGTH:
            return relative
        if self._meanings.of(text).other == "person":
            return None
        for name, holder in holder_splits(text):
            if parse(holder).full_key in COUNTRY_KEYS:
                return replace(self._resolve(name, None, None, limit), query=text)
            scope = self._scopes.plain(holder)
            if scope is None:
                continue
            answer = self._names.answer(name, scope, None, limit)
            best = answer.candidates[0] if answer.candidates else None
            if best and best.score >= HELD_QUALITY and lies_in(best.place, scope):
                reason = f"{holder.strip()} tells where it lies"
                return replace(answer, query=text, reasons=(*answer.reasons, reason))
        return None

    def find(self, text: str) -> list[Mention]:
        """Find the places that a running text names."""
        from gazetteer.mentions import find_mentions

        return find_mentions(self, text)

    def reverse(self, latitude: float, longitude: float) -> Resolution:
        """Find the nearest place, and the governorate and district that hold a point.

        Raises:
            InvalidQuery: the coordinates are off the globe.
        """
        return self._areas.reverse(latitude, longitude)

    def governorates_of(self, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> list[str]:
        """Name the governorate that holds each point; "" outside Iraq."""
        return self._areas.governorates_of(latitudes, longitudes)

    @property
    def revision(self) -> int:
        """How many names and places users have added; what is derived holds for one such number."""
        return len(self._corrections)

    def places_as_named(self) -> list[Place]:
        """All places, each with the names that users gave it among its ``names``."""
        return with_given_names(self.places, self._corrections)

    @property
    def district_outlines(self) -> tuple[Outline, ...]:
        """Outlines of districts under their standard names, as an imported gazetteer may hold them."""
        return self._areas.districts

    def add_alias(self, alias: str, place_id: str, *, author: str = "") -> None:
        """Give a place a further name, kept in the user's layer.

        Raises:
            InvalidPlace: no place has this id, or the alias is blank.
        """
        if not alias.strip():
            raise InvalidPlace("an alias must have letters")
        if place_id not in self._number_of:
            raise InvalidPlace(f"no place has the id {place_id!r}")
        self._keep("alias", place_id, alias.strip(), author)

    def add_place(self, place: Place, *, author: str = "") -> None:
        """Add a place, or new names to one with the same id, in the user's layer."""
        self._keep("place", place.place_id, place_to_json(place), author)

    def _keep(self, kind: str, place_id: str, content: str, author: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        correction = Correction(kind=kind, place_id=place_id, content=content, author=author, created_at=now)
        if self._path is not None:
            add_correction(self._path, correction)
        self._corrections.append(correction)
        self._answers.clear()
        self._names = self._plain_names()

    @cached_property
    def _number_of(self) -> dict[str, int]:
        return {place.place_id: number for number, place in enumerate(self.places)}

    def _plain_names(self) -> PlainNames:
        indexes: list[NameIndex] = [self._assembled.index]
        if self._corrections:
            added, index = index_corrections(self._assembled.places, self._corrections)
            indexes.append(index)
            if added:
                self.places = [*self._assembled.places, *added]
                for cached in ("_number_of", "governorates", "_scopes", "_areas"):
                    self.__dict__.pop(cached, None)
        return PlainNames(self.places, indexes, self._assembled, self._meanings)
