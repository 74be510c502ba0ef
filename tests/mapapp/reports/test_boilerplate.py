"""Lines that point to other articles give no incident, and every span still points at its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction
from mapapp.reports.boilerplate import without_boilerplate

Extract = Callable[..., Extraction]
ARTICLE = (
    "أفاد مصدر أمني بمقتل شرطي بانفجار عبوة ناسفة في ناحية بهرز بمحافظة ديالى. "
    + "وقال المصدر إن القوات الأمنية طوقت المكان وفتحت تحقيقاً في الحادث لمعرفة الملابسات. " * 3
)


@pytest.mark.parametrize(
    "marker", ["اقرأ أيضاً:", "إقرأ أيضاً", "مقالات مشابهة", "أهم الاخبار", "الأكثر قراءة"]
)
def test_what_follows_such_a_line_is_another_article(marker: str, extract: Extract) -> None:
    found = extract(f"{ARTICLE}\n{marker}\nمقتل خمسة بهجوم مسلح في الزبير\nحريق في الحلة")

    assert [incident.admin1 for incident in found.incidents] == ["Diyala"]


def test_a_link_between_paragraphs_ends_nothing(extract: Extract) -> None:
    link = "اقرأ أيضا: حريق كبير في الحلة"
    found = extract(f"{ARTICLE}\n{link}\nوفي البصرة قتل شخصان بهجوم مسلح في الزبير.")

    assert [incident.admin1 for incident in found.incidents] == ["Diyala", "Basra"]


def test_the_latest_headlines_above_an_article_are_not_its_news(extract: Extract) -> None:
    found = extract(f"آخر الأخبار\nمقتل خمسة بهجوم مسلح في الزبير\n\n{ARTICLE}")

    assert [incident.admin1 for incident in found.incidents] == ["Diyala"]


def test_the_same_words_in_a_sentence_are_left(extract: Extract) -> None:
    text = f"{ARTICLE}\nآخر الأخبار الواردة تقول إن شخصين قتلا بهجوم مسلح في الزبير."

    assert len(extract(text).incidents) == 2


def test_the_text_keeps_its_length_and_lines() -> None:
    text = f"{ARTICLE}\nRelated articles\nFire in Hilla"
    blanked = without_boilerplate(text)

    assert len(blanked) == len(text)
    assert blanked.count("\n") == text.count("\n")
    assert blanked.rstrip() == ARTICLE.rstrip()
