"""The day of publication that a text itself prints."""

from __future__ import annotations

from datetime import date

import pytest

from gazetteer import Gazetteer
from mapapp.reports import extract_incidents
from mapapp.reports.dateline import printed_day
from mapapp.reports.documents import read_document
from mapapp.reports.language import language_of
from mapapp.reports.lexicon import default_lexicon

BODY = "انفجار عبوة ناسفة في قضاء داقوق بمحافظة كركوك مساء أمس"


def day_of(text: str) -> date | None:
    when = printed_day(read_document(text, default_lexicon(language_of(text)), None))
    return None if when is None else when.start


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"عنوان\n\nالأربعاء 3/آذار/2021 - 09:15 ص\n{BODY}", date(2021, 3, 3)),
        (f"نشر في: 2021-03-03\n{BODY}", date(2021, 3, 3)),
        (f"بغداد، 3 آذار 2021\n{BODY}", date(2021, 3, 3)),
        ("Two killed near Hawija\n\nPublished: 3 March 2021, 10:20\nA roadside bomb", date(2021, 3, 3)),
    ],
)
def test_a_line_of_its_own_with_a_full_date_is_the_dateline(text: str, day: date) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    [
        f"الأربعاء\n{BODY}",
        "3 آذار\nانفجار في كركوك",
        "وقع انفجار في كركوك يوم 3/3/2021 وأسفر عن مقتل شخصين",
        "قال المتحدث إن القوة التي شكلت بتاريخ 3/3/2014 ستنسحب من المدينة خلال الأسابيع المقبلة",
        f"نشر في: 2021-03-03\nآخر تحديث: 2021-03-04\n{BODY}",
        "\n".join(["سطر من كلمات"] * 8) + "\n3/3/2021\n" + BODY,
    ],
)
def test_no_year_a_sentence_two_days_or_the_foot_give_none(text: str) -> None:
    assert day_of(text) is None


def test_the_dateline_dates_the_event_only_where_the_caller_knows_no_day(gazetteer: Gazetteer) -> None:
    text = f"الأربعاء 3/آذار/2021 - 09:15 ص\n{BODY}"

    own = extract_incidents(text, gazetteer=gazetteer, published=None)
    told = extract_incidents(text, gazetteer=gazetteer, published=date(2021, 3, 8))

    assert [one.event_date for one in own.incidents] == [date(2021, 3, 2)]
    assert "3/آذار/2021" in own.warnings[0]
    assert [one.event_date for one in told.incidents] == [date(2021, 3, 7)]
    assert not [warning for warning in told.warnings if "publication" in warning]
