"""Whatever text comes in, the gazetteer answers or raises one of its own errors, and does so each time."""

from __future__ import annotations

import contextlib
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer, GazetteerError, Status
from gazetteer.normalize import fold

HOSTILE = (
    *("", " ", "\0", "\x1b[31mKirkuk", "\u202eكركوك\u202c", "\u2066Daquq\u2069", "🇮🇶🔥 كركوك"),
    *("١٢٣٤٥", "0", "-1.5e308", "'; DROP TABLE places; --", "<script>alert(1)</script>", "&#x43;", "%s%n"),
    *("${7*7}", "../../etc/passwd", "كـــــــركوك", "ك" * 400, "a" * 5000, "Kirkuk, " * 60, "في " * 300),
    *("\ud800", "\udfff\ud800", "\ufeffKirkuk", "محافظة", "قضاء ناحية قرية", "km south of", "30 km"),
    *("between and", "بين و", "\n\n\t", "A\u0301\u0301\u0301"),
)
"""Texts of the kinds that have broken readers of names."""
PIECES = (
    *("Kirkuk", "كركوك", "کەرکووک", "محافظة", "قضاء", "في", "بين", "30 km south of"),
    *(",", "و", "-", "الـ", "\u200f", "\0", "9"),
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.sampled_from(HOSTILE),
)
FEW = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(text=TEXTS)
def test_a_name_is_answered_or_refused_with_an_error_of_ours(gazetteer: Gazetteer, text: str) -> None:
    try:
        answer = gazetteer.resolve(text)
    except GazetteerError:
        return
    assert (answer.place is not None) == (answer.status is Status.RESOLVED)
    assert answer.reasons


@FEW
@given(text=TEXTS, within=TEXTS)
def test_any_area_narrows_the_answer_or_is_refused(gazetteer: Gazetteer, text: str, within: str) -> None:
    with contextlib.suppress(GazetteerError):
        assert gazetteer.resolve(text, within=within).reasons


@FEW
@given(first=TEXTS, second=TEXTS)
def test_an_answer_does_not_depend_on_what_was_asked_before(
    gazetteer: Gazetteer, first: str, second: str
) -> None:
    def asked(text: str) -> object:
        try:
            return gazetteer.resolve(text)
        except GazetteerError as error:
            return str(error)

    alone = asked(second)
    asked(first)
    assert asked(second) == alone
    gazetteer._answers.clear()
    assert asked(second) == alone


@FEW
@given(text=TEXTS)
def test_many_names_are_answered_like_one_by_one(gazetteer: Gazetteer, text: str) -> None:
    try:
        one = gazetteer.resolve(text)
    except GazetteerError:
        with pytest.raises(GazetteerError):
            gazetteer.resolve_many([text])
        return
    assert gazetteer.resolve_many([text, "Kirkuk", text]) == [one, gazetteer.resolve("Kirkuk"), one]


@FEW
@given(text=TEXTS)
def test_a_mention_lies_in_the_text_where_it_says(gazetteer: Gazetteer, text: str) -> None:
    for mention in gazetteer.find(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text


@FEW
@given(letters=st.lists(st.sampled_from("ابتكركوحويجةگپ "), min_size=1, max_size=20), marks=st.randoms())
def test_marks_and_tatweel_between_letters_change_nothing(letters: list[str], marks: Random) -> None:
    marked = "".join(letter + marks.choice(["", "\u0640", "\u064e", "\u0651\u064f"]) for letter in letters)
    assert fold(marked) == fold("".join(letters))


@FEW
@given(latitude=st.floats(), longitude=st.floats())
def test_any_point_is_answered_or_refused(gazetteer: Gazetteer, latitude: float, longitude: float) -> None:
    try:
        answer = gazetteer.reverse(latitude, longitude)
    except GazetteerError:
        assert not (abs(latitude) <= 90 and abs(longitude) <= 180)
        return
    assert answer.reasons


@pytest.mark.parametrize("unit", ["ك", "<b>", "\u202e", "a", "٩", "في محافظة ", "🔥", "\n"])
def test_a_megabyte_is_read_to_its_end(gazetteer: Gazetteer, unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert gazetteer.resolve(text).status in set(Status)
    assert all(text[one.start : one.end] == one.text for one in gazetteer.find(text))


@pytest.mark.parametrize("unit", ["كركوك ", "Kirkuk and "])
def test_a_text_of_nothing_but_names_gives_each_of_them(gazetteer: Gazetteer, unit: str) -> None:
    assert len(gazetteer.find(unit * 5_000)) == 5_000
