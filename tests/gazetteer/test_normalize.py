"""Folding and sounds: which spellings become one, and which must not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gazetteer.normalize import KIND_WORDS, fold, fold_with_offsets, fold_words, strip_kind_words
from gazetteer.normalize.sounds import ALPHABET, look_alike, sound_of_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Fallūjah", "el Falluja"),
        ("الفلّوجة", "فلوجه"),
        ("ash-Sharqāţ", "Sharqat"),
        ("أربيل", "اربيل"),
        ("مندلى", "مندلي"),
        ("کرکوک", "كركوك"),
        ("Ad Dawr", "Dawr"),
        ("Ramaddi", "Ramadi"),
        ("Kirkuk", "KIRKUK"),
        ("K\u00ebrkuk", "Ke\u0308rkuk"),
        ("دا\u0640قوق", "داقوق"),
        ("\u202bداقوق\u202c", "داقوق"),
    ],
)
def test_spellings_that_differ_only_in_writing_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kut", "Kufa"),
        ("Ad Dawr", "Ar Dawr"),  # an article of the wrong sound is no article
        ("Al", "El"),  # an article alone is a name
        ("الله", "له لا"),
        ("1100", "110"),  # doubled digits count
        ("بدرة", "بدر"),
    ],
)
def test_different_names_do_not_fold_to_one(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
@example("ezz%%zrtah")  # a doubled letter hides an article
@example("الألمانية")
@example("االعامرية")
@example("ad al dawr")
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_folding_with_offsets_gives_the_same_text(text: str) -> None:
    folded, offsets = fold_with_offsets(text)

    assert folded == fold(text)
    assert len(offsets) == len(folded)


@given(st.text(max_size=60))
def test_offsets_rise_and_lie_in_the_text(text: str) -> None:
    _, offsets = fold_with_offsets(text)

    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(st.text(max_size=60))
def test_words_are_those_of_the_fold(text: str) -> None:
    words, folded = fold_words(text)

    assert len(words) == len(folded)
    assert " ".join(folded) == fold(text)


def test_every_kind_word_is_its_own_fold() -> None:
    assert [word for word in KIND_WORDS if fold(word) != word] == []


@pytest.mark.parametrize(
    ("name", "rest", "kind"),
    [
        ("محافظة كركوك", "كركوك", "governorate"),
        ("Kirkuk Province", "kirkuk", "governorate"),
        ("پارێزگای کەرکووک", "كهركوك", "governorate"),
        ("قضاء الحويجة", "حويجه", "district"),
        ("Sub-district of Zab", "of zab", "sub_district"),
        ("Kirkuk", "kirkuk", ""),
        ("Hay", "hay", ""),  # a town; a kind word alone stays
        ("Airport Road", "airport road", "airport"),  # nothing but kind words: a name of its own
    ],
)
def test_kind_words_are_stripped_but_kept_as_a_level(name: str, rest: str, kind: str) -> None:
    assert strip_kind_words(fold(name)) == (rest, kind)


@pytest.mark.parametrize("name", ["داقوق", "Daquq", "Dakuk", "Daqooq", "داقووق"])
def test_spellings_of_daquq_have_nearly_one_sound(name: str) -> None:
    sounds = sound_of_word(fold_words(name)[0][0])

    assert look_alike(sounds).replace("a", "").replace("u", "") in {"dkk", "dk"}


@given(st.text(max_size=40))
def test_sounds_are_of_the_alphabet(text: str) -> None:
    for word in fold_words(text)[0]:
        assert set(sound_of_word(word)) <= set(ALPHABET)
