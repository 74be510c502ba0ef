"""What is no incident of its own: denials, verdicts, anniversaries, calls, statements, sport, statistics.

Each check looks at one stretch of text with the event that was found in it, and names the reason, or None.
"""

from __future__ import annotations

from typing import Final

from mapapp.reports.dates import DateRange, bare_year_in
from mapapp.reports.documents import Document, is_definite, soft_break
from mapapp.reports.events import CASUALTY_CONCEPTS, DEATH_CONCEPTS, PARTIES, EventFinding
from mapapp.reports.genres import says_of_event
from mapapp.reports.lexicon import Hit
from mapapp.reports.prospects import ahead_reason
from mapapp.reports.tolls import Casualties

OLD_DAYS: Final = 120
"""An event so many days before publication is background: reports look back, incidents are news."""
_STATE_REACH: Final = 4
"""Words from "which sees" to the event: one phrase and an adverb."""
_ACCUSED_REACH: Final = 3
"""Words between "involved in" and the deed."""
_DONE_TO_JUDGES: Final = frozenset({"KILL", "INJURE", "ASSASSINATE", "ATTEMPT", "KIDNAP", "ATTACK"})
"""Concepts of what is done to a judge or at a court, where it is told before the word for them."""
_HEAD_WORDS: Final = 5
"""Words at the head of a sentence in which a court or a word of background rules the whole."""
SPORT_RULES: Final = frozenset(
    {"clash", "attack", "shelling", "bombing", "assassination", "killing",
     "air-raid-alone", "shooting", "road-crash", "collapse", "bomb"}
)  # fmt: skip
"""Rules whose words sports writers use; beside one word of sport and without a toll they tell of a match."""
MONEY_RULES: Final = frozenset(
    {"collapse", "road-crash", "explosion", "attack", "fire", "air-raid-alone", "roadblock"}
)
"""Rules whose words also tell of prices, politics and public works."""
JUDGED_RULES: Final = frozenset({"battle", "shelling", "clash", "bombing", "explosion"})
"""Rules whose words those use too who speak of the state of affairs."""
MONTHLY_DEAD: Final = 10
"""Dead from which a number that is given for a whole month is its sum: single incidents have a day."""
BEHIND_WORDS: Final = 7
"""Words from the first of "a year after", «بعد مرور عام على» to the event that lies so far back."""
AGO_WORDS: Final = 8
"""Words between an event and "years ago" that dates it."""
WRITTEN_OF_TOO: Final = frozenset({"collapse", "attack", "air-raid-alone", "roadblock"})
"""Rules whose one word tells of markets and public works even where it stands before theirs."""
_CIRCUMSTANCE: Final = frozenset(
    {"خلال", "اثناء", "تزامنا", "بالتزامن", "قبل", "قبيل", "بعد", "عشيه", "وسط", "ضمن",
     "during", "amid", "before", "ahead", "after", "coincide", "لهكاتي", "لهميانهي"}
)  # fmt: skip
"""Words that make a visit, a session or a threat the mere time of an event: «خلال زيارة …، انفجار»."""
_CIRCUMSTANCE_REACH: Final = 2
"""Words from such a word to the visit: «بالتزامن مع زيارة»."""
PASSING: Final = frozenset({"condemn", "call", "lookback", "prices", "anniversary"})
"""Concepts of what may be the mere time of an event."""

REASONS: Final = {
    "denied": "The text denies it",
    "controlled": "A controlled detonation or an exercise",
    "verdict": "A verdict or sentence on an earlier event",
    "anniversary": "A commemoration or a look back",
    "future": "Announced for the future",
    "call": "A call, a threat or a warning, not an event",
    "question": "A question, not a statement",
    "statement": "A statement, visit or story that refers to an event",
    "statistics": "A sum over a longer time, not one event",
    "caption": "A caption of a picture",
    "told before": "A look back beside the news",
    "not the news": "Told far behind a beginning without any incident",
    "old": "An event of an earlier year, told as background",
    "weather": "Weather",
    "sport": "Sport",
    "disease": "Illness",
    "overflight": "An overflight with nothing dropped",
    "abroad": "Not in Iraq",
    "no place": "Neither a place in Iraq nor an Iraqi force is named",
}
"""Reason -> how a warning says it."""


