"""Dates: explicit, relative and by weekday, in three calendars; the day of publication is a Wednesday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mapapp.reports import Extraction
from mapapp.reports.dates import bare_year_in, date_in
from mapapp.reports.documents import Document

PUBLISHED = date(2026, 3, 18)

DATED = [
    ("انفجار في 22 فبراير 2021", "2021-02-22", "2021-02-22"),
    ("انفجار في 3 كانون الثاني 2026", "2026-01-03", "2026-01-03"),
    ("انفجار في ٥ آذار", "2026-03-05", "2026-03-05"),
    ("انفجار في 3 كانون2 2026", "2026-01-03", "2026-01-03"),
    ("انفجار في 30 تشرين2", "2025-11-30", "2025-11-30"),
    ("انفجار في 5 كانون1", "2025-12-05", "2025-12-05"),
    ("انفجار في 30 تشرين الثاني", "2025-11-30", "2025-11-30"),
    ("انفجار بتاريخ 2026-03-01", "2026-03-01", "2026-03-01"),
    ("انفجار بتاريخ 7/3/2026", "2026-03-07", "2026-03-07"),
    ("انفجار مساء أمس", "2026-03-17", "2026-03-17"),
    ("انفجار فجر اليوم", "2026-03-18", "2026-03-18"),
    ("انفجار يوم الاثنين", "2026-03-16", "2026-03-16"),
    ("انفجار يوم الأربعاء الماضي", "2026-03-11", "2026-03-11"),
    ("انفجار قبل يومين", "2026-03-16", "2026-03-16"),
    ("انفجار قبل ثلاثة أيام", "2026-03-15", "2026-03-15"),
    ("انفجار أواخر يناير الماضي", "2026-01-21", "2026-01-31"),
    ("انفجار في الخامس عشر من شباط", "2026-02-15", "2026-02-15"),
    ("هجوم بين 3 و5 آذار 2026", "2026-03-03", "2026-03-05"),
    ("An attack on March 5", "2026-03-05", "2026-03-05"),
    ("An attack on 5 March 2026", "2026-03-05", "2026-03-05"),
    ("An attack on Tuesday", "2026-03-17", "2026-03-17"),
    ("An attack in late February", "2026-02-21", "2026-02-28"),
    ("An attack last month", "2026-02-01", "2026-02-28"),
    ("هێرشێک لە ١٥ی شوبات", "2026-02-15", "2026-02-15"),
    ("هێرشێک دوێنێ", "2026-03-17", "2026-03-17"),
    ("هێرشێک لە ٢٥ی ڕێبەندان", "2026-02-14", "2026-02-14"),
    ("انفجار مساء أمس الأول", "2026-03-16", "2026-03-16"),
    ("انفجار الليلة قبل الماضية", "2026-03-16", "2026-03-16"),
    ("انفجار بتاريخ 14/3 في كركوك", "2026-03-14", "2026-03-14"),
    ("انفجار يوم 14/3 في كركوك", "2026-03-14", "2026-03-14"),
    ("انفجار ليلة الاثنين على الثلاثاء", "2026-03-16", "2026-03-16"),
    ("انفجار ليل الاثنين الثلاثاء", "2026-03-16", "2026-03-16"),
    # The second day of a night lies ahead still; a day behind a comma is another.
    ("انفجار ليل الأربعاء - الخميس", "2026-03-18", "2026-03-18"),
    ("انفجار السبت، الأحد لم يشهد شيئا", "2026-03-14", "2026-03-14"),
    ("An attack on Monday night into Tuesday", "2026-03-16", "2026-03-16"),
    # From when on something goes on is not when the event was.
    ("انفجار فجر الاثنين في مدينة تشهد هجمات منذ أواخر كانون الثاني", "2026-03-16", "2026-03-16"),
    ("انفجار مسيرة الاثنين (23,20 بتوقيت غرينتش ليل الأحد)", "2026-03-16", "2026-03-16"),
    ("اشتباكات ليلة أمس الثلاثاء وفجر اليوم الأربعاء", "2026-03-17", "2026-03-17"),
    ("اشتباكات فجر اليوم الأربعاء", "2026-03-18", "2026-03-18"),
    ("انفجار عند منتصف البارحة الأولى", "2026-03-16", "2026-03-16"),
    # A day is more definite than a while that stands nearer.
    ("An attack for the second time this month in Kirkuk late on Sunday", "2026-03-15", "2026-03-15"),
    # What comes after an action in one word is its day, not that of the event.
    ("انفجار الاثنين في جسر بعد فتحه السبت", "2026-03-16", "2026-03-16"),
    ("ڕۆژی سێشەممە بە K24ی گوت، دوێ شەو هێرشێک کرا", "2026-03-17", "2026-03-17"),
    # "Today" counts from the day on which it was said.
    ("قال المصدر السبت (14 آذار) إن مسلحين تسللوا مساء اليوم", "2026-03-14", "2026-03-14"),
    ("قال المصدر اليوم إن مسلحين تسللوا مساء أمس", "2026-03-17", "2026-03-17"),
    ("هێرشێک لە ڕۆژی 14/3", "2026-03-14", "2026-03-14"),
    ("انفجار في (13 أيلول 2025)", "2025-09-13", "2025-09-13"),
    ("انفجار في الخامس من الشهر الماضي", "2026-02-05", "2026-02-05"),
    ("انفجار في 14 الشهر الجاري", "2026-03-14", "2026-03-14"),
    ("انفجار منتصف الشهر الماضي", "2026-02-11", "2026-02-20"),
    ("انفجار مطلع الشهر الجاري", "2026-03-01", "2026-03-10"),
    ("انفجار قبل أسبوع", "2026-03-08", "2026-03-14"),
    ("انفجار قبل يوم واحد", "2026-03-17", "2026-03-17"),
    ("انفجار قبل نحو ثلاثة أيام", "2026-03-15", "2026-03-15"),
    ("خطف مهندس قبل يومين من موقع عمله", "2026-03-16", "2026-03-16"),
    ("اعتصام منذ يوم الأحد", "2026-03-15", "2026-03-15"),
    ("هجومان يومي الأحد والاثنين", "2026-03-15", "2026-03-16"),
    ("هجوم بين الأول والخامس من آذار", "2026-03-01", "2026-03-05"),
    ("An attack last Wednesday", "2026-03-11", "2026-03-11"),
    ("An attack on 14 Mar 2026", "2026-03-14", "2026-03-14"),
    ("An attack on the night of 13/14 March", "2026-03-13", "2026-03-14"),
    ("An attack on the night of March 13-14", "2026-03-13", "2026-03-14"),
    ("An attack on Sunday and Monday", "2026-03-15", "2026-03-16"),
    ("An attack on the first of March", "2026-03-01", "2026-03-01"),
    ("An attack a week ago", "2026-03-08", "2026-03-14"),
    ("هێرشێک لە ١٤ی ٣ی ٢٠٢٦", "2026-03-14", "2026-03-14"),
    ("هێرشێک لە ٥ی ئەم مانگەدا", "2026-03-05", "2026-03-05"),
    ("هێرشێک پێش دوو ڕۆژ", "2026-03-16", "2026-03-16"),
    ("هێرشێک هەینیی ڕابردوو", "2026-03-13", "2026-03-13"),
    ("هێرشێک لە کۆتایی مانگی ڕابردوو", "2026-02-21", "2026-02-28"),
]

UNDATED = [
    "انفجار في كركوك",
    "The group may attack",
    "اللواء 45 في الفرقة 8",
    "مقتل أحد العناصر",
    "انفجار قرب جسر 14 تموز",
    "منطقة 9 نيسان",
    "ذكرى ثورة 14 تموز",
    "تظاهرة الجمعة المقبل",
    "توتر قبل يومين من الانتخابات",
    "مقتل 14/3 من القوة",
    "The strike at Mar Mattai",
    "A protest next Friday",
]


@pytest.mark.parametrize(("text", "start", "end"), DATED)
def test_a_date_is_read_as_its_days(
    document: Callable[..., Document], text: str, start: str, end: str
) -> None:
    read = document(text, PUBLISHED)
    found = date_in(read, 0, len(read.tokens))

    assert found is not None
    assert (start, end) == (found.start.isoformat(), found.end.isoformat())


@pytest.mark.parametrize("text", UNDATED)
def test_words_that_give_no_date_are_read_as_none(document: Callable[..., Document], text: str) -> None:
    read = document(text, PUBLISHED)

    assert date_in(read, 0, len(read.tokens)) is None


def test_the_day_of_a_statement_gives_way_to_the_day_of_the_event(
    document: Callable[..., Document],
) -> None:
    read = document("أعلنت الوزارة اليوم أن غارة نفذت الأحد الماضي", PUBLISHED)
    found = date_in(read, 0, len(read.tokens), 5)

    assert found is not None
    assert date(2026, 3, 15) == found.start


def test_days_ago_give_way_to_the_day_of_the_event(document: Callable[..., Document]) -> None:
    read = document("عثر ظهر اليوم على جثتي شقيقين فقدا قبل أسبوع", PUBLISHED)
    found = date_in(read, 0, len(read.tokens), 4)

    assert found is not None
    assert found.start == PUBLISHED


def test_an_impossible_day_is_no_date(document: Callable[..., Document]) -> None:
    read = document("انفجار في 31 شباط 2026", PUBLISHED)

    assert date_in(read, 0, len(read.tokens)) is None


@pytest.mark.parametrize(
    ("text", "year"), [("هجوم عام 2014", 2014), ("07 FEB 1930hrs", None), ("زنة 2000", None)]
)
def test_a_bare_year_is_seen_and_a_time_is_not(
    document: Callable[..., Document], text: str, year: int | None
) -> None:
    read = document(text, PUBLISHED)
    found = bare_year_in(read, 0, len(read.tokens))

    assert year == found or (year is None and found == 2000)


@pytest.mark.parametrize(
    ("days", "precision"), [(1, "day"), (10, "week"), (11, "month"), (31, "month"), (32, "year")]
)
def test_precision_goes_by_the_length_of_the_range(days: int, precision: str) -> None:
    from datetime import timedelta

    from mapapp.reports.dates import DateRange

    start = date(2026, 1, 1)
    assert precision == DateRange(start, start + timedelta(days=days - 1), 0, 1, "x").precision


@pytest.mark.parametrize(
    ("text", "days"), [("انفجار في 14 رمضان في بغداد", ["14 رمضان"]), ("مقتل رجب في بغداد", [])]
)
def test_a_day_of_the_islamic_calendar_is_told_and_not_read(
    extract: Callable[..., Extraction], text: str, days: list[str]
) -> None:
    extraction = extract(text)
    warned = [warning for warning in extraction.warnings if "Islamic calendar" in warning]

    assert days == [warning.split("”")[0].removeprefix("“") for warning in warned]
    assert {incident.event_date for incident in extraction.incidents} <= {PUBLISHED}


def test_the_day_of_an_earlier_attack_is_not_that_of_the_one_told(extract: Callable[..., Extraction]) -> None:
    (again,) = extract("صواريخ تسقط في قضاء بلد بعد هجوم مماثل الأحد الماضي").incidents
    assert again.event_date == PUBLISHED

    (told,) = extract("صواريخ تسقط في قضاء بلد الأحد الماضي بعد هجوم مماثل").incidents
    assert told.event_date == date(2026, 3, 15)


def test_a_day_far_behind_who_said_so_is_that_of_the_statement(extract: Callable[..., Extraction]) -> None:
    said = "أعلنت اللجنة الأمنية في مجلس محافظة النجف، {}، أن مصرفاً تعرض لسطو {} في المشخاب"
    (robbed,) = extract(said.format("اليوم", "ليلة أمس")).incidents
    assert robbed.event_date == date(2026, 3, 17)

    (also,) = extract("قال مصدر إن ثلاثة جنود لقوا مصرعهم الاثنين بانفجار في بيجي").incidents
    assert also.event_date == date(2026, 3, 16)


def test_the_day_of_an_earlier_toll_or_of_what_came_before_is_no_day_of_the_event(
    extract: Callable[..., Extraction],
) -> None:
    (toll,) = extract("وفيات التسمم في الحمدانية تبلغ ستة بعدما كان عددهم أربعة يوم الأحد").incidents
    assert toll.event_date == PUBLISHED

    (again,) = extract("متظاهرون يقطعون جسراً في الناصرية بعد أن فتح ليل أمس").incidents
    assert again.event_date == PUBLISHED

    (told,) = extract("متظاهرون يقطعون جسراً في الناصرية ليل أمس بعد أن فتح").incidents
    assert told.event_date == date(2026, 3, 17)


def test_a_day_earlier_counts_from_the_event_told_before(extract: Callable[..., Extraction]) -> None:
    told = (
        "A bomb killed a soldier in Daquq on Monday.\n"
        "A day earlier, a roadside bomb wounded three soldiers in Udhaim in Diyala province."
    )
    alone = "A day earlier, a roadside bomb wounded three soldiers in Udhaim in Diyala province."

    assert [str(one.event_date) for one in extract(told, published=PUBLISHED).incidents] == [
        "2026-03-16",
        "2026-03-15",
    ]
    assert [str(one.event_date) for one in extract(alone, published=PUBLISHED).incidents] == ["2026-03-17"]
