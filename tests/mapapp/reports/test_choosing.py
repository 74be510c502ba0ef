"""Which of several counts is the incident's: the greatest, raised by those added, never that of all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

ADDED = [
    ("A sheikh was shot dead in Baquba. His wife and two children were killed as well.", 4),
    ("Gunmen shot dead four people in Baquba, among them a sheikh. His wife was also killed.", 4),
    ("قتل شيخ عشيرة برصاص مسلحين في قضاء بلد. وقتل في الهجوم اثنان من حراسه أيضا.", 3),
    ("قتل شيخ عشيرة برصاص مسلحين في قضاء بلد. وأكد المصدر مقتل الشيخ.", 1),
]


@pytest.mark.parametrize(("text", "killed"), ADDED)
def test_whom_a_later_sentence_adds_comes_on_top(
    extract: Callable[..., Extraction], text: str, killed: int
) -> None:
    (incident,) = extract(text).incidents

    assert incident.fatalities == killed


def test_the_dead_of_all_attacks_are_of_none_of_them(extract: Callable[..., Extraction]) -> None:
    text = (
        "قتل جنديان بانفجار عبوة ناسفة في قضاء الدور. وقتل مدني برصاص مسلحين في قضاء بلد. "
        "وقال مصدر طبي إن المستشفى تسلم ثلاث جثث جراء الهجمات في بلد."
    )

    assert sorted(incident.fatalities or 0 for incident in extract(text).incidents) == [1, 2]
