"""Place names of Iraq -> coordinates, in Arabic, Sorani, Kurmanji and Latin spellings."""

from gazetteer.errors import GazetteerError
from gazetteer.normalize import fold
from gazetteer.places import Candidate, Mention, Place, Precision, Resolution, Status
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
