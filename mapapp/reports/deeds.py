"""Whether an Arabic verb in the active says that the actor beside it did the deed: «قتل تنظيم داعش ثلاثة».

Without vowels «قتل» is "killed" and "was killed". Before or behind a body of men («الجيش», «تنظيم داعش») it
is what they did; beside a single man or counted men («قتل جندي», «قتل مسلحان») what was done to them; before
an uncounted plural in the nominative («قتل مسلحون») again what they did.
"""

from __future__ import annotations

from typing import Final

from mapapp.reports.documents import Document, joined_by_and, soft_break
from mapapp.reports.lexicon import Hit

_NOMINATIVE: Final = "ون"
_MEN: Final = frozenset(
    {"عناصر", "مسلحو", "مقاتلو", "عصابات", "قوه", "خلايا", "افراد", "تنظيم", "ارهابيو", "فلول", "جهاز", "من"}
)
"""Folded words for the men of a body, which may stand between the verb and its name."""
_MEN_REACH: Final = 4
"""Words from such a word to the name: «قوة من عناصر الفرقة»."""
_BEGINNING: Final = frozenset({"حيث", "فيما", "بينما", "عندما", "بعدما", "كما", "ثم", "حين", "بعد", "حينما"})
"""Words behind which a verb comes before its subject."""
_PRESENT: Final = ("ي", "ت")
"""How a verb in the present begins, which behind its subject is rarely a passive."""


def is_subject_of_verb(document: Document, hit: Hit, first: int) -> bool:
    """Whether a verb of violence that begins its clause stands right before the actor at ``hit``."""
    if document.language != "ar" or not _is_body(document, hit):
        return False
    at = hit.first - 1
    while at > max(first, hit.first - _MEN_REACH) and document.tokens[at].word in _MEN:
        at -= 1
    if at < first or not is_deed(document, at) or soft_break(document.tokens[at + 1]):
        return False
    verb = document.tokens[at]
    begins = at == first or soft_break(verb) or joined_by_and(verb, document.language)
    return begins or document.tokens[at - 1].word in _BEGINNING


def has_verb_behind(document: Document, hit: Hit, first: int, last: int) -> bool:
    """Whether the actor at ``hit``, who begins his clause, stands before a verb in the present."""
    if document.language != "ar" or not _is_body(document, hit) or hit.last >= last:
        return False
    begins = hit.first == first or soft_break(document.tokens[hit.first])
    verb = document.tokens[hit.last]
    present = verb.word.startswith(_PRESENT) and not soft_break(verb)
    return begins and present and is_deed(document, hit.last)


def is_deed(document: Document, index: int) -> bool:
    """Whether the word at ``index`` is a verb of violence: «قتل», «استهدفوا»."""
    return document.at(index, "deed") is not None


def _is_body(document: Document, hit: Hit) -> bool:
    """Whether the actor is a body of men or an uncounted plural in the nominative, not a single man."""
    people = [found.concept for found in document.by_first.get(hit.first, ()) if found.family == "person"]
    numbers = set(people) - {"object"}
    word = document.tokens[hit.first].word
    return not numbers or ("n" in numbers and (word.startswith("ال") or word.endswith(_NOMINATIVE)))
