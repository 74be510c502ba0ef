"""Killed and wounded: numbers in words, duals, enumerations, denials, and numbers that are no casualties."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction
from mapapp.reports.counts import casualties_in
from mapapp.reports.documents import Document

STATED = [
    ("مقتل سبعة أشخاص وإصابة 12 آخرين", 7, 12),
    ("مقتل ضابط وإصابة شخصين", 1, 2),
    ("استشهاد ضابط وزوجته", 2, None),
    ("مقتل ثلاث نساء وشاب", 4, None),
    ("سقوط قتيلين وثلاثة جرحى", 2, 3),
    ("قتيل و4 جرحى", 1, 4),
    ("32 شهيداً و110 جرحى", 32, 110),
    ("مقتل خمسة وعشرين شخصاً", 25, None),
    ("مصرع أم وأطفالها الأربعة", 5, None),
    ("مقتل خمسة مدنيين بينهم طفلان", 5, None),
    ("ارتفاع حصيلة ضحايا الحريق إلى 11 قتيلاً و27 مصاباً", 11, 27),
    ("دون تسجيل أي إصابات", 0, 0),
    ("دون خسائر في الأرواح", 0, None),
    ("سقوط قتلى وجرحى", None, None),
    ("مقتل وإصابة خمسة أشخاص", None, None),
    ("إصابة عدد من المدنيين", None, None),
    ("نجاة قائد الشرطة من محاولة اغتيال وإصابة مرافقه", None, 1),
    ("killed three people and wounded five", 3, 5),
    ("two soldiers were killed and three others injured", 2, 3),
    ("killing a woman and her two children", 3, None),
    ("at least twenty-five people died", 25, None),
    ("no casualties were reported", 0, 0),
    ("دوو کەس کوژران و سێ کەسی دیکە بریندار بوون", 2, 3),
    ("کوژرانی بیست و پێنج کەس", 25, None),
    ("زیانی گیانی نەبووە", 0, 0),
]

NO_CASUALTIES = [
    "إصابة ثلاثة منازل",
    "القبض على خمسة متهمين",
    "ضبط 7 عبوات ناسفة",
    "اللواء 45 والفرقة الثامنة",
    "سقوط أربعة صواريخ",
    "three houses were burned",
]


@pytest.mark.parametrize(("text", "killed", "wounded"), STATED)
def test_killed_and_wounded_are_read(
    document: Callable[..., Document], text: str, killed: int | None, wounded: int | None
) -> None:
    read = document(text)
    found = casualties_in(read, 0, len(read.tokens))

    assert (killed, wounded) == (
        None if found.killed is None else found.killed.value,
        None if found.injured is None else found.injured.value,
    )


@pytest.mark.parametrize("text", NO_CASUALTIES)
def test_numbers_of_other_things_are_no_casualties(document: Callable[..., Document], text: str) -> None:
    read = document(text)
    found = casualties_in(read, 0, len(read.tokens))

    assert found.killed is None or found.killed.value is None
    assert found.injured is None or found.injured.value is None


def test_a_range_gives_low_and_high(document: Callable[..., Document]) -> None:
    read = document("مقتل ما بين خمسة وسبعة إرهابيين")
    killed = casualties_in(read, 0, len(read.tokens)).killed

    assert killed is not None
    assert (killed.value, killed.low, killed.high) == (5, 5, 7)


def test_at_least_has_no_upper_end(document: Callable[..., Document]) -> None:
    read = document("مقتل ما لا يقل عن تسعة أشخاص")
    killed = casualties_in(read, 0, len(read.tokens)).killed

    assert killed is not None
    assert (killed.value, killed.low, killed.high) == (9, 9, None)


def test_a_preliminary_number_is_marked(document: Callable[..., Document]) -> None:
    read = document("مقتل أربعة أشخاص كحصيلة أولية")
    killed = casualties_in(read, 0, len(read.tokens)).killed

    assert killed is not None
    assert killed.preliminary
    assert killed.high is None


BOUNDS = [
    ("مقتل خمسة أشخاص", 5, 5, 5),
    ("سقوط قتيلين على الأقل", 2, 2, None),
    ("at least ten people were killed", 10, 10, None),
    ("حصيلة أولية: مقتل أربعة أشخاص", 4, 4, None),
    ("مقتل ما بين خمسة وسبعة إرهابيين", 5, 5, 7),
    ("killed between 10 and 15 militants", 10, 10, 15),
    ("دون خسائر بشرية", 0, 0, 0),
]


@pytest.mark.parametrize(("text", "value", "low", "high"), BOUNDS)
def test_a_count_has_the_bounds_that_its_words_give(
    document: Callable[..., Document], text: str, value: int, low: int | None, high: int | None
) -> None:
    read = document(text)
    found = casualties_in(read, 0, len(read.tokens)).killed

    assert found is not None
    assert (found.value, found.low, found.high) == (value, low, high)


def test_a_sum_whose_parts_follow_is_no_count(document: Callable[..., Document]) -> None:
    read = document("12 قتيلا في هجومين منفصلين. مقتل ستة جنود في بلد. مقتل ستة مدنيين في الدجيل.")
    first, last = read.sentences[0]

    assert casualties_in(read, first, last).killed is None


def test_a_sum_without_its_parts_stays_a_count(document: Callable[..., Document]) -> None:
    read = document("12 قتيلا في هجومين منفصلين. مقتل ستة جنود في بلد.")
    first, last = read.sentences[0]
    found = casualties_in(read, first, last).killed

    assert found is not None
    assert found.value == 12


def test_the_attackers_dead_come_on_top_of_their_victims(document: Callable[..., Document]) -> None:
    read = document("مقتل ثلاثة جنود بهجوم في الحويجة. وقتلت القوات اثنين من المهاجمين.")
    found = casualties_in(read, *read.sentences[1]).killed

    assert found is not None
    assert found.value == 5


def test_other_dead_told_later_add_nothing(document: Callable[..., Document]) -> None:
    read = document("مقتل ثلاثة جنود بهجوم في الحويجة. وقال المصدر إن الهجوم أسفر عن مقتل ثلاثة جنود.")
    found = casualties_in(read, *read.sentences[1]).killed

    assert found is not None
    assert found.value == 3


def test_a_comma_behind_the_day_parts_no_victim_from_the_verb(extract: Callable[..., Extraction]) -> None:
    (all_five,) = extract(
        "قتل السبت، مختار قرية بمحافظة صلاح الدين، وأربعة مدنيين آخرين، بهجوم مسلح"
    ).incidents
    (one,) = extract("قتل شرطي السبت، وأصيب أربعة مدنيين، بهجوم مسلح في الفلوجة").incidents

    assert all_five.fatalities == 5
    assert (one.fatalities, one.injuries) == (1, 4)
