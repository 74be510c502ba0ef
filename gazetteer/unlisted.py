"""Spots places that the gazetteer does not have, where the words around them name them as places.

«في قرية X بمحافظة كركوك» and "in the village of X in Kirkuk province" say that X is a place even if
nobody has heard of it. It is told as written, with the governorate; if the resolver knows it under
another spelling, it is that place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from gazetteer.frames import BREAK, COMMA, Frame, FrameReader
from gazetteer.hits import KIND_WORD, PARENT_WORDS, Hit, parent_behind
from gazetteer.namebook import Known
from gazetteer.tokens import ARTICLE

if TYPE_CHECKING:
    from gazetteer.tokens import Form, Word
    from gazetteer.wordlists import MentionWords

MOST_WORDS = 3
"""Words of a name that nobody knows; without a stop behind it only the first is taken."""
QUOTE = re.compile(r"[\"«»“”]")
"""Signs that end a name as they begin one: «منطقة "كزنة" فوق مخزن»."""
FEMININE = ("ة", "ه", "ات")
"""Endings of adjectives of a feminine word."""
LEAST_LETTERS = 3
"""A shorter word is a particle."""
KINDS_WITH_NAMES = frozenset(
    {"district", "sub_district", "city", "town", "village", "neighbourhood", "wadi", "mountain", "camp"}
)
"""Kinds whose word is hardly ever followed by anything but a name."""
SURE_KINDS = frozenset({"village", "sub_district", "district", "wadi"})
"""Kinds whose word needs nothing before it to be followed by a name (قصف قرية X)."""
LOOSE_KINDS = frozenset({"area", "base", "field", "airport", "bridge", "dam", "square", "road"})
"""Kinds whose word is often followed by a description: a governorate must stand behind the name."""
STREET_KINDS = frozenset({"square", "road"})
"""Kinds whose word is followed by a definite name or by nothing: «شارع الخيط»."""
TO_SPEND = "لقضاء"
"""Either "for the district of" or "to spend"; before an unknown word the latter."""
ALI = "علي"
"""The given name that many names of places begin with; folded it is the preposition «على»."""
LINKS = frozenset({"of", "called", "named"})
"""English words between a kind word and a name (the village of X)."""
FIRST_STOP_ROLES = frozenset({"preposition", "containment", "generic"})
"""Words of these roles are not the first word of an unknown name; «حي الجامعة» is one."""
STOP_ROLES = frozenset({"preposition", "containment", "generic", "person", "unit", "organisation"})
"""Words of these roles are no part of an unknown name."""


def unlisted_hits(text: str, words: list[Word], hits: list[Hit], lists: MentionWords) -> list[Hit]:
    """Names behind a kind word that no known name begins with.

    Args:
        text: The document.
        words: All its words.
        hits: The known names, in order.
        lists: The word lists.
    """
    taken = {number for hit in hits for number in range(hit.frame.outer, hit.last + 1)}
    firsts = [hit.first for hit in hits]
    frames = FrameReader(text, words, lists)
    found = []
    kinds = _kinds_written(words, lists)
    for at in range(1, len(words)):
        if words[at - 1].text not in kinds and not words[at - 1].article:
            continue
        if at in taken or (at - 1 in taken and words[at - 1].key not in LINKS):
            continue
        kind, kind_text, outer, key = frames.kind_before(at)
        # «العاصمة» mostly stands alone; «لقضاء العطلة» is to spend it.
        if (
            not kind
            or kind_text.startswith(ARTICLE)
            or (words[outer].text == TO_SPEND and not _is_contained(words, outer, lists))
            or outer in taken
            or kind not in KINDS_WITH_NAMES | LOOSE_KINDS
        ):
            continue
        frame = Frame(kind, kind_text, lists.is_a(key, "plural"), outer=outer)
        hit = hit_at(text, words, at, taken, lists, frame)
        if hit is None:
            continue
        behind = bisect_right(firsts, hit.last)
        parent = parent_behind(text, words, hit, hits[behind : behind + PARENT_WORDS], lists)
        is_quoted = QUOTE.search(text[words[at - 1].end : hit.start]) is not None
        if not is_quoted and not _counts_behind_kind(hit, words, parent, lists):
            continue
        hit.parent = parent
        found.append(hit)
        taken.update(range(outer, hit.last + 1))
    return found


def _is_contained(words: list[Word], at: int, lists: MentionWords) -> bool:
    """Whether «التابعة» stands before a word, so that it says what something belongs to."""
    return at > 0 and any(lists.is_a(form.key, "containment") for form in words[at - 1].forms)


def _kinds_written(words: list[Word], lists: MentionWords) -> set[str]:
    """The words of the text, as written, that are kind words or link one to a name."""
    return {
        written
        for written, forms in {word.text: word.forms for word in words}.items()
        if any(form.key in lists.kinds or form.key in LINKS for form in forms)
    }


def _counts_behind_kind(hit: Hit, words: list[Word], parent: str, lists: MentionWords) -> bool:
    """Whether the kind word and what stands around it make the unknown name one."""
    kind = hit.frame.kind
    # «في منطقة المكينة», «في منطقة زيبار»: what is neither definite nor an adjective can be a name there.
    names_area = kind == "area" and (hit.article or not _may_describe(words[hit.last]))
    names_area = names_area or (kind in STREET_KINDS and hit.article)
    # «جسر أبو غار»: what begins as names do is one.
    names_area = names_area or (hit.last > hit.first and lists.is_a(words[hit.first].key, "part"))
    if kind in LOOSE_KINDS and not parent and not names_area:
        return False
    is_sure = kind in SURE_KINDS and not _is_word(hit, lists)
    return is_sure or _is_framed(words, hit.frame.outer, parent, lists)


def located_hits(text: str, words: list[Word], hits: list[Hit], lists: MentionWords) -> list[Hit]:
    """Names behind a preposition of place that a governorate stands behind: «في X بمحافظة كركوك».

    There are more words than names in such a place, so an Arabic one is only tentative: it counts if
    the resolver knows it under another spelling. An English one has its capital to speak for it.
    """
    taken = {number for hit in hits for number in range(hit.frame.outer, hit.last + 1)}
    firsts = [hit.first for hit in hits]
    found = []
    locatives = {key for key in {word.key for word in words} if lists.is_a(key, "locative")}
    for at in range(1, len(words)):
        if words[at - 1].key not in locatives or at in taken or words[at].key in lists.kinds:
            continue
        if words[at - 1].latin != words[at].latin:
            continue
        hit = hit_at(text, words, at, taken, lists, Frame(preposition=True, locative=True, outer=at))
        if hit is None or _is_word(hit, lists) or text[words[at - 1].end : hit.start] != " ":
            continue
        behind = bisect_right(firsts, hit.last)
        hit.parent = parent_behind(text, words, hit, hits[behind : behind + PARENT_WORDS], lists)
        if not hit.parent:
            continue
        hit.tentative = not words[at].latin
        found.append(hit)
        taken.update(range(at, hit.last + 1))
    return found


def _last_of_name(
    text: str, words: list[Word], at: int, taken: set[int], lists: MentionWords, *, listed: bool
) -> int:
    """Number of the last word of the unknown name; its first where no end is in sight.

    In a list an "and" written onto a word begins the next item.
    """
    last = at
    stopped = False
    while not stopped and last + 1 < len(words) and last - at + 1 < MOST_WORDS:
        following = last + 1
        gap = text[words[last].end : words[following].start]
        stopped = bool(BREAK.search(gap) or COMMA.search(gap) or QUOTE.search(gap)) or following in taken
        stopped = stopped or _begins_something_else(words[following], lists)
        stopped = stopped or (listed and any(form.clitic == "and" for form in words[following].forms))
        # All words of an English name have capitals, but for the article.
        is_small = not words[following].text[0].isupper() and not words[following].article
        stopped = stopped or (words[at].latin and is_small)
        if not stopped:
            last = following
    ended = stopped or last + 1 >= len(words)
    return last if ended else at


def hit_at(
    text: str,
    words: list[Word],
    at: int,
    taken: set[int],
    lists: MentionWords,
    frame: Frame,
    skipped: int = 0,
) -> Hit | None:
    """The unknown name that begins with a word, cut off at the first word that is none of it.

    Of the first word, ``skipped`` code points are no part of the name (the «و» of a list).
    """
    if not _may_be_named(words[at], lists) or words[at].text[0].isdigit():
        return None
    last = _last_of_name(text, words, at, taken, lists, listed=frame.plural)
    if sum(len(word.key) for word in words[at : last + 1]) < LEAST_LETTERS:
        return None
    while words[last].article and last > at:
        last -= 1
    # A Sorani name bears the «ی» that ties it to what follows.
    end = words[last].end - max((form.dropped for form in words[last].forms[1:]), default=0)
    return Hit(
        first=at,
        last=last,
        start=words[at].start + skipped,
        end=end,
        key=" ".join(word.key for word in words[at : last + 1])[skipped:],
        known=Known(),
        frame=frame,
        clitic="",
        article=words[at].text.startswith(ARTICLE, skipped),
        sentence=words[at].sentence,
        query_start=words[at].start + skipped,
        query_end=end,
        strength=KIND_WORD,
    )


def _may_describe(word: Word) -> bool:
    """Whether a word may be an adjective of «منطقة»: of its gender, or not Arabic."""
    return word.latin or word.text.endswith(FEMININE)


def _is_word(hit: Hit, lists: MentionWords) -> bool:
    """Whether a name has a role of its own in the word lists, so that a frame must speak for it."""
    return bool(lists.roles.get(hit.key, frozenset()))


def _may_be_named(word: Word, lists: MentionWords) -> bool:
    """Whether a word can be the first of an unknown name."""
    has_article = word.forms[0].article
    if word.key in lists.kinds and not has_article:
        return False
    if word.latin and not word.text[0].isupper():
        return False
    roles = lists.roles.get(word.key, frozenset()) & FIRST_STOP_ROLES
    if word.text == ALI:
        return True
    # «البو» begins the names of clans; without its article it is the Sorani word for "for".
    return not roles or (has_article and roles == {"preposition"})


def _begins_something_else(word: Word, lists: MentionWords) -> bool:
    """Whether a word behind a name is no part of it: a preposition, a kind word, an ``and``."""
    return any(_stops(form, lists) for form in word.forms)


def _stops(form: Form, lists: MentionWords) -> bool:
    if form.clitic:
        is_word = form.article or form.key in lists.kinds
        is_word = is_word or bool(lists.roles.get(form.key, frozenset()) & {"preposition", "generic"})
        return form.clitic in {"preposition", "and"} and is_word
    return form.key in lists.kinds or bool(lists.roles.get(form.key, frozenset()) & STOP_ROLES)


def _is_framed(words: list[Word], outer: int, parent: str, lists: MentionWords) -> bool:
    """Whether a preposition before the kind word or a governorate behind makes it a place."""
    if parent:
        return True
    if any(form.clitic == "preposition" for form in words[outer].forms if form.key in lists.kinds):
        return True
    before = outer - 1
    while before >= 0 and (words[before].key == "the" or words[before].key in lists.kinds):
        # «في منطقة شارع X»: the street names the area.
        before -= 1
    return before >= 0 and lists.is_a(words[before].key, "preposition")