def background_reason(
    document: Document,
    first: int,
    last: int,
    event: EventFinding,
    casualties: Casualties,
    when: DateRange | None,
) -> str | None:
    """Why the event of this stretch is none of its own; None where it is one."""
    hits: dict[str, list[int]] = {}
    for hit in document.between(first, last, "background"):
        if not (hit.concept in PASSING and _is_circumstance(document, first, hit, event)):
            hits.setdefault(hit.concept, []).append(hit.first)
    checks = (
        _denied(document, hits, event),
        "controlled" if _controlled(hits, event) or _drilled(hits, event) else None,
        _verdict(document, hits, first, event),
        _anniversary(document, first, hits, event, casualties, when),
        ahead_reason(document, hits, event, when),
        _statement(document, hits, event, casualties),
        "statement" if _known_already(document, first, last, event, casualties) else None,
        "statement" if _judged(hits, event, casualties, when) else None,
        "statement" if _is_state(hits, event, casualties, when) else None,
        "statement" if _accused_of(hits, event, casualties, when) else None,
        "caption" if _caption(document, hits) else None,
        "statistics" if _summed_up(hits, event, casualties, when) else None,
        "disease" if "natural" in hits and event.concepts <= DEATH_CONCEPTS else None,
        _old(document, first, last, when),
        _nature(hits, event, casualties),
        _overflight(hits, event),
    )
    return next((reason for reason in checks if reason is not None), None)


def _undated(when: DateRange | None) -> bool:
    return when is None or when.said or when.precision != "day"


def _summed_up(
    hits: dict[str, list[int]], event: EventFinding, casualties: Casualties, when: DateRange | None
) -> bool:
    """Whether a number is that of a longer time: by its words, or as the many dead of a whole month."""
    dead = casualties.killed.value if casualties.killed is not None else None
    monthly = when is not None and when.precision in {"month", "year"} and (dead or 0) >= MONTHLY_DEAD
    shared = "share" in hits and (min(hits["share"]) < event.first or "several" in hits)
    summed = (shared or "statistics" in hits) and _undated(when)
    return "atlarge" in hits or summed or monthly


def _denied(document: Document, hits: dict[str, list[int]], event: EventFinding) -> str | None:
    if "deny" not in hits:
        return None
    only_casualties = event.concepts <= CASUALTY_CONCEPTS | {"FORCES", "SIDE"}
    return None if only_casualties or not says_of_event(document, "deny") else "denied"


def _controlled(hits: dict[str, list[int]], event: EventFinding) -> bool:
    """Whether the event is the authorities' own detonation; arms found and then blown up stay a find."""
    if "controlled" not in hits:
        return False
    found = event.rule.sub_event_type == "Disrupted weapons use"
    return not (found and event.first < min(hits["controlled"]))


def _drilled(hits: dict[str, list[int]], event: EventFinding) -> bool:
    """Whether a word of training or rehearsal stands before the event; behind it, it may be its place."""
    return any(at < event.first for at in hits.get("drill", []))


def _verdict(document: Document, hits: dict[str, list[int]], first: int, event: EventFinding) -> str | None:
    """A court at the head rules what follows, unless a deed leads to it: «مقتل القاضي في محكمة …»."""
    arrested_first = event.rule.sub_event_type == "Arrests" and all(
        event.first < at for at in hits.get("verdict", [])
    )
    if "verdict" in hits and not arrested_first:
        return "verdict"
    court = hits.get("court", [])
    if court and min(court) - first < _HEAD_WORDS and min(court) < event.first:
        done = {hit.concept for hit in document.between(first, min(court), "event")}
        return None if done & _DONE_TO_JUDGES else "verdict"
    return None


