"""Bytes as printable signs: nothing lost, nothing that HTML would change, and damage is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.mapping.armour import armour, disarm


@given(st.binary(max_size=80))
def test_any_bytes_come_back(content: bytes) -> None:
    assert disarm(armour(content), len(content)) == content


@given(st.binary(max_size=200))
def test_no_sign_means_anything_to_html(content: bytes) -> None:
    text = armour(content)

    assert text.isascii()
    assert text.isprintable()
    assert set(text).isdisjoint(" &<\\")


def test_the_text_is_a_quarter_longer_than_the_bytes_at_most() -> None:
    assert len(armour(bytes(13_000))) == 16_000


def test_the_browser_reads_the_same_signs() -> None:
    """The same pair stands in mapapp/web/test/decoding.test.js."""
    assert armour(bytes([0, 1, 2, 127, 255, 13])) == '!!-C~"R>'


def test_the_browser_reads_whole_blocks_of_the_same_signs() -> None:
    """The same text stands in mapapp/web/test/decoding.test.js."""
    assert (
        armour(bytes(7 * place % 256 for place in range(41)))
        == "!!sF@c(2]BJUmcHPC.>.h1g9B6/k_6:Jd9dw2]I?'*r$O`*U(\"!!"
    )


@pytest.mark.parametrize("damaged", ["!!-C", "!!!!!!!!!!", "!!-C~!R<", "~~-C~!R>", "!!-C~!Ré"])
def test_cut_longer_or_foreign_text_is_refused(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"characters are not|none of the coding|codec"):
        disarm(damaged, 6)
