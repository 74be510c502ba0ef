"""Places named in running text: spans, levels, doubts, and what is abroad.

``mention_cases.jsonl`` holds labelled sentences. A label is written behind the words it is for:

``Name``            resolved to the place of that standard name
``Name/kind``       resolved to it at that level
``!``               told with a doubt (a person, a unit, an office, an ordinary word)
``@Country``        told to lie abroad, never moved to Iraq
``?Governorate``    told as written and not resolved, in that governorate
``~Name``           a relative place told by that place, at ``near`` or ``governorate`` precision
``-``               no mention without doubt touches these words
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer, Mention, Place, Precision, Status
from gazetteer.mentions import find_mentions

CASES: list[tuple[str, dict[str, str]]] = [
    (case["text"], case["labels"])
    for case in map(
        json.loads, Path(__file__).with_name("mention_cases.jsonl").read_text("utf-8").splitlines()
    )
]
LABELS = [(text, words, label) for text, labels in CASES for words, label in labels.items()]


def overlapping(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Mentions without doubt that touch a span."""
    return [one for one in mentions if one.start < end and one.end > start and not one.doubt]


def told(mention: Mention) -> str:
    """A mention in the notation of the cases, as far as its resolution tells."""
    resolution = mention.resolution
    if mention.doubt:
        return "!"
    if resolution.country != "Iraq":
        return f"@{resolution.country}"
    if resolution.place is None:
        return f"?{resolution.governorate}"
    return resolution.place.name


@pytest.mark.parametrize(("text", "words", "label"), LABELS, ids=[f"{one[1]}:{one[2]}" for one in LABELS])
def test_each_labelled_name_is_told_as_labelled(
    built_in: Gazetteer, text: str, words: str, label: str
) -> None:
    start = text.index(words)
    end = start + len(words)
    mentions = find_mentions(built_in, text)
    if label == "-":
        assert overlapping(mentions, start, end) == []
        return
    exact = [one for one in mentions if (one.start, one.end) == (start, end)]
    assert exact, [(one.text, told(one)) for one in mentions]
    mention = exact[0]
    if label.startswith("~"):
        assert mention.resolution.place is not None
        assert mention.resolution.precision in {Precision.NEAR, Precision.GOVERNORATE}
        assert label == f"~{mention.resolution.place.name}" or mention.resolution.place.kind == "road"
        return
    name, _, kind = label.partition("/")
    assert told(mention) == name
    if kind:
        assert mention.resolution.place is not None
        assert mention.resolution.place.kind == kind


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_spans_are_code_points_of_the_text_in_order(built_in: Gazetteer, text: str) -> None:
    mentions = find_mentions(built_in, text)
    assert [text[one.start : one.end] for one in mentions] == [one.text for one in mentions]
    assert mentions == sorted(mentions, key=lambda one: (one.start, -one.end))


def test_a_name_inside_a_longer_one_is_kept(built_in: Gazetteer) -> None:
    """Kirkuk in Kirkuk air base is a mention of its own, behind the longer."""
    mentions = find_mentions(built_in, "Rockets hit Kirkuk air base on Sunday.")
    assert [one.text for one in mentions] == ["Kirkuk air base", "Kirkuk"]


def test_an_emoji_before_a_name_moves_its_offsets_by_one_code_point(built_in: Gazetteer) -> None:
    assert find_mentions(built_in, "🔴 الموصل")[0].start == 2


def test_the_kind_word_is_told_and_lies_outside_the_span(built_in: Gazetteer) -> None:
    mention = find_mentions(built_in, "انفجار في قضاء داقوق")[0]
    assert (mention.text, mention.kind_word) == ("داقوق", "district")


def test_a_village_elsewhere_is_not_taken_for_the_one_the_text_speaks_of(built_in: Gazetteer) -> None:
    """A quarter that is only known far from the city that the text names stays open."""
    mention = next(
        one for one in find_mentions(built_in, "انهيار سقف بحي الوحدة في السماوة") if "وحدة" in one.text
    )
    place = mention.resolution.place
    assert place is None or place.governorate == "Muthanna"


def test_a_text_of_small_letters_is_read_without_capitals(built_in: Gazetteer) -> None:
    assert [one.text for one in find_mentions(built_in, "bomb in mosul, two killed")] == ["mosul"]


def test_empty_text_names_nothing(built_in: Gazetteer) -> None:
    assert find_mentions(built_in, "") == []


@pytest.mark.parametrize(
    "text",
    [
        "\u202eكركوك\u202c",
        "<b>كركوك</b>",
        "'; DROP TABLE places; -- Kirkuk",
        "\x00\x01Kirkuk\x02",
        "ك" * 5000,
        "في " * 2000,
        "محافظة " * 2000,
        "Al-" * 2000,
        "12345 كم " * 500,
    ],
)
def test_hostile_text_is_answered(built_in: Gazetteer, text: str) -> None:
    for mention in find_mentions(built_in, text):
        assert text[mention.start : mention.end] == mention.text


PIECES = st.sampled_from(  # a text is read more easily than a list of words
    [
        "في",
        "محافظة",
        "كركوك",
        "قضاء",
        "الحويجة",
        "بـ",
        "و",
        "30",
        "km",
        "of",
        "Mosul",
        "the",
        "village",
        "،",
        ".",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=25))
