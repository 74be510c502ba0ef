"""Who did it and who was hit, read from made-up reports; near misses name them in other roles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

ACTED = [
    ("هجوم لداعش على نقطة للجيش في ناحية الرشاد جنوبي كركوك ومقتل جنديين", "Islamic State", "Iraqi Army"),
    ("القوات الأمنية تقتل ثلاثة من عناصر داعش في قضاء الطارمية", "Iraqi Security Forces", "Islamic State"),
    ("انفجار عبوة ناسفة على دورية للشرطة في قضاء بلد", "Unidentified armed group", "Police"),
    ("مسلحون مجهولون يغتالون موظفا في بعقوبة", "Unidentified armed group", ""),
    ("إصابة راعي أغنام بانفجار لغم في قضاء بدرة", "", "Civilians"),
    ("القبض على خمسة متهمين في قضاء الزبير", "Iraqi Security Forces", ""),
    ("قصف تركي على قرى في قضاء العمادية", "Turkish forces", ""),
    ("مقتل عنصرين من حزب العمال بضربة مسيرة في قضاء سنجار", "Turkish forces", "PKK"),
    ("ضربة جوية عراقية تقتل أربعة إرهابيين في جبال حمرين", "Iraqi Security Forces", "Unidentified militants"),
    ("أعلن جهاز مكافحة الإرهاب سقوط طائرة مسيرة مفخخة في أربيل", "Unidentified armed group", ""),
    ("قصف صاروخي يستهدف قاعدة تضم قوات أمريكية في أربيل", "Unidentified armed group", "US forces"),
    ("تظاهرة أمام مبنى محافظة ميسان للمطالبة بالتعيين", "Protesters", ""),
    ("نزاع عشائري مسلح في قضاء المدينة شمالي البصرة ومقتل شاب", "Tribal militia", "Civilians"),
    ("القبض على إرهابي من تنظيم القاعدة في قضاء الحويجة", "Iraqi Security Forces", "Al-Qaeda"),
    ("مقتل مدني بانفجار عبوة في مندلي، والقوات الأمنية تصل", "Unidentified armed group", "Civilians"),
    (
        "An army patrol was ambushed by suspected Islamic State militants in Hawija; two soldiers died",
        "Islamic State",
        "Iraqi Army",
    ),
    (
        "Two civilians were injured when Turkish artillery shelled villages in Amedi",
        "Turkish forces",
        "Civilians",
    ),
    ("Islamic State claimed responsibility for a suicide bombing in Mosul", "Islamic State", ""),
    ("انفجار عبوة على قوة من الجيش في جلولاء بحثا عن عناصر داعش", "Unidentified armed group", "Iraqi Army"),
    ("استهداف مسيرة تركية لسيارة في قضاء العمادية", "Turkish forces", ""),
    (
        "انتحاري يفجر نفسه بعد محاصرته من قبل القوات الأمنية في سنجار",
        "Unidentified armed group",
        "Iraqi Security Forces",
    ),
    ("حريق في سوق الشورجة ببغداد", "", ""),
    (
        "A roadside bomb hit a convoy of the coalition in Diwaniyah",
        "Unidentified armed group",
        "Global Coalition",
    ),
    (
        "ISIS militants attacked an army checkpoint in Daquq, killing two soldiers",
        "Islamic State",
        "Iraqi Army",
    ),
    ("هێرشی درۆنی تورکیا لە ئامێدی دوو گەریلای کوشت", "Turkish forces", "PKK"),
    ("مقتل رجلين في اقتتال بين أبناء عشيرة واحدة بقضاء القرنة، بحسب الشرطة", "Tribal militia", ""),
    ("مقتل رجلين في خلاف بين عائلتين بقضاء الرفاعي والشرطة تطوق المكان", "", "Police"),
    ("Two died in Dhi Qar when cousins fought with machine guns over water, police said", "", ""),
    ("هجوم على مركز للشرطة في تكريت أدى إلى مقتل ستة", "Unidentified armed group", "Police"),
    ("قوة من الجيش تعثر على مقبرة جماعية في الحويجة", "", "Iraqi Army"),
    ("قوة من الجيش تعثر على كدس أسلحة في الحويجة", "Iraqi Army", ""),
    ("إرهابيون يهاجمون نقطة للجيش في جلولاء", "Unidentified armed group", "Iraqi Army"),
    ("مقتل راع بانفجار عبوة من مخلفات داعش في قضاء الحضر", "", "Islamic State"),
    ("مقتل راع بانفجار عبوة زرعها داعش في قضاء الحضر", "Islamic State", ""),
    ("العثور على جثة رجل مجهول الهوية قضى رمياً بالرصاص في بعقوبة", "", ""),
    ("مقتل رجل برصاص مجهول في بعقوبة", "Unidentified armed group", ""),
    ("مكافحة المخدرات في أسايش الإقليم تقبض على متهمين اثنين في السليمانية", "Asayish", ""),
    ("إصابة مدني من أهالي القرية بقصف تركي في قضاء العمادية", "Turkish forces", "Civilians"),
    ("الطيران العراقي يقصف وكراً في وادي حوران ويقتل أربعة", "Iraqi Army", ""),
    ("طيران مجهول يقصف مقراً للجيش العراقي في وادي حوران", "Unidentified armed group", "Iraqi Army"),
    ("وذكر ضابط أن التنظيم خطف ثلاثة مدنيين قرب حديثة", "Islamic State", "Civilians"),
    ("وذكر ضابط أن لجنة التنظيم فقدت ثلاثة مدنيين خطفوا قرب حديثة", "Unidentified armed group", "Civilians"),
    ("پێشمەرگە لە داقووق دوو هێرشی یەک لەدوای یەکی داعشی تێکشکاند", "Islamic State", "Peshmerga"),
    ("إصابة امرأة بقصف مسيرة للجيش التركي على قرية في قضاء العمادية", "Turkish forces", "Civilians"),
]


@pytest.mark.parametrize(("text", "actor", "other"), ACTED)
def test_the_one_who_acts_and_the_one_who_is_hit_are_told_apart(
    extract: Callable[..., Extraction], text: str, actor: str, other: str
) -> None:
    (incident,) = extract(text).incidents

    assert (incident.actor1, incident.actor2) == (actor, other)


def test_an_implied_actor_points_at_the_words_that_imply_it(extract: Callable[..., Extraction]) -> None:
    text = "القبض على خمسة متهمين في قضاء الزبير"
    (incident,) = extract(text).incidents

    start, end = incident.evidence["actor1"]

    assert text[start:end] == "القبض على"


def test_who_held_the_town_before_it_was_retaken_did_not_do_it(extract: Callable[..., Extraction]) -> None:
    (held,) = extract("قتل أربعة بتفجيرين شرقي الموصل الذي استعادته القوات العراقية من تنظيم داعش").incidents
    (did,) = extract("قتل أربعة بهجوم شنه تنظيم داعش شرقي الموصل").incidents

    assert held.actor1 != "Islamic State"
    assert did.actor1 == "Islamic State"
