"""How news of three languages states tolls, read from whole made-up reports to the incident's counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

TOLLS = [
    (
        "انفجرت عبوة ناسفة في قضاء الطارمية شمالي بغداد، ما أسفر عن مقتل ثلاثة أشخاص وإصابة خمسة آخرين.",
        3,
        5,
    ),
    (
        "أعلنت خلية الإعلام الأمني استشهاد منتسب وجرح اثنين بانفجار عبوة ناسفة في ناحية جلولاء بديالى.",
        1,
        2,
    ),
    ("سقوط 4 شهداء و11 جريحاً بانفجار سيارة مفخخة في تكريت.", 4, 11),
    ("حادث سير في الكوت أدى إلى مصرع شخص وإصابة زوجته وطفليه.", 1, 3),
    ("قتيلان و3 جرحى بانفجار عبوة لاصقة في الموصل.", 2, 3),
    ("اندلع حريق في مستشفى بالناصرية راح ضحيته 12 شخصاً.", 12, None),
    ("مقتل وإصابة 5 من الحشد الشعبي بهجوم لداعش في سامراء.", None, None),
    ("انفجرت عبوة ناسفة على دورية للشرطة في كركوك دون خسائر بشرية.", 0, 0),
    ("سقطت قذيفة هاون في قضاء بلد دون إصابات.", 0, 0),
    ("مقتل سبعة مدنيين بينهم طفلان وثلاث نساء بقصف على قضاء سنجار.", 7, None),
    ("مقتل تسعة عناصر من داعش من بينهم قيادي بارز بضربة جوية في جبال حمرين.", 9, None),
    ("ارتفاع حصيلة ضحايا تفجير الكاظمية في بغداد إلى 15 قتيلاً و40 جريحاً.", 15, 40),
    ("مقتل ما لا يقل عن عشرة أشخاص بانفجار في الفلوجة.", 10, None),
    ("إصابة نحو 20 متظاهراً باشتباكات مع قوات الأمن في البصرة.", None, 20),
    ("مقتل أحد عشر إرهابياً بضربة جوية في وادي الشاي جنوبي كركوك.", 11, None),
    ("إصابة العشرات بتظاهرات في الناصرية بعد صدامات مع القوات الأمنية.", None, None),
    ("مقتل جندي وإصابة ضابط بهجوم مسلح في قضاء الخالص.", 1, 1),
    ("قتل أربعة إرهابيين في عملية أمنية بصحراء الأنبار.", 4, None),
    ("العثور على جثة شاب مجهول الهوية في منطقة الحبيبية ببغداد.", 1, None),
    ("العثور على جثتين تحملان آثار طلقات نارية في قضاء المقدادية.", 2, None),
    ("العثور على ثلاث جثث مجهولة الهوية في نهر دجلة ببغداد.", 3, None),
    ("مقتل شخصين وإصابة ثالث بنزاع عشائري في ميسان.", 2, 1),
    ("أصيب خمسة أشخاص بينهم امرأة بانهيار منزل في النجف.", None, 5),
    ("لقي أربعة أشخاص من عائلة واحدة حتفهم بحادث سير على طريق بغداد - كوت في واسط.", 4, None),
    ("استشهد مقاتل في الحشد الشعبي وأصيب آخران بانفجار عبوة ناسفة في الطوز.", 1, 2),
    ("قُتل شرطي وجُرح ثلاثة من زملائه بهجوم مسلح على نقطة تفتيش في الرطبة.", 1, 3),
    ("أوقع الانفجار في سوق الصدرية ببغداد 25 قتيلاً و60 مصاباً.", 25, 60),
    ("اغتيال مختار قرية في ناحية قرة تبه برصاص مجهولين.", 1, None),
    ("أردى مسلحون مجهولون موظفاً حكومياً قتيلاً في بعقوبة.", 1, None),
    ("وفاة طفل غرقاً في نهر الفرات بمدينة هيت.", 1, None),
    ("مصرع عاملين اثنين بسقوط سقف في كربلاء.", 2, None),
    ("مصرع عاملين وإصابة ثالث بانهيار مبنى في أربيل.", 2, 1),
    ("تفجير انتحاري في مدينة الصدر يخلف 30 قتيلاً وعشرات الجرحى.", 30, None),
    ("هجوم صاروخي على أربيل أسفر عن مقتل متعاقد أجنبي وإصابة تسعة بينهم جندي أميركي.", 1, 9),
    ("مقتل المدعو أبو عمر، القيادي في داعش، بضربة جوية في الحضر جنوب الموصل.", 1, None),
    ("استشهاد آمر فوج في الجيش واثنين من مرافقيه بهجوم في ديالى.", 3, None),
    ("مقتل 3 دواعش وتدمير مضافة بضربة جوية في جبال قره جوغ بمخمور.", 3, None),
    ("إصابة شقيقين بانفجار مخلفات حربية في البصرة.", None, 2),
    ("حصيلة انفجار البياع غربي بغداد: 6 شهداء و18 مصاباً.", 6, 18),
    ("أسفر القصف التركي على قضاء العمادية عن استشهاد 8 مدنيين وجرح 23 آخرين.", 8, 23),
    ("سقوط 3 صواريخ كاتيوشا على مطار بغداد من دون تسجيل خسائر بشرية.", 0, 0),
    ("لم يسفر الهجوم بطائرة مسيرة على حقل كورمور في السليمانية عن وقوع إصابات.", 0, 0),
    ("A bomb killed at least 12 people, including two children, in Baqubah.", 12, None),
    ("A soldier was killed and three wounded when an IED exploded in Tuz Khurmatu.", 1, 3),
    ("A roadside bomb in Kirkuk left two dead and five injured.", 2, 5),
    ("Three rockets hit the Baghdad airport; no casualties were reported.", 0, 0),
    ("The death toll from the bombing in Mosul rises to 14, with 30 wounded.", 14, 30),
    ("A dozen people were injured in clashes with security forces in Basra.", None, 12),
    ("Gunmen shot dead a policeman and wounded his brother in Fallujah.", 1, 1),
    ("Two civilians, one of them a child, were killed in a Turkish airstrike in Zakho.", 2, None),
    (
        "An ISIS attack near Khanaqin killed six policemen, two of them officers, and injured four more.",
        6,
        4,
    ),
    ("Police found the bodies of three men in Baghdad.", 3, None),
    ("A car crash near Hillah claimed five lives and injured eleven.", 5, 11),
    ("The suicide attack in Sadr City claimed the lives of 22 people and hurt dozens.", 22, None),
    ("Four PMF fighters were martyred and nine others were hurt in an attack in Samarra.", 4, 9),
    (
        "Five people, including a woman and two children, were wounded by mortar fire in Sinjar.",
        None,
        5,
    ),
    ("An airstrike in Sinjar killed a couple and their daughter.", 3, None),
    ("لە هێرشێکی داعش لە خانەقین دوو پێشمەرگە شەهید بوون و سێ کەسی دیکە بریندار بوون.", 2, 3),
    ("لە ڕووداوێکی هاتووچۆ لە هەولێر دوو کەس گیانیان لەدەستدا و چوار کەس بریندار بوون.", 2, 4),
    ("بە تەقینەوەی بۆمبێک لە کەرکووک کەسێک کوژرا و دوو کەس بریندار بوون.", 1, 2),
    ("پێشمەرگەیەک شەهید بوو لە هێرشێکی داعش لە گەرمیان.", 1, None),
    ("لە ئاگرکەوتنەوەیەک لە سلێمانی پێنج کەس گیانیان لە دەستدا، لەوانە دوو منداڵ.", 5, None),
]

NEAR_MISSES = [
    ("انفجرت عبوة ناسفة في كركوك أردت موظفاً وجندياً.", 2),
    ("مقتل ضابط وشرطي بهجوم مسلح في قضاء الخالص.", 2),
    ("مقتل ضابط، شرطي، وسائق بهجوم مسلح في قضاء الخالص.", 3),
    ("A bomb killed two civilians and a child in Baqubah.", 3),
]


@pytest.mark.parametrize(("text", "killed", "wounded"), TOLLS)
def test_the_toll_of_a_report_is_read(
    extract: Callable[..., Extraction], text: str, killed: int | None, wounded: int | None
) -> None:
    incidents = extract(text).incidents

    assert [(found.fatalities, found.injuries) for found in incidents] == [(killed, wounded)]


@pytest.mark.parametrize(("text", "killed"), NEAR_MISSES)
def test_a_further_person_is_added_where_a_description_is_not(
    extract: Callable[..., Extraction], text: str, killed: int
) -> None:
    assert [found.fatalities for found in extract(text).incidents] == [killed]
