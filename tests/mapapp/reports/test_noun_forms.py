"""Regular nouns for people: which forms follow from the listed one, and how many each names."""

from __future__ import annotations

import pytest

from mapapp.reports.noun_forms import BROKEN, SOUND, forms_of_noun


@pytest.mark.parametrize(
    ("concept", "language", "noun", "form", "number"),
    [
        (SOUND, "ar", "خباز", "خبازا", "person:1"),
        (SOUND, "ar", "خباز", "خبازين", "person:n"),
        (SOUND, "ar", "خباز", "خبازان", "person:2"),
        (SOUND, "ar", "خباز", "خبازتين", "person:2"),
        (BROKEN, "ar", "زبون", "زبونين", "person:2"),
        (BROKEN, "ar", "مريضة", "مريضات", "person:n"),
        (SOUND, "en", "vendor", "vendors", "person:n"),
        (SOUND, "ckb", "پارێزەر", "پارێزەرێک", "person:1"),
        (SOUND, "ckb", "پێشمەرگە", "پێشمەرگەیەکی", "person:1"),
        (SOUND, "ckb", "شوان", "شوان", "person:n"),
    ],
)
def test_a_form_names_so_many(concept: str, language: str, noun: str, form: str, number: str) -> None:
    assert (number, form) in forms_of_noun(concept, language, noun)


def test_a_noun_with_a_plural_of_its_own_has_no_sound_one() -> None:
    assert not any(concept == "person:n" for concept, _ in forms_of_noun(BROKEN, "ar", "زبون"))


def test_a_noun_listed_with_its_number_stands_as_it_is() -> None:
    assert forms_of_noun("person:1", "ar", "شاب") == [("person:1", "شاب")]