def _is_circumstance(document: Document, first: int, hit: Hit, event: EventFinding) -> bool:
    """«خلال زيارة الأربعين، حريق»: what only says when something new happened; not «قبيل تشييع قتلى»."""
    led = any(
        document.tokens[word].word in _CIRCUMSTANCE
        for word in range(max(first, hit.first - _CIRCUMSTANCE_REACH), hit.first)
    )
    return led and hit.last < event.first and not is_definite(document, event.first)


def _is_of(document: Document, at: int, event: EventFinding) -> bool:
    """Whether "years ago" at a token dates the event, not another one told between: «الاحتجاجات قبل عام»."""
    between = document.between(event.last, at, "event")
    return abs(at - event.first) <= AGO_WORDS and all(hit.concept in DEATH_CONCEPTS for hit in between)


def _leads_to(document: Document, at: int, event: EventFinding) -> bool:
    """«بعد عام من الهجوم»; not «بعد أشهر من الهدوء، هجوم», which is told as new."""
    between = document.tokens[at + 1 : event.first + 1]
    near = 0 < event.first - at <= BEHIND_WORDS
    return near and not any(soft_break(token) for token in between)


def _anniversary(
    document: Document,
    first: int,
    hits: dict[str, list[int]],
    event: EventFinding,
    casualties: Casualties,
    when: DateRange | None,
) -> str | None:
    """Whether it is looked back upon; a day of remembrance behind an event may be its time or its place."""
    before = [at for at in hits.get("lookback", ()) if at < event.first]
    behind = [at for at in hits.get("since", ()) if _leads_to(document, at, event)]
    ago = [
        at for at in hits.get("ago", ()) if _is_of(document, at, event) or (when is None and at - first <= 1)
    ]
    if before or behind or ago:
        return "anniversary"
    if "anniversary" not in hits:
        return None
    if min(hits["anniversary"]) < event.first:
        return "anniversary"
    counts = (casualties.killed, casualties.injured)
    told = "PROTEST" in event.concepts or any(count is not None and count.value for count in counts)
    dated = when is not None and not when.said and when.precision == "day" and not event.rule.weak
    return None if told or dated else "anniversary"


def _statement(
    document: Document, hits: dict[str, list[int]], event: EventFinding, casualties: Casualties
) -> str | None:
    counted = casualties.killed is not None and casualties.killed.value is not None
    if "mourn" in hits and min(hits["mourn"]) < event.first and not counted:
        return "statement"
    if "condemn" not in hits:
        return None
    stated = casualties.killed is not None or casualties.injured is not None
    # The Kurdish verb stands last: what is condemned comes before the word for it.
    verb_last = document.language == "ckb" and not stated and event.rule.weak
    if min(hits["condemn"]) > event.first and not verb_last:
        return None
    counted = casualties.killed is not None and casualties.killed.first < min(hits["condemn"])
    return None if counted else "statement"


def _judged(
    hits: dict[str, list[int]], event: EventFinding, casualties: Casualties, when: DateRange | None
) -> bool:
    """Whether a judgement leads to words of fighting that neither a number nor a day makes an event."""
    led = any(at < event.first for at in hits.get("opinion", ()))
    bare = casualties.killed is None and casualties.injured is None and (when is None or when.said)
    return led and bare and (event.rule.weak or event.rule.name in JUDGED_RULES)


def _is_state(
    hits: dict[str, list[int]], event: EventFinding, casualties: Casualties, when: DateRange | None
) -> bool:
    """«المدن التي تشهد اشتباكات»: how things are in a place, with neither a number nor a day."""
    led = any(0 < event.first - at <= _STATE_REACH for at in hits.get("state", ()))
    return led and casualties.killed is None and casualties.injured is None and _undated(when)


