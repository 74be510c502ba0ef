"""Where a reader looks and how: what a shared document opens with."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from mapapp.errors import SnapshotError

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYERS: Final = ("groups", "points", "heat", "hexagons", "governorates", "districts")
"""The ways in which a document shows its incidents; ``session.js`` holds the same."""
MEASURES: Final = ("incidents", "killed")
"""What a layer sums."""


@dataclass(frozen=True, slots=True)
class View:
    """A view of the map.

    Raises:
        SnapshotError: a number is none of a map's, or the layer or the measure is unknown.
    """

    latitude: float
    longitude: float
    zoom: float
    layer: str = "groups"
    measure: str = "incidents"

    def __post_init__(self) -> None:
        for number, most in ((self.latitude, 90), (self.longitude, 180), (self.zoom, 24)):
            if not isinstance(number, int | float) or not math.isfinite(number) or abs(number) > most:
                raise SnapshotError(
                    f"a view of {self.latitude}, {self.longitude} at zoom {self.zoom} is none"
                )
        if self.layer not in LAYERS or self.measure not in MEASURES:
            raise SnapshotError(f"layer {self.layer!r} or measure {self.measure!r} is unknown")

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> View:
        """The view that the browser tells of.

        Raises:
            SnapshotError: it is none.
        """
        try:
            return cls(**{name: message[name] for name in cls.__slots__ if name in message})
        except TypeError as error:
            raise SnapshotError(f"no view: {error}") from error

    def to_message(self) -> dict[str, Any]:
        """What the browser takes."""
        return asdict(self)
