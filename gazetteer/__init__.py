"""Place names of Iraq -> coordinates, in Arabic, Sorani, Kurmanji and Latin spellings."""

from typing import TYPE_CHECKING

from gazetteer.errors import GazetteerError
from gazetteer.normalize import fold
from gazetteer.places import Candidate, Mention, Place, Precision, Resolution, Status

if TYPE_CHECKING:
    from gazetteer.resolver import Gazetteer

__all__ = [
    "Candidate",
    "Gazetteer",
    "GazetteerError",
    "Mention",
    "Place",
    "Precision",
    "Resolution",
    "Status",
    "fold",
]


def __getattr__(name: str) -> object:
    """Load the resolver, and numpy with it, only once it is asked for: a snapshot needs neither."""
    if name != "Gazetteer":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from gazetteer.resolver import Gazetteer

    # Bound here, so that this function is asked once.
    globals()[name] = Gazetteer
    return Gazetteer
