"""Words for what happened -> our event type and sub type, as data.

ACLED's own names are taken as they are. To map one more word, add it to ``EVENT_WORDS``. A word that is not
here makes an ``Unclassified`` incident and stands in its ``tags``; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mapapp.filters import fold_text
from mapapp.incidents import EVENT_TYPES

EVENT_WORDS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("Battles", "Armed clash"): (
        "saf", "small arms fire", "small-arms fire", "direct fire", "armed clashes", "clash",
        "clashes", "firefight", "ambush", "armed assault", "gunfire", "اشتباك", "اشتباكات", "كمين",
        "إطلاق نار", "هجوم مسلح", "تعرض",
    ),
    ("Explosions/Remote violence", "Air/drone strike"): (
        "airstrike", "air strike", "airstrikes", "drone strike", "drone", "uav", "ضربة جوية", "غارة",
        "غارة جوية", "قصف جوي", "طائرة مسيرة", "هجوم بطائرة مسيرة",
    ),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED"): (
        "ied", "ied explosion", "ied attack", "roadside bomb", "landmine", "mine", "mine strike",
        "vbied", "car bomb", "uxo", "erw", "bombing", "عبوة ناسفة", "لغم", "سيارة مفخخة",
        "مخلفات حربية", "عبوة لاصقة",
    ),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"): (
        "indirect fire", "idf", "mortar", "rocket", "rocket attack", "missile", "shelling",
        "artillery", "قصف", "هاون", "قذائف هاون", "صاروخ", "قصف صاروخي", "قصف مدفعي", "هجوم صاروخي",
    ),
    ("Explosions/Remote violence", "Suicide bomb"): (
        "suicide", "suicide attack", "suicide bombing", "svbied", "svest", "تفجير انتحاري",
        "هجوم انتحاري", "حزام ناسف",
    ),
    ("Explosions/Remote violence", "Grenade"): ("hand grenade", "رمانة يدوية", "قنبلة يدوية"),
    ("Explosions/Remote violence", "Unexplained explosion"): ("explosion", "انفجار", "تفجير", "تەقینەوە"),
    ("Explosions/Remote violence", ""): ("bombing/explosion",),
    ("Violence against civilians", "Attack"): (
        "assassination", "murder", "execution", "killing", "targeted killing", "اغتيال", "قتل",
        "إعدام", "تیرۆر",
    ),
    ("Violence against civilians", "Abduction/forced disappearance"): (
        "kidnapping", "kidnap", "abduction", "hostage taking (kidnapping)",
        "hostage taking (barricade incident)", "خطف", "اختطاف", "ڕفاندن",
    ),
    ("Protests", "Peaceful protest"): (
        "protest", "demonstration", "sit-in", "تظاهرة", "تظاهرات", "احتجاج", "اعتصام", "خۆپیشاندان",
    ),
    ("Riots", "Violent demonstration"): ("riot", "شغب", "أعمال شغب"),
    ("Strategic developments", "Arrests"): (
        "arrest", "detention", "raid", "search and arrest", "اعتقال", "القبض", "إلقاء القبض", "مداهمة",
    ),
    ("Strategic developments", "Disrupted weapons use"): (
        "weapons cache", "cache found", "cache", "ied found", "ied found/cleared", "كدس عتاد", "ضبط أسلحة",
        "العثور على عبوة", "تفكيك عبوة",
    ),
    ("Strategic developments", "Looting/property destruction"): (
        "facility/infrastructure attack", "looting", "sabotage", "نهب", "تخريب",
    ),
    # A show of force is a low pass of aircraft that drops nothing: no violence, so no strike.
    ("Strategic developments", "Other"): ("sof", "show of force", "security operation", "عملية أمنية"),
    ("Accident", "Fire"): ("fire accident", "حريق", "ئاگرکەوتنەوە"),
    ("Accident", "Crash"): ("traffic accident", "road accident", "car accident", "حادث سير", "حادث مروري"),
    ("Accident", "Collapse"): ("building collapse", "انهيار", "انهيار مبنى"),
}  # fmt: skip
"""(event type, sub type) -> words of published files and of Arabic and Kurdish spreadsheets. ``SAF``,
``IED``, ``SOF`` are the codes of the coalition's significant-activity reports."""

_LOSSY: Final = frozenset(
    {"sof", "show of force", "svbied", "vbied", "car bomb", "facility/infrastructure attack"}
)
"""Words that say more than the type they map to: kept in ``tags`` as well."""


def event_type_words() -> dict[str, tuple[str, str]]:
    """Folded word -> (event type, sub event type), from the schema and from EVENT_WORDS."""
    words: dict[str, tuple[str, str]] = {}
    for event_type, sub_types in EVENT_TYPES.items():
        for sub_type in sub_types:
            # "Other" and "Attack" alone are everyday words in other files: they need their event type.
            if sub_type not in {"Other", "Attack"}:
                words[fold_text(sub_type)] = (event_type, sub_type)
        words[fold_text(event_type)] = (event_type, "")
    for mapped, spellings in EVENT_WORDS.items():
        for spelling in spellings:
            words[fold_text(spelling)] = mapped
    return words


def is_lossy(word: str) -> bool:
    """Whether the mapped type says less than ``word`` did."""
    return fold_text(word) in {fold_text(lossy) for lossy in _LOSSY}
