"""Spots unknown places that a kind word governs from afar: in a list, or before an English kind word.

«قرى X وY», «گوندەکانی X، Y و Z», "Al-Islah village", "between X and Y villages".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gazetteer.frames import BREAK, COMMA, Frame
from gazetteer.hits import KIND_WORD, Hit
from gazetteer.namebook import Known
from gazetteer.unlisted import KINDS_WITH_NAMES, LEAST_LETTERS, MOST_WORDS, SURE_KINDS, hit_at

if TYPE_CHECKING:
    from gazetteer.tokens import Word
    from gazetteer.wordlists import MentionWords

LISTED_TOGETHER = 3
"""Words behind an item, each joined by "and", in which the list is told to lie in something."""
LED_KINDS = frozenset({"area", "neighbourhood"})
"""Kinds whose word a preposition must lead to: "in the X area"."""
MOST_LISTED = 12
"""Items of a list that are read; a longer one is no list of places."""


def named_before_kind(text: str, words: list[Word], hits: list[Hit], lists: MentionWords) -> list[Hit]:
    """Unknown English names before a kind word: "Al-Islah village", "between Qahara and Khasha villages".

    Args:
        text: The document.
        words: All its words.
        hits: The known names, in order.
        lists: The word lists.
    """
    taken = {number for hit in hits for number in range(hit.frame.outer, hit.last + 1)}
    found = []
    named = {word.key for word in words if word.latin}
    kinds = {key for key in named if key in lists.kinds or key == "sub"}
    for at in range(1, len(words)):
        if words[at].key not in kinds:
            continue
        kind = _kind_word(words, at, lists)
        if kind not in SURE_KINDS | LED_KINDS or words[at].text[0].isupper():
            continue
        last = at - 1
        many = lists.is_a(words[at].key, "plural")
        while last >= 0:
            hit = _latin_name_before(text, words, last, taken, lists, Frame(kind, words[at].text, behind=at))
            if hit is None or (kind in LED_KINDS and not _is_led_in(words, hit, lists)):
                break
            found.append(hit)
            taken.update(range(hit.first, hit.last + 1))
            last = hit.first - 1
            if not many or last < 1 or words[last].key != "and":
                break
            last -= 1
    return sorted(found, key=lambda hit: hit.start)


def _kind_word(words: list[Word], at: int, lists: MentionWords) -> str:
    if not words[at].latin:
        return ""
    if words[at].key == "sub" and at + 1 < len(words) and words[at + 1].key == "district":
        return "sub_district"
    return lists.kinds.get(words[at].key, "")


def _is_led_in(words: list[Word], hit: Hit, lists: MentionWords) -> bool:
    """Whether a preposition stands before a name."""
    before = hit.first - 1
    while before > 0 and words[before].key == "the":
        before -= 1
    return before >= 0 and lists.is_a(words[before].key, "preposition")


def _latin_name_before(
    text: str, words: list[Word], last: int, taken: set[int], lists: MentionWords, frame: Frame
) -> Hit | None:
    """The words with capitals that end before a kind word, quotes about them or not."""
    first = last + 1
    while first > 0 and first - 1 > last - MOST_WORDS - 1:
        word = words[first - 1]
        gap = text[word.end : words[first].start] if first < len(words) else ""
        plain = not BREAK.search(gap) and not COMMA.search(gap)
        if not word.latin or first - 1 in taken or not plain:
            break
        if lists.roles.get(word.key) and not word.article:
            break
        if not (word.text[0].isupper() or word.article) or word.key in lists.kinds:
            break
        first -= 1
    # A capital may only begin the sentence.
    starts = first == 0 or words[first - 1].sentence != words[first].sentence if first <= last else True
    if first > last or starts or len(words[last].key) < LEAST_LETTERS:
        return None
    return Hit(
        first=first,
        last=last,
        start=words[first].start,
        end=words[last].end,
        key=" ".join(word.key for word in words[first : last + 1]),
        known=Known(),
        frame=frame,
        clitic="",
        article=words[first].article,
        sentence=words[first].sentence,
        query_start=words[first].start,
        query_end=words[last].end,
        strength=KIND_WORD,
    )


def listed_hits(text: str, words: list[Word], hits: list[Hit], lists: MentionWords) -> list[Hit]:
    """Unknown names in a list that a plural kind word begins: «قرى X وY وZ», «گوندەکانی X، Y و Z».

    Args:
        text: The document.
        words: All its words.
        hits: The names found so far, in order.
        lists: The word lists.
    """
    taken = {number for hit in hits for number in range(hit.frame.outer, hit.last + 1)}
    found = []
    for hit in hits:
        if not hit.frame.plural or hit.frame.kind not in KINDS_WITH_NAMES | {"area"}:
            continue
        last = hit.last
        for _ in range(MOST_LISTED):
            item = _next_item(text, words, last, taken, lists, hit)
            if item is None:
                break
            if item.first not in taken:
                found.append(item)
                taken.update(range(item.first, item.last + 1))
            last = item.last
    return found


def _next_item(
    text: str, words: list[Word], last: int, taken: set[int], lists: MentionWords, head: Hit
) -> Hit | None:
    """The name behind a comma or an "and" in a list; None where the list ends."""
    at = last + 1
    if at >= len(words) or words[at].sentence != head.sentence:
        return None
    gap = text[words[last].end : words[at].start]
    comma = bool(COMMA.search(gap)) and not BREAK.search(gap)
    skipped = 0
    if words[at].key in {"و", "and"} and at + 1 < len(words):
        at += 1
    elif words[at].text.startswith("و") and not words[at].latin and len(words[at].key) > LEAST_LETTERS:
        if comma:
            # «، وقال المصدر»: a new clause, not one more item.
            return None
        skipped = 1
    elif not comma:
        return None
    if at in taken:
        return None
    frame = Frame(head.frame.kind, head.frame.kind_text, plural=True, outer=at)
    item = hit_at(text, words, at, taken, lists, frame, skipped)
    if item is not None:
        item.tentative = not (
            (comma and item.first == item.last and _goes_on(text, words, item.last))
            or _is_second(words, last, head, item, lists)
        )
    return item


def _is_second(words: list[Word], last: int, head: Hit, item: Hit, lists: MentionWords) -> bool:
    """Whether an item is the one that the plural kind word still asks for: «قرى X وY التابعة لـ».

    A verb may follow an "and", and behind a town there need be no second: «قرى الحويجة». So the item is
    definite, or what it and further items are told to lie in follows.
    """
    if last != head.last or head.frame.outer >= head.first or head.known.seat or item.first != item.last:
        return False
    if item.article:
        return True
    for word in words[item.last + 1 : item.last + 1 + LISTED_TOGETHER]:
        if lists.is_a(word.key, "containment") or lists.is_a(word.forms[-1].key, "containment"):
            return True
        if not any(form.clitic == "and" and not form.article for form in word.forms):
            return False
    return False


def _goes_on(text: str, words: list[Word], last: int) -> bool:
    """Whether a comma or an "and" stands right behind a word."""
    at = last + 1
    if at >= len(words):
        return False
    gap = text[words[last].end : words[at].start]
    return bool(COMMA.search(gap)) or words[at].key in {"و", "and"}