def _accused_of(
    hits: dict[str, list[int]], event: EventFinding, casualties: Casualties, when: DateRange | None
) -> bool:
    """«متورطة بجرائم قتل»: what somebody is held for, told in a sentence of its own."""
    led = any(0 <= event.first - at <= _ACCUSED_REACH for at in hits.get("accused", ()))
    counted = casualties.killed is not None and casualties.killed.value is not None
    own = event.rule.sub_event_type == "Arrests" or event.rule.event_type == "Protests"
    return led and when is None and not counted and not own


def _caption(document: Document, hits: dict[str, list[int]]) -> bool:
    """Whether it is "Photo: ..." or "taken on": with one word alone only where a colon follows it."""
    return any(
        document.tokens[min(at + 1, len(document.tokens) - 1)].gap.startswith(":")
        or document.tokens[at].word in {"taken", "file", "صوره", "ارشيفيه", "الصوره"}
        for at in hits.get("caption", ())
    )


def _known_already(
    document: Document, first: int, last: int, event: EventFinding, casualties: Casualties
) -> bool:
    """«بعد تفجير الكرادة», "in the wake of the attack": the event only dates or explains something else."""
    stated = [count for count in (casualties.killed, casualties.injured) if count is not None]
    if any(count.value is not None for count in stated) or event.rule.event_type == "Strategic developments":
        return False
    led = any(
        (hit.concept == "aftermath" and not stated)
        or (hit.concept == "cause" and is_definite(document, event.first))
        for hit in document.between(first, event.first, "background")
        if event.first - hit.last in {0, 1}
    )
    told_before = any(hit.concept not in PARTIES for hit in document.between(first, event.first, "event"))
    dated = any(any(document.between(event.last, last, family)) for family in ("day", "weekday"))
    return led and not told_before and not dated


def _old(document: Document, first: int, last: int, when: DateRange | None) -> str | None:
    published = document.published
    if when is not None:
        if published is not None and (published - when.end).days > OLD_DAYS:
            return "old"
        if published is not None and when.precision == "year" and when.end < published:
            return "old"  # «تفجيرات العام الماضي»
        return None
    year = bare_year_in(document, first, last)
    if year is None:
        return None
    return "old" if published is None or year != published.year else None


def _nature(hits: dict[str, list[int]], event: EventFinding, casualties: Casualties) -> str | None:
    stated = casualties.killed is not None or casualties.injured is not None
    if "culture" in hits and (event.rule.weak or min(hits["culture"]) < event.first) and not stated:
        return "statement"
    money = hits.get("prices", [])
    if money and not stated and "LOOT" not in event.concepts and _of_money(money, event):
        return "statement"
    if "sport" in hits and event.rule.name in SPORT_RULES and not stated and _is_vague(event):
        return "sport"
    if "injury-disease" in hits and event.rule.weak:
        return "disease"
    if "weather" in hits and (event.rule.weak or (event.rule.event_type == "Accident" and _is_vague(event))):
        return None if stated else "weather"
    return None


def _of_money(money: list[int], event: EventFinding) -> bool:
    """Whether words of markets or works make an event theirs: before it, or beside one that is vague."""
    if min(money) < event.first:
        return event.rule.weak or event.rule.name in MONEY_RULES
    return event.rule.name in WRITTEN_OF_TOO and (_is_vague(event) or event.rule.name == "roadblock")


def _is_vague(event: EventFinding) -> bool:
    """Whether one word alone names it: «انهيار», not «انهيار بناية»."""
    return event.last - event.first == 1


def _overflight(hits: dict[str, list[int]], event: EventFinding) -> str | None:
    if "overflight" not in hits:
        return None
    dropped = event.concepts & {
        "EXPLODE",
        "KILL",
        "INJURE",
        "STRIKE",
        "SHELL",
        "ATTACK",
        "FIRE",
        "INTERCEPT",
        "DOWNED",
    }
    return None if dropped else "overflight"
