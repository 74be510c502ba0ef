"""The gazetteer as others use it: built once, passed around, asked for places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from gazetteer.errors import InvalidQuery, UnknownAdminArea
from gazetteer.loading import built_in_places
from gazetteer.normalize import fold, strip_kind_words
from gazetteer.places import Candidate, Mention, Place, Resolution, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Gazetteer:
    """Names of places in Iraq -> coordinates, with the doubt there is.

    Args:
        places: All places, whatever their layer.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: list[Place] = list(places)
        self.governorates: list[Place] = [p for p in self.places if p.kind == "governorate"]
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            for name in {place.name, place.name_ar, place.name_ckb, *place.names}:
                folded = fold(name)
                for key in {folded, strip_kind_words(folded)[0]} - {""}:
                    self._by_name[key].append(place)

    @classmethod
    def default(cls) -> Self:
        """Build the gazetteer of the places that ship with the package."""
        return cls(built_in_places())

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open an imported gazetteer."""
        raise NotImplementedError(path)

    def resolve(
        self,
        text: str,
        within: str | None = None,
        near: tuple[float, float] | None = None,
        limit: int = 5,
    ) -> Resolution:
        """Find the place that a name means."""
        del near
        if not isinstance(text, str):
            raise InvalidQuery(f"a place name must be text, not {type(text).__name__}")
        governorate = self._governorate_of(within) if within else ""
        name, kind = strip_kind_words(fold(text))
        found = sorted(
            self._by_name.get(name, ()),
            key=lambda place: (
                -(place.kind == kind),
                -(bool(governorate) and place.governorate == governorate),
                -(place.kind in {"city", "town"}),
                -place.prior,
                place.place_id,
            ),
        )
        if not found:
            return Resolution(query=text, status=Status.UNRESOLVED, place=None)
        candidates = tuple(
            Candidate(place=place, score=1.0, matched_name=name, rule="folded") for place in found[:limit]
        )
        best = found[0]
        return Resolution(
            query=text,
            status=Status.RESOLVED,
            place=best,
            candidates=candidates,
            precision=best.precision,
            latitude=best.latitude,
            longitude=best.longitude,
            radius_km=best.radius_km,
        )

    def resolve_many(self, texts: Sequence[str], within: str | None = None) -> list[Resolution]:
        """Resolve each name."""
        return [self.resolve(text, within) for text in texts]

    def _governorate_of(self, within: str) -> str:
        name, _ = strip_kind_words(fold(within))
        for place in self._by_name.get(name, ()):
            if place.kind in {"governorate", "district"}:
                return place.governorate
        raise UnknownAdminArea(f"{within!r} is no governorate or district of Iraq")

    def find(self, text: str) -> list[Mention]:
        """Find the places that a running text names."""
        from gazetteer.mentions import find_mentions

        return find_mentions(self, text)

    def reverse(self, latitude: float, longitude: float) -> Resolution:
        """Find the nearest place, and the governorate and district that hold a point."""
        from gazetteer.areas import Areas

        return Areas.of(self).reverse(latitude, longitude)

    def governorates_of(self, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> list[str]:
        """Name the governorate that holds each point; "" outside Iraq."""
        from gazetteer.areas import Areas

        return Areas.of(self).governorates_of(latitudes, longitudes)
