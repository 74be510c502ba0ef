"""The city of a governorate, meant by «مركز محافظة», «مبنى المحافظة» or a quarter in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gazetteer import Gazetteer
from mapapp.reports import Extraction
from mapapp.reports.capitals import capitals

Extract = Callable[..., Extraction]

MEANT = [
    ("مقتل رجل بهجوم مسلح في مركز محافظة ميسان", "Amarah"),
    ("شهدت محافظة المثنى تظاهرات. وتظاهر خريجون أمام مبنى المحافظة للمطالبة بفرص عمل", "Samawah"),
    ("مقتل ناشط بهجوم مسلح في منطقة الزرنكوتية بمدينة ذي قار", "Nasiriyah"),
    ("مقتل رجل بانفجار عبوة قرب مستشفى الزرنكوت في محافظة واسط", "Kut"),
]


@pytest.mark.parametrize(("text", "place"), MEANT)
def test_a_governorate_that_is_named_for_its_capital_is_the_capital(
    extract: Extract, text: str, place: str
) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


NOT_MEANT = [
    ("مقتل رجل بهجوم مسلح في محافظة ميسان", "Maysan"),
    # A village is anywhere in the governorate.
    ("مقتل رجل بانفجار عبوة في قرية زرنكوت في محافظة واسط", "Wasit"),
    ("شهدت المحافظة تظاهرات أحرقت فيها إطارات في محافظة المثنى", "Muthanna"),
]


@pytest.mark.parametrize(("text", "place"), NOT_MEANT)
def test_otherwise_a_governorate_is_no_city(extract: Extract, text: str, place: str) -> None:
    assert [place] == [incident.location for incident in extract(text).incidents]


def test_behind_the_name_of_the_city_the_governorate_stays_one(extract: Extract) -> None:
    for title in ("مركز محافظة الأنبار", "(عاصمة الأنبار)"):
        mentions = extract(f"مقتل رجل بهجوم مسلح في الرمادي {title}").mentions
        assert [mention.precision for mention in mentions] == ["settlement", "governorate"]


def test_every_governorate_has_a_capital_that_the_gazetteer_knows(gazetteer: Gazetteer) -> None:
    assert set(capitals()) == {area.name for area in gazetteer.governorates}
    for governorate, capital in capitals().items():
        place = gazetteer.resolve(capital, within=governorate).place
        assert place is not None
        assert (place.name, place.governorate) == (capital, governorate)
