"""«متوجهين إلى كربلاء», "launched from": whence and whither are no scene of an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]

ON_THE_WAY = [
    ("مقتل زائر بانقلاب حافلة في الحلة وهم في طريقهم إلى كربلاء", "Hilla"),
    ("مقتل سائق بهجوم على صهاريج كانت متوجهة من بيجي إلى القيارة قرب ناحية الشرقاط", "Shirqat"),
    # The second of two ends joined by "and" is one as well.
    ("مقتل زائر بانقلاب حافلة في الحلة وهم متوجهون إلى النجف وكربلاء", "Hilla"),
    (
        "Gunmen killed a pilgrim in Latifiya. They were on their way to the city of Karbala.",
        "Latifiyah",
    ),
    # The hurt are taken elsewhere, and who shot may have fled.
    ("انفجرت عبوة في الطارمية فأصيب شرطي، ونُقل إلى مستشفى في الكاظمية", "Tarmiyah"),
    ("مقتل شرطي بهجوم في بعقوبة وفر المهاجمون نحو المقدادية", "Baquba"),
    # What is launched from a place hits another one.
    ("سقوط صاروخ في الجادرية أُطلق من الدورة", "Jadriya"),
]


@pytest.mark.parametrize(("text", "place"), ON_THE_WAY)
def test_whence_and_whither_somebody_moved_is_not_where_it_happened(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


THERE = [
    # "From" behind the words of an escape says where it was.
    ("هروب سجين من سجن في الناصرية بعد شغب قُتل فيه حارس", "Nasiriyah"),
    # No word moves anybody there.
    ("مقتل شخص بانفجار عبوة قرب الطريق المؤدي من الكوت", "Kut"),
    # Without another place the end of the way is all that the text names.
    ("مقتل زائر بحادث سير وهو في طريقه إلى كربلاء", "Karbala"),
]


@pytest.mark.parametrize(("text", "place"), THERE)
def test_a_place_that_nobody_was_on_the_way_to_or_the_only_one_stays(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


def test_travellers_to_iraq_who_die_abroad_are_no_incident_in_iraq(extract: Extract) -> None:
    text = "Nine pilgrims were killed when a bus overturned in Iran. They were travelling to Karbala."
    assert extract(text).incidents == ()


def test_a_mention_says_that_it_is_only_the_end_of_a_way(extract: Extract) -> None:
    mention = extract("مقتل زائر بانقلاب حافلة في الحلة وهم في طريقهم إلى كربلاء").mentions[-1]
    assert (mention.text, "went to" in mention.doubt) == ("كربلاء", True)
