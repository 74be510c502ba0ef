"""Values made by the short way are those that their class makes, and as frozen."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest
from engine_places import DAQUQ

from gazetteer.making import maker_of
from gazetteer.places import Candidate, Place

CANDIDATE = Candidate(place=DAQUQ, score=1.0, matched_name="Daquq", rule="exact", reasons=("as written",))


def test_a_value_made_the_short_way_is_the_same() -> None:
    made = maker_of(Candidate)(DAQUQ, 1.0, "Daquq", "exact", ("as written",))

    assert made == CANDIDATE
    assert type(made) is Candidate
    assert hash(made) == hash(CANDIDATE)
    assert pickle.loads(pickle.dumps(made)) == CANDIDATE  # noqa: S301 - our own bytes
    assert replace(made, score=0.5) == replace(CANDIDATE, score=0.5)


def test_a_value_made_the_short_way_is_frozen() -> None:
    made = maker_of(Place)(*(getattr(DAQUQ, name) for name in Place.__dataclass_fields__))

    with pytest.raises(FrozenInstanceError):
        made.name = "Other"  # type: ignore[misc] # the point of the test


def test_a_field_too_few_is_refused() -> None:
    with pytest.raises(TypeError):
        maker_of(Candidate)(DAQUQ, 1.0)
    with pytest.raises(TypeError, match="str is no dataclass"):
        maker_of(str)
