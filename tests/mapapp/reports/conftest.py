"""What the tests of the reports share: the built-in gazetteer and a short way to read a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gazetteer import Gazetteer
from mapapp.reports import Extraction, extract_incidents
from mapapp.reports.documents import Document, read_document
from mapapp.reports.language import language_of
from mapapp.reports.lexicon import default_lexicon

PUBLISHED = date(2026, 3, 18)
"""A Wednesday."""


@pytest.fixture(scope="session")
def extract(gazetteer: Gazetteer) -> Callable[..., Extraction]:
    def read(text: str, published: date | None = PUBLISHED) -> Extraction:
        return extract_incidents(text, gazetteer=gazetteer, published=published, report_id="t")

    return read


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    def read(text: str, published: date | None = PUBLISHED) -> Document:
        return read_document(text, default_lexicon(language_of(text)), published)

    return read
