"""Sorani as the press writes it: words with prepositions and particles written on, and its verbs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction
from mapapp.reports.lexicon import sorani_forms_of

Extract = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "kind", "killed", "wounded"),
    [
        (
            "پێشمەرگەیەک لە قەرەتەپە بەهۆی تەقینەوەی مینەوە شەهید بوو",
            "Remote explosive/landmine/IED",
            1,
            None,
        ),
        ("لەهێرشێکی داعشدا لەخانەقین سێ پێشمەرگە شەهیدبوونو دووانیش برینداربوون", "Armed clash", 3, 2),
        ("لەڕووداوێکی هاتوچۆدا لە ڕانیە ژن و مێردێک و منداڵەکەیان ژیانیان لەدەستدا", "Crash", 3, None),
        ("لەتەقینەوەیەکدا لەکەرکوک دووکەس بریندار بوون", "Unexplained explosion", None, 2),
    ],
)
def test_words_written_together_are_read(
    extract: Extract, text: str, kind: str, killed: int | None, wounded: int | None
) -> None:
    found = extract(text).incidents

    assert [(one.sub_event_type, one.fatalities, one.injuries) for one in found] == [(kind, killed, wounded)]


def test_an_ending_is_only_taken_off_where_a_word_is_left() -> None:
    assert "مين" in sorani_forms_of("مينهوه")
    assert sorani_forms_of("ئهوه") == ("ئهوه",)


def test_what_turkish_forces_target_in_iraq_is_shelled_and_what_they_visit_is_not(extract: Extract) -> None:
    targeted = extract("سوپای تورکیا گوندێکی ناوچەی شیلادزێی کردە ئامانج").incidents

    assert [one.event_type for one in targeted] == ["Explosions/Remote violence"]
    assert extract("شاندێکی سوپای تورکیا سەردانی شیلادزێی کرد").incidents == ()


def test_false_news_is_none_in_sorani(extract: Extract) -> None:
    assert extract("پۆلیسی سلێمانی: هیچ تەقەیەک لە شاری سلێمانی ڕووینەداوە").incidents == ()
    assert len(extract("پۆلیسی سلێمانی: تەقەیەک لە شاری سلێمانی ڕوویدا").incidents) == 1


def test_a_participle_keeps_its_own_letter(extract: Extract) -> None:
    found = extract("هێرشی داعش لە داقوق، دوو سەرباز کوژراون و شەش کەسی دیکە بریندارن").incidents

    assert [(one.fatalities, one.injuries) for one in found] == [(2, 6)]


def test_the_day_of_a_sorani_month_counts_nobody(extract: Extract) -> None:
    dated = extract("لە ٩ی ئاداری ٢٠٢٦ پێشمەرگەیەک لە داقوق بە تەقینەوەی مین شەهید بوو").incidents
    counted = extract("٩ پێشمەرگە لە داقوق بە تەقینەوەی مین شەهید بوون").incidents

    assert [one.fatalities for one in dated] == [1]
    assert [one.fatalities for one in counted] == [9]


def test_a_unit_named_for_a_governorate_is_not_in_it(extract: Extract) -> None:
    found = extract("چەکدارێکی فیرقەی قادسیەی داعش لە پارێزگای کەرکووک دەستگیر کرا").incidents

    assert [one.admin1 for one in found] == ["Kirkuk"]


def test_nobody_arrested_is_no_arrest(extract: Extract) -> None:
    assert extract("پۆلیسی کەلار: نە کەس دەستگیر کراوە و نە سکاڵا هەیە").incidents == ()
    assert len(extract("پۆلیسی کەلار: کەسێک دەستگیر کراوە").incidents) == 1


def test_a_gang_of_thieves_is_arrested_and_does_not_rob(extract: Extract) -> None:
    gang = extract("ئاسایش لە کەلار باندێکی دزی ئۆتۆمبێلیان دەستگیر کرد").incidents

    assert [one.sub_event_type for one in gang] == ["Arrests"]
