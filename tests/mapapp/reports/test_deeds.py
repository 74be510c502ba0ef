"""A verb in the active says who did it; beside a single man or counted men it says what was done to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

DID = [
    ("تمكنت قوة من الفرقة العاشرة من قتل 15 عنصرا من داعش في قضاء هيت", "Iraqi Army"),
    ("قتل مسلحون مجهولون صائغا في قضاء بلد", "Unidentified armed group"),
    ("قتل تنظيم داعش ستة قرويين في قضاء الحضر", "Islamic State"),
    ("استهدف داعش ثكنة للجيش في قضاء المقدادية ما أسفر عن مقتل جندي", "Islamic State"),
    ("قتلت القوات البريطانية ثلاثة أشخاص في مدينة العمارة", "British forces"),
    ("البيشمركة تقتل أربعة من داعش في قضاء مخمور", "Peshmerga"),
    ("أعلن تنظيم داعش أن مقاتليه قتلوا شرطيين في هجوم بالرطبة", "Islamic State"),
    ("مقتل مزارع برصاص دورية أميركية في قضاء بلد", "US forces"),
    ("جيش المهدي يهاجم مركز شرطة في مدينة السماوة ومقتل شرطي", "Armed factions"),
]
SUFFERED = [
    ("مقتل جندي بهجوم لداعش في قضاء الحضر، وتمكنت القوات الأمنية من نقل المصابين", "Islamic State"),
    (
        "أعلن جهاز مكافحة الإرهاب مقتل 22 إرهابيا بعملية في قضاء القائم، من بينهم قيادات في داعش",
        "Counter-Terrorism Service",
    ),
    ("أعلن جهاز مكافحة الإرهاب مقتل مدنيين بهجوم لداعش في قضاء القائم", "Islamic State"),
    ("قتل جندي بهجوم لمسلحي داعش في قضاء الحضر", "Islamic State"),
    ("هجوم استهدف الجيش في قضاء المقدادية أدى إلى مقتل جندي", "Unidentified armed group"),
    ("قتل مسلحان باشتباك مع الجيش في قضاء بلد", "Iraqi Army"),
]


@pytest.mark.parametrize(("text", "doer"), DID)
def test_who_stands_beside_an_active_verb_did_it(
    extract: Callable[..., Extraction], text: str, doer: str
) -> None:
    (incident,) = extract(text).incidents

    assert incident.actor1 == doer


@pytest.mark.parametrize(("text", "doer"), SUFFERED)
def test_who_was_killed_or_targeted_did_not_do_it(
    extract: Callable[..., Extraction], text: str, doer: str
) -> None:
    (incident,) = extract(text).incidents

    assert incident.actor1 == doer
