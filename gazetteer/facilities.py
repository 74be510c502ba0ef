"""Spots buildings that nobody has listed by the word for one before their name: «حسينية الزهراء», «ملعب X».

A hospital, a mosque or a market bears the name of a person, a quarter or an idea, so only what stands
around it says that it is meant: a preposition before the word, or where it lies behind the name.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from gazetteer.frames import Frame
from gazetteer.hits import PARENT_WORDS, Hit, parent_behind
from gazetteer.unlisted import hit_at

if TYPE_CHECKING:
    from gazetteer.tokens import Form, Word
    from gazetteer.wordlists import MentionWords

FACILITY = "facility"
"""Kind of what is spotted here, and role of the words for it."""
ADDRESS_WORDS = 4
"""Words behind a name in which the place that it lies in must be named."""
CHECKPOINT = "سيطره"
"""Folded word for a checkpoint, and for control over something."""
AT_CHECKPOINT = frozenset({"في", "قرب", "عند", "ب"})
"""Folded prepositions behind which that word is a checkpoint."""
NAMELESS_ROLES = frozenset({"contents", "generic", "tail", "organisation", "unit"})
"""Roles of words that say what a building is for or whose it is, and are no name of it."""
LEADING_ROLES = frozenset({"preposition", "locative", "event"})
"""Roles of words that lead to a building."""


def facility_hits(text: str, words: list[Word], hits: list[Hit], lists: MentionWords) -> list[Hit]:
    """Names behind a word for a building that no known name begins with.

    Args:
        text: The document.
        words: All its words.
        hits: The names found so far, in order.
        lists: The word lists.
    """
    taken = {number for hit in hits for number in range(hit.frame.outer, hit.last + 1)}
    firsts = [hit.first for hit in hits]
    found = []
    # Asked once for each way of writing: a long text has a hundred thousand words.
    buildings = {
        written: building
        for written, word in {word.text: word for word in words}.items()
        if (building := _building(word, lists)) is not None
    }
    for at in range(1, len(words)):
        building = buildings.get(words[at - 1].text)
        if building is None or at in taken or at - 1 in taken or words[at].latin:
            continue
        if text[words[at - 1].end : words[at].start].strip(" \"'«“”(") or not _names(words, at, lists):
            continue
        written = words[at - 1].text[building.skipped :]
        hit = hit_at(text, words, at, taken, lists, Frame(FACILITY, written, outer=at - 1))
        if hit is None:
            continue
        _end_before_tail(words, hit, lists)
        behind = bisect_right(firsts, hit.last)
        following = hits[behind : behind + PARENT_WORDS]
        hit.parent = parent_behind(text, words, hit, following, lists)
        if not (_is_led(words, at - 1, building, lists) or _is_addressed(hit, following)):
            continue
        hit.query_start = words[at - 1].start + building.skipped
        found.append(hit)
        taken.update(range(at - 1, hit.last + 1))
    return found


def _building(word: Word, lists: MentionWords) -> Form | None:
    """How a word is read as one for a building that a name follows; with the article it has none."""
    return next((form for form in word.forms if not form.article and lists.is_a(form.key, FACILITY)), None)


def _names(words: list[Word], at: int, lists: MentionWords) -> bool:
    """Whether a word may begin the name of a building: it is definite, or the next word makes it so."""
    word = words[at]
    roles = lists.roles.get(word.key, frozenset()) | lists.roles.get(word.forms[-1].key, frozenset())
    if roles & NAMELESS_ROLES or word.key in lists.kinds:
        return False
    if word.forms[0].article:
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and following.forms[0].article and not roles & {"preposition"}


def _end_before_tail(words: list[Word], hit: Hit, lists: MentionWords) -> None:
    """End a name before what only describes the building: «مستشفى الكرامة التعليمي»."""
    while hit.last > hit.first and lists.roles.get(words[hit.last].key, frozenset()) & {"tail", "contents"}:
        hit.last -= 1
        hit.end = hit.query_end = words[hit.last].end
        hit.key = " ".join(word.key for word in words[hit.first : hit.last + 1])


def _is_led(words: list[Word], at: int, building: Form, lists: MentionWords) -> bool:
    """Whether a preposition or an event leads to a building."""
    if building.clitic == "preposition":
        return True
    if at == 0:
        return False
    if building.key == CHECKPOINT:
        return words[at - 1].key in AT_CHECKPOINT
    return any(lists.roles.get(form.key, frozenset()) & LEADING_ROLES for form in words[at - 1].forms)


def _is_addressed(hit: Hit, following: list[Hit]) -> bool:
    """Whether the words right behind a name say where it lies."""
    if hit.parent:
        return True
    return any(
        other.sentence == hit.sentence
        and 0 < other.first - hit.last <= ADDRESS_WORDS
        and (other.frame.preposition or other.clitic == "preposition")
        for other in following
    )
