"""A report's news stands at its beginning: what it speaks of only later, or as known, is no incident."""

from __future__ import annotations

from collections.abc import Callable

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]
POLITICS = (
    "رئيس كتلة نيابية يدعو إلى تعديل قانون الموازنة\n"
    "قال رئيس الكتلة في مؤتمر عقده في بغداد إن القانون يحتاج إلى توافق بين القوى.\n"
    "وأضاف أن المحافظات الغربية ما زالت تنتظر حصتها من المشاريع.\n"
)


def test_an_event_far_behind_a_beginning_without_one_is_no_incident(extract: Extract) -> None:
    found = extract(POLITICS + "وقتل ثلاثة أشخاص بانفجار عبوة ناسفة في الرمادي.")

    assert found.incidents == ()
    assert any("without any incident" in warning for warning in found.warnings)
    lead = "قتل ثلاثة أشخاص بانفجار عبوة ناسفة في الرمادي.\n"
    assert len(extract(lead + POLITICS).incidents) == 1


def test_an_event_with_a_day_of_its_own_is_news_wherever_it_stands(extract: Extract) -> None:
    dated = extract(POLITICS + "وقتل ثلاثة أشخاص أمس بانفجار عبوة ناسفة في الرمادي.")

    assert len(dated.incidents) == 1


def test_a_title_and_a_dateline_are_one_sentence_of_the_beginning(extract: Extract) -> None:
    found = extract(
        "ليلة حزينة في قضاء الشرقاط\nصلاح الدين: مراسلنا\nقتل ثلاثة أشخاص بانفجار عبوة ناسفة في الشرقاط.\n"
        "ونقلت الجثث إلى المستشفى العام في المدينة ذاتها."
    )

    assert [incident.fatalities for incident in found.incidents] == [3]


def test_a_report_from_abroad_leads_over_to_a_protest_at_home(extract: Extract) -> None:
    abroad = (
        "غارات جديدة على أحياء في مدينة غزة\nقتلت غارات إسرائيلية عشرة أشخاص في غزة.\n"
        "وقالت قناة محلية إن القصف استمر حتى الفجر.\n"
    )
    home = extract(abroad + "وفي بغداد، خرجت تظاهرة سلمية شارك فيها المئات.")
    assert [incident.admin1 for incident in home.incidents] == ["Baghdad"]

    namesake = extract(abroad + "خرجت تظاهرة سلمية في حي النصر شارك فيها المئات.")
    assert namesake.incidents == ()


def test_an_event_named_as_known_at_first_mention_is_spoken_of_and_not_reported(extract: Extract) -> None:
    for known in (
        "لجنة التحقيق في حريق سوق الحمدانية الذي أودى بحياة العشرات لم تكمل عملها",
        "أهالي الشرقاط يطالبون بكشف ملابسات الهجوم الذي استهدف القضاء",
    ):
        assert extract(known).incidents == (), known
    assert len(extract("أهالي الشرقاط يقولون إن هجوماً استهدف القضاء وقتل رجلين").incidents) == 1


def test_a_known_event_with_its_day_or_a_new_toll_is_news(extract: Extract) -> None:
    for news in (
        "الهجوم الذي استهدف قضاء بلد فجر اليوم أسفر عن مقتل رجلين",
        "ارتفاع حصيلة الهجوم الذي استهدف قضاء بلد إلى أربعة قتلى",
        "وفاة ثلاثة أشخاص إثر الحريق الذي اندلع في الحمدانية",
    ):
        assert len(extract(news).incidents) == 1, news


def test_an_obituary_that_counts_the_dead_is_how_their_death_becomes_known(extract: Extract) -> None:
    (incident,) = extract("نعت هيئة الحشد الشعبي ثلاثة من مقاتليها استشهدوا بانفجار في الطارمية").incidents
    assert incident.fatalities == 3

    assert extract("نعى رئيس الجمهورية ضحايا التفجير في الطارمية").incidents == ()
