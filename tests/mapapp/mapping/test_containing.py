"""Texts inside other texts: the same answer as trying each on each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.mapping.containing import GRAM, first_inside

LONG = st.text("ab", min_size=GRAM, max_size=20)


@given(st.lists(LONG, max_size=6), st.lists(st.text("ab", max_size=40), max_size=6))
def test_the_answer_is_that_of_trying_each_on_each(texts: list[str], others: list[str]) -> None:
    expected = next((at for at, text in enumerate(texts) if any(text in one for one in others)), None)

    assert first_inside(texts, others) == expected


def test_a_text_across_two_others_is_in_none() -> None:
    assert first_inside(["abcdefghijklmnop"], ["xxabcdefgh", "ijklmnopxx"]) is None
    assert first_inside(["abcdefghijklmnop"], ["xx", "xabcdefghijklmnopx"]) == 0


def test_a_text_whose_every_run_is_there_but_not_in_a_row_is_not_inside() -> None:
    text = "0123456789abcdef"
    pieces = [text[at : at + GRAM] for at in range(len(text) - GRAM + 1)]

    assert first_inside([text], pieces) is None
    assert first_inside([text], [*pieces, text]) == 0


@pytest.mark.parametrize("text", ["عبوة ناسفة قرب السوق", "🙂 twelve or more 🙂", "line one\nline two\0"])
def test_any_script_is_found(text: str) -> None:
    assert first_inside([text], ["before " + text + " after"]) == 0
    assert first_inside([text], ["before " + text[:-1] + "! after"]) is None


def test_a_short_text_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 12"):
        first_inside(["short"], ["a short text"])


def test_nothing_is_inside_nothing() -> None:
    assert first_inside([], ["some text or other"]) is None
    assert first_inside(["some text or other"], []) is None
