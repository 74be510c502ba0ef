"""A known name in a text, with what stands around it; and where the words behind it put it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gazetteer.frames import BREAK, COMMA, DASHES, ROAD_WORDS, Frame
from gazetteer.namebook import ELSEWHERE, Known

if TYPE_CHECKING:
    from gazetteer.tokens import Word
    from gazetteer.wordlists import MentionWords

NO_FRAME, PREPOSITION, PARENT, KIND_WORD = 0, 1, 2, 3
"""How strongly the words around a name say that it is a place; higher is stronger."""
DIRECTIONS = frozenset(
    {"شمال", "شمالي", "جنوب", "جنوبي", "شرق", "شرقي", "غرب", "غربي", "north", "south", "east", "west"}
) | {"northeast", "northwest", "southeast", "southwest", "باكوري", "باشوري", "روژههلاتي", "روژاواي"}
"""Folded words that put a name on one side of the next: «عين الأسد غرب بغداد»."""
SMALL_GOVERNORATES = frozenset({"Baghdad"})
"""So small that what lies on one side of their seat is mostly in another one."""
PARENT_WORDS = 4
"""How many words behind a name its governorate is looked for (in the ... of ... province)."""


@dataclass(slots=True, eq=False)
class Hit:
    """A known name in the text; judged in place, since a long text has ten thousand of them."""

    first: int
    """Number of its first word."""
    last: int
    """Number of its last word."""
    start: int
    """Offset of the name itself in code points."""
    end: int
    key: str
    """Folded name."""
    known: Known
    frame: Frame
    clitic: str
    article: bool
    sentence: int
    query_start: int = 0
    """Offset where what is to be resolved begins: the name with the kind words that are part of it."""
    query_end: int = 0
    strength: int = NO_FRAME
    """NO_FRAME to KIND_WORD: what the words around the name and the list it stands in say."""
    needed: int = NO_FRAME
    tentative: bool = False
    """Only a mention if the resolver knows it: little else says that it is a place."""
    parent: str = ""
    """Standard name of the governorate that stands right behind the name."""
    beside: bool = False
    """The words put the name on one side of that parent, not inside it."""


def parent_behind(text: str, words: list[Word], hit: Hit, behind: list[Hit], lists: MentionWords) -> str:
    """The governorate that the words right behind a name put it in; empty for none.

    Args:
        text: The document.
        words: All its words.
        hit: The name.
        behind: Known names, in order; those before the name or far behind it are passed over.
        lists: The word lists.
    """
    edge = hit.last
    # What has no kind word and is a word too is hardly a place but for the town behind it.
    is_open = not hit.frame.kind and bool(lists.roles.get(hit.key, frozenset()) & {"ordinary", "part"})
    for other in behind:
        if other.first <= edge:
            continue
        if other.sentence != hit.sentence or other.first - edge > PARENT_WORDS:
            return ""
        is_word = other.key in lists.kinds or (is_open and lists.is_a(other.key, "preposition"))
        if other.first == other.last and is_word and not other.frame.kind:
            # «بمدينة الكوت», «شمال تكريت»: the word before the town is also the name of one.
            continue
        if not _links(text, words, edge, other, lists):
            return ""
        parent = other.known.governorate or other.known.home
        if parent not in {"", ELSEWHERE} and other.key != hit.key:
            return parent
        if other.frame.kind:
            # «ناحية السلام جنوبي ميسان»: namesakes in several governorates, the next name says in which.
            edge = other.last
    return ""


def _links(text: str, words: list[Word], last: int, other: Hit, lists: MentionWords) -> bool:
    """Whether only words and signs of place stand between a name and another behind it."""
    first = other.frame.outer
    if first <= last:
        # The name is the kind word of the next one.
        return False
    between = words[last + 1 : first]
    for offset, word in enumerate(between):
        is_of_place = lists.roles.get(word.key, frozenset()) & {"preposition", "containment"}
        if not is_of_place and word.key not in lists.kinds and not words[last + 1 + offset].article:
            return False
    gap = text[words[last].end : words[first].start]
    if BREAK.search(gap.replace(":", "")):
        return False
    if between or other.frame.preposition or other.clitic == "preposition":
        return other.clitic != "and"
    # A comma parts a list as well as a place and its governorate, so only a governorate counts.
    parted = bool(COMMA.search(gap) or "-" in gap or "–" in gap)
    return other.clitic == "" and parted and bool(other.known.governorate)


def lies_beside(words: list[Word], hit: Hit, parent: str) -> bool:
    """Whether a direction stands right behind a name, so that what follows is not what holds it."""
    return parent in SMALL_GOVERNORATES and any(
        any(form.key in DIRECTIONS for form in word.forms) for word in words[hit.last + 1 : hit.last + 3]
    )


def is_list_with(text: str, words: list[Word], before: Hit, hit: Hit) -> bool:
    """Whether two names stand in one list: A, B and C."""
    if before.sentence != hit.sentence or hit.frame.kind:
        return False
    between = [word.key for word in words[before.last + 1 : hit.first]]
    gap = text[before.end : hit.start]
    if between in (["and"], ["or"], ["و"], ["او"]):
        return True
    return not between and (hit.clitic == "and" or bool(COMMA.search(gap)))


def ends_road(text: str, words: list[Word], before: Hit, hit: Hit) -> bool:
    """Whether two names are the ends of a road: «طريق السماوة – الخضر»."""
    if before.last + 1 != hit.first or not before.first:
        return False
    led = words[before.first - 1].key
    return led in ROAD_WORDS and text[before.end : hit.start].strip() in DASHES


def is_kind_word_of(hit: Hit, behind: Hit | None, lists: MentionWords) -> bool:
    """Whether a name is only the kind word of the next one: «أحياء مدينة الصدر»."""
    return (
        behind is not None
        and hit.first == hit.last == behind.frame.outer < behind.first
        and hit.key in lists.kinds
    )


def is_counted(text: str, words: list[Word], hit: Hit) -> bool:
    """Whether a number stands right before a name of one word: «٢٢٠ دوکان» are shops."""
    before = hit.first - 1
    return (
        before >= 0
        and hit.first == hit.last
        and not hit.clitic
        and words[before].key.isdigit()
        and text[words[before].end : words[hit.first].start] == " "
    )


def is_day(words: list[Word], hit: Hit, lists: MentionWords) -> bool:
    """Whether a name is a number and a month, so that mostly the day is meant: «الموافق 17 تموز 2025»."""
    return (
        hit.last == hit.first + 1
        and words[hit.first].key.isdigit()
        and lists.is_a(words[hit.last].key, "ordinary")
    )


def is_of_building(words: list[Word], hit: Hit, lists: MentionWords) -> bool:
    """Whether a word for a building stands right before a name that is not known for a place alone."""
    known_place = hit.known.notable or hit.known.familiar or not hit.known.in_iraq
    if known_place and not lists.roles.get(hit.key, frozenset()) & {"ordinary", "common"}:
        return False
    before = words[hit.first - 1].forms if hit.first else ()
    return any(lists.is_a(form.key, "facility") and not form.article for form in before)
