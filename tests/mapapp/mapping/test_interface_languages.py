"""The page's languages know every fixed value that an incident frame can hold."""

from __future__ import annotations

from pathlib import Path

from mapapp.incidents import EVENT_TYPES, UNKNOWN_EVENT_TYPE, GeoPrecision

LANGUAGE = Path(__file__).parents[3] / "mapapp" / "web" / "src" / "language"


def test_every_event_type_and_sub_type_has_its_word_in_arabic_and_sorani() -> None:
    terms = (LANGUAGE / "terms.js").read_text(encoding="utf-8")
    names = [UNKNOWN_EVENT_TYPE, *EVENT_TYPES, *(name for names in EVENT_TYPES.values() for name in names)]
    assert [name for name in names if terms.count(f'"={name}":') != 2] == []


def test_every_precision_has_its_word_in_each_language() -> None:
    words = (LANGUAGE / "words.js").read_text(encoding="utf-8")
    assert [str(level) for level in GeoPrecision if words.count(f'"={level}":') != 3] == []
