"""A listed word is found in its forms: verbs in all persons and tenses, kin with any pronoun, hyphens cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction
from mapapp.reports.documents import tokens_of
from mapapp.reports.lexicon import Lexicon, inflections_of

Extract = Callable[..., Extraction]


def found(listed: str, text: str) -> bool:
    return bool(Lexicon([("event:x", listed)]).find(tokens_of(text)))


@pytest.mark.parametrize(
    "form", ["اختطف", "اختطفت", "اختطفوا", "يختطف", "تختطفهم", "يختطفون", "اختطفوه", "واختطفته"]
)
def test_a_verb_listed_by_its_past_is_found_in_its_forms(form: str) -> None:
    assert found("اختطف^", f"{form} رجلا")


@pytest.mark.parametrize("other", ["اختطاف", "مختطف", "المختطفون"])
def test_nouns_of_the_same_root_are_no_forms_of_the_verb(other: str) -> None:
    assert not found("اختطف^", other)


@pytest.mark.parametrize("form", ["نجله", "نجلها", "نجلهم", "نجلهما", "ونجله"])
def test_a_noun_with_a_pronoun_is_found_with_each_of_them(form: str) -> None:
    assert found("نجل+", form)
    assert not found("نجل+", "نجل المختار")


def test_a_word_without_a_mark_has_no_other_forms() -> None:
    assert inflections_of("انفجار") == ("انفجار",)


def test_a_listed_hyphen_is_found_as_reports_are_cut() -> None:
    assert found("passer-by", "A passer-by was hurt")
    assert not found("passer-by", "A passer was hurt by it")


def test_the_ending_of_an_english_owner_hides_no_name() -> None:
    assert found("iran", "in Iran's province")
    assert not found("iran", "Iranian")


def test_kin_of_the_victim_are_counted_by_their_forms(extract: Extract) -> None:
    (dual,) = extract("مقتل أب وولديه وإصابة زوجته وحفيديه بحادث سير في الكوت").incidents
    assert (dual.fatalities, dual.injuries) == (3, 3)

    (single,) = extract("مقتل أب وولده بحادث سير في الكوت").incidents
    assert single.fatalities == 2


def test_so_many_of_them_are_no_further_victims(extract: Extract) -> None:
    (part,) = extract("إصابة خمسة عمال، إصابة اثنين منهم خطيرة، بحريق في مصنع في الكوت").incidents
    assert part.injuries == 5

    (apart,) = extract("إصابة خمسة عمال، وإصابة اثنين من المارة، بحريق في مصنع في الكوت").incidents
    assert apart.injuries == 7


def test_who_died_by_suffocation_is_not_hurt_as_well(extract: Extract) -> None:
    (died,) = extract("مصرع خمسة أشخاص، بينهم ثلاثة أطفال، اختناقاً في منزل في الكوت").incidents
    assert (died.fatalities, died.injuries) == (5, None)

    (hurt,) = extract("اختناق ثلاثة أطفال في منزل في الكوت").incidents
    assert hurt.injuries == 3


def test_a_number_of_dead_and_wounded_together_counts_neither(extract: Extract) -> None:
    (both,) = extract("هجوم في الكوت راح ضحيته ثلاثة أشخاص بين قتيل وجريح").incidents
    assert both.fatalities is None

    (dead,) = extract("هجوم في الكوت راح ضحيته ثلاثة أشخاص").incidents
    assert dead.fatalities == 3


def test_how_bad_a_wound_is_stands_between_the_wounded_and_his_name(extract: Extract) -> None:
    (hurt,) = extract("إصابة خطيرة لراعي أغنام بانفجار لغم في الكوت").incidents
    assert hurt.injuries == 1

    (denied,) = extract("انفجار لغم في الكوت من غير أي إصابة بشرية").incidents
    assert denied.injuries == 0


def test_a_verb_behind_and_ends_the_list_of_the_dead(extract: Extract) -> None:
    (crash,) = extract(
        "حادث سير في الكوت يودي بحياة امرأة وابنها ويرسل ثلاثة من أولادها إلى المستشفى"
    ).incidents
    assert crash.fatalities == 2

    (listed,) = extract("حادث سير في الكوت يودي بحياة امرأة وابنها وثلاثة من أولادها").incidents
    assert listed.fatalities == 5


def test_a_weekday_is_no_number_of_people(extract: Extract) -> None:
    (hurt,) = extract("بُترت ساق راع بانفجار لغم في الكوت وفارق الحياة اليوم الاثنين").incidents
    assert hurt.fatalities == 1

    (two,) = extract("انفجار لغم في الكوت وفارق الحياة اثنان").incidents
    assert two.fatalities == 2


def test_women_and_children_included_add_nobody(extract: Extract) -> None:
    (strike,) = extract("An airstrike in Ramadi killed 30 people, women and children included.").incidents
    assert strike.fatalities == 30

    (listed,) = extract("An airstrike in Ramadi killed 30 people, a doctor and a nurse.").incidents
    assert (listed.fatalities or 0) > 30


def test_an_earlier_toll_told_last_is_not_taken_and_a_first_one_is(extract: Extract) -> None:
    (toll,) = extract(
        "ارتفاع عدد ضحايا انفجار السوق وسط مدينة الكوت إلى 32 قتيلاً\nوكانت حصيلة سابقة تحدثت عن 15 قتيلاً"
    ).incidents
    assert toll.fatalities == 32

    (only,) = extract("انفجار في سوق في الكوت، والحصيلة 15 قتيلاً").incidents
    assert only.fatalities == 15


def test_two_ages_are_no_number_of_dead(extract: Extract) -> None:
    (ages,) = extract("شقيقان، 19 و24 عاماً، قتلا برصاص مسلحين في داقوق").incidents
    assert ages.fatalities == 2

    (people,) = extract("قتل 19 رجلاً و24 امرأة بانفجار في داقوق").incidents
    assert people.fatalities == 43
