"""What the tests of the gazetteer share."""

from __future__ import annotations

import pytest

from gazetteer import Gazetteer


@pytest.fixture(scope="session")
def built_in() -> Gazetteer:
    """The gazetteer of the places that ship with the package; not to be changed by a test."""
    return Gazetteer.default()