def test_any_text_gives_spans_that_lie_in_it(built_in: Gazetteer, pieces: list[str]) -> None:
    text = " ".join(pieces)
    for mention in find_mentions(built_in, text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert (mention.resolution.place is not None) == (mention.resolution.status is Status.RESOLVED)


SLIP = "غارة في منطقة وادي الشام بمحافظة كركوك. وقالت الخلية إن الضربة كانت في وادي {name}."


def test_a_slip_of_a_name_that_the_text_spells_right_elsewhere_is_that_name(built_in: Gazetteer) -> None:
    """وادي الشام is read as وادي الشاي, and says so."""
    slip = find_mentions(built_in, SLIP.format(name="الشاي"))[0]
    assert slip.text == "الشام"
    assert slip.resolution.place is not None
    assert slip.resolution.place.name == "Wadi al-Shay"
    assert slip.resolution.reasons[0] == "read as a slip for الشاي, which the text names elsewhere"


def test_a_name_two_letters_off_is_another_one(built_in: Gazetteer) -> None:
    slip = find_mentions(built_in, SLIP.format(name="حوران"))[0]
    assert slip.resolution.place is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ناحية مكيفيشة بمحافظة صلاح الدين", "Mukayshifa"),
        # Other letters, or other letters in their places, make another name.
        ("ناحية مكينيشة بمحافظة صلاح الدين", ""),
        ("ناحية مشيفيكة بمحافظة صلاح الدين", ""),
    ],
)
def test_a_town_with_two_letters_swapped_is_read_as_that_town(
    built_in: Gazetteer, written: str, name: str
) -> None:
    place = find_mentions(built_in, f"هجوم في {written}")[0].resolution.place
    assert ("" if place is None else place.name) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("أعلنت القيادة الخميس الموافق 17 تموز 2025 عن مقتل ثلاثة", []),
        ("انفجار في حي 17 تموز", ["17 Tammuz"]),
        ("القائم.. انفجار عبوة ناسفة", ["Al-Qaim"]),
        ("المدير القائم.. انفجار عبوة ناسفة", []),
        ("اشتباكات في الدير شمال البصرة", ["Dayr", "Basra"]),
        ("اشتباكات في دير قديم شمال البصرة", ["Basra"]),
        ("هجوم في الدور شمال تكريت", ["Dur", "Tikrit"]),
        ("هجوم في قرية بيران", ["Piran"]),
        ("هجوم في قرية كبيران", []),
        ("في مدن كالموصل", ["Mosul"]),
        # The capital is no namesake of the quarter that bears its name in the town that is told by it.
        (
            "its capital Kirkuk City, some 250 km north of Baghdad, are disputed",
            ["Kirkuk", "Baghdad", "Baghdad"],
        ),
        ("هجوم في حي بغداد بمدينة كركوك", ["Baghdad Road", "Kirkuk"]),
    ],
)
def test_a_word_is_a_place_where_a_kind_word_or_a_town_speaks_for_it(
    built_in: Gazetteer, text: str, names: list[str]
) -> None:
    told = [
        one.resolution.place.name
        for one in find_mentions(built_in, text)
        if one.resolution.place is not None
        and not one.doubt
        and one.resolution.precision is not Precision.NEAR
    ]
    assert told == names


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("أطلق الصاروخ من منطقة علي الزرنكوتي ببغداد", ["علي الزرنكوتي", "بغداد"]),
        ("أطلق الصاروخ من منطقة على الحدود ببغداد", ["بغداد"]),
        ("قبض عليهم في قرية الزرنكوتي بمدخل المدينة", ["الزرنكوتي"]),
        ("قبض عليهم في قرية الزرنكوتي بمنزل أحدهم", ["الزرنكوتي بمنزل أحدهم"]),
    ],
)
def test_an_unknown_name_may_begin_with_ali_and_ends_before_an_entrance(
    built_in: Gazetteer, text: str, spans: list[str]
) -> None:
    assert [one.text for one in find_mentions(built_in, text)] == spans


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A bomb exploded in Maidan, 20 km southeast of Baghdad", ["20 km southeast of Baghdad"]),
        # By road it is farther than as the crow flies.
        ("A bomb exploded in Basra, 550 km southeast of Baghdad", []),
        ("A bomb exploded in Taji, 20 km north of Baghdad", []),
    ],
)
def test_a_distance_that_a_place_lies_far_beyond_stands_for_itself(
    built_in: Gazetteer, text: str, told: list[str]
) -> None:
    assert [one.text for one in find_mentions(built_in, text) if one.text[0].isdigit()] == told


def test_an_alias_that_a_user_adds_is_found_in_text_from_then_on() -> None:
    gazetteer = Gazetteer.default()
    text = "انفجار في مدينة الزهراء الخضراء المتصالحة مساء اليوم"
    assert "iq:kirkuk-daquq" not in {
        found.resolution.place.place_id for found in gazetteer.find(text) if found.resolution.place
    }
    place = gazetteer.resolve("Daquq").place
    assert place is not None
    gazetteer.add_alias("الزهراء الخضراء المتصالحة", place.place_id, author="test")
    found = [one for one in gazetteer.find(text) if one.resolution.place == place]
    assert [one.text for one in found] == ["الزهراء الخضراء المتصالحة"]


def test_a_place_that_a_user_adds_is_found_in_text_from_then_on() -> None:
    gazetteer = Gazetteer.default()
    text = "Two soldiers were killed in the town of Qasr Zumurruda in Kirkuk on Monday"
    assert [one.text for one in gazetteer.find(text) if one.resolution.place] == ["Kirkuk"]
    added = Place(
        place_id="own:1",
        name="Qasr Zumurruda",
        kind="town",
        latitude=35.0,
        longitude=44.0,
        governorate="Kirkuk",
    )
    gazetteer.add_place(added, author="test")
    assert [one.text for one in gazetteer.find(text) if one.resolution.place == added] == ["Qasr Zumurruda"]
