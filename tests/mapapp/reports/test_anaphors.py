"""«وسط القضاء», «شرق الناحية»: a kind word that stands for the place of its kind named last."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]

MEANT = [
    # Whose office it is says where «الناحية» is.
    ("قال مدير ناحية بامرني إن قصفاً طال مزرعة شرقي الناحية وأصاب مزارعاً", "Bamarni"),
    ("وصل قائممقام قضاء الحويجة إلى بغداد. وانفجرت عبوة ناسفة وسط القضاء فقتلت شرطياً", "Hawija"),
    # A village that nobody knows lies in the sub-district that its sentence names so.
    ("قال مدير ناحية بامرني إن قصفاً طال قرية زرنكوت شرقي الناحية وأصاب مزارعاً", "Bamarni"),
]


@pytest.mark.parametrize(("text", "place"), MEANT)
def test_a_kind_word_alone_stands_for_the_place_of_its_kind_named_last(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


NOT_MEANT = [
    # The judiciary is no district, though the words are the same.
    ("وصل قائممقام قضاء الحويجة إلى بغداد. وقُتل شرطي في الفلوجة فأمر القضاء بالتحقيق", "Fallujah"),
    # No sub-district was named.
    ("قال مدير شرطة بامرني إن قصفاً طال مزرعة شرقي الناحية في محافظة دهوك وأصاب مزارعاً", "Duhok"),
]


@pytest.mark.parametrize(("text", "place"), NOT_MEANT)
def test_a_word_that_no_place_leads_to_or_no_such_kind_was_named_stands_for_none(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


def test_the_word_that_stands_for_a_place_is_no_mention_of_its_own(extract: Extract) -> None:
    text = "انفجرت عبوة ناسفة في ناحية الرشاد. وقتل شرطي في الناحية"
    assert [mention.text for mention in extract(text).mentions] == ["الرشاد"]
