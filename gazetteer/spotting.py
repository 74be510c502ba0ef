"""Finds the words of a text that bear a known name and are in a place to be one.

A name that is hardly ever anything else is taken as it stands. One that is also a word, a first name
or a minor village needs the words around it to say that a place is meant; see ``NEEDED``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gazetteer.frames import BREAK, COMMA, FrameReader
from gazetteer.hits import (
    KIND_WORD,
    NO_FRAME,
    PARENT,
    PARENT_WORDS,
    PREPOSITION,
    Hit,
    ends_road,
    is_counted,
    is_day,
    is_kind_word_of,
    is_list_with,
    is_of_building,
    lies_beside,
    parent_behind,
)
from gazetteer.namebook import PLAIN_ARABIC, WITH_ARTICLE, WITHOUT_ARTICLE

if TYPE_CHECKING:
    from gazetteer.namebook import Known, NameBook
    from gazetteer.tokens import Form, Word
    from gazetteer.wordlists import MentionWords

NEEDED = {
    # name -> the least frame it needs. Lower would take words for places, higher miss bare names.
    "notable": NO_FRAME,
    "common": PREPOSITION,
    "ordinary": PARENT,
    "function_word": KIND_WORD,
    # «حسينية الزهراء»: the building bears the name, whatever village has it too.
    "of_building": KIND_WORD + 1,
    # «محافظات جنوبية»: never a name of its own.
    "description": KIND_WORD + 1,
    "familiar": PREPOSITION,
    "minor_long": PREPOSITION,
    "minor_latin": PREPOSITION,
    "minor": PARENT,
    "abroad_large": NO_FRAME,
    "abroad_small": PREPOSITION,
    # «17 تموز»: a day, unless a kind word says that the quarter is meant.
    "day": KIND_WORD,
    # Written with the article where the name has none, or the other way round.
    "wrong_article": PARENT,
    # What looks like a prefix may be the first letter of a word (ورقة is no و and رقة).
    "short_behind_prefix": PARENT,
}
LEAST_LETTERS_BEHIND_PREFIX = 4
"""A shorter name without an article behind و ف ب ل ك is more often the rest of a word."""
SORANI_E = "ێ"
"""Last letter of Sorani names; it ties no kind word to a name, as ی does."""
GAF = "گ"
"""Folded like ك: Sorani «گوتی», he said, is no «الكوت»."""
HEADED = (":", "|", "..", "…")
"""Signs behind the place of what a line tells: «القائم.. مقتل شرطي»."""
HEADING_SIGNS = 8
"""Signs that may stand before the name in a heading."""
LEAST_NESTED_LETTERS = 3
"""A shorter name inside a longer one is no name of its own."""


class Spotter:
    """Spots known names in one text.

    Args:
        text: The document.
        words: All its words.
        book: The known names.
        lists: The word lists.
    """

    def __init__(self, text: str, words: list[Word], book: NameBook, lists: MentionWords) -> None:
        self._text = text
        self._words = words
        self._book = book
        self._lists = lists
        self._frames = FrameReader(text, words, lists)
        # A text all in capitals or in small letters says nothing by its capitals.
        letters = [letter for letter in text[:2000] if "a" <= letter.lower() <= "z"]
        self._cased = any(map(str.isupper, letters)) and any(map(str.islower, letters))

    def hits(self) -> list[Hit]:
        """All names, in order of their start, the longer first; nested ones kept."""
        found: list[Hit] = []
        covered = -1
        begins: dict[str, bool] = {}
        longest = self._book.longest
        for at, word in enumerate(self._words):
            may_begin = begins.get(word.text)
            if may_begin is None:
                may_begin = begins[word.text] = any(form.key in longest for form in word.forms)
            if not may_begin:
                continue
            for hit in self._hits_at(at):
                if hit.last <= covered and not self._is_nested_name(hit, found):
                    continue
                covered = max(covered, hit.last)
                found.append(hit)
        return self._with_strength(found)

    def _hits_at(self, at: int) -> list[Hit]:
        """The names that begin with a word: the longest, and shorter notable ones inside it."""
        word = self._words[at]
        if self._cased and word.latin and not word.text[0].isupper():
            return []
        longest = self._book.longest
        first: list[Hit] = []
        for form in word.forms:
            most = longest.get(form.key)
            if most is None:
                continue
            hits = [
                self._hit(at, last, form, key, known) for last, key, known in self._names_from(at, form, most)
            ]
            # «وبابل» is Babil behind و, not a village Abil behind «وب».
            if any(hit.known.notable for hit in hits):
                return hits
            first = first or hits
        return first

    def _names_from(self, at: int, form: Form, most: int) -> list[tuple[int, str, Known]]:
        """Known names of up to ``most`` words from a word on, the longest first."""
        found = []
        key = form.key
        last = at
        known = self._book.names.get(key)
        if known is not None:
            found.append((at, key, known))
        for _ in range(most - 1):
            following = self._following(last)
            if following is None or (last == at and form.dropped):
                break
            last = following
            found += self._longer(last, key)
            key = f"{key} {self._words[last].key}"
        return [*reversed(found)]

    def _longer(self, last: int, key: str) -> list[tuple[int, str, Known]]:
        for form in self._words[last].forms:
            if form.clitic:
                continue
            longer = f"{key} {form.key}"
            known = self._book.names.get(longer)
            if known is not None:
                return [(last, longer, known)]
        return []

    def _following(self, at: int) -> int | None:
        """Number of the next word of the same name; None where a sign parts them."""
        following = at + 1
        while following < len(self._words) and self._words[following].article:
            following += 1
        if following >= len(self._words):
            return None
        gap = self._text[self._words[at].end : self._words[following].start]
        return None if gap != " " and (BREAK.search(gap) or COMMA.search(gap)) else following

    def _hit(self, first: int, last: int, form: Form, key: str, known: Known) -> Hit:
        start = self._words[first].start + form.skipped
        end = self._words[last].end - self._dropped(first, last, form, key)
        frame = self._frames.frame_of(first, last, form.clitic)
        inner, inner_last = self._inner(first, last, form)
        if (inner, inner_last) != (first, last):
            kind = frame.kind or self._kind_of(first, last, form)
            frame = replace(frame, kind=kind, kind_text="")
        name_start = start if inner == first else self._words[inner].start
        # The article of a Latin name is part of it, as it is in Arabic.
        if inner and self._words[inner - 1].article:
            article = self._words[inner - 1]
            if article.text[0].isupper() or self._text[article.end] in "-‐‑–":
                name_start = article.start
        return Hit(
            first=first,
            last=last,
            start=name_start,
            end=end if inner_last == last else self._words[inner_last].end,
            key=key,
            known=known,
            frame=frame,
            clitic=form.clitic,
            article=form.article,
            sentence=self._words[first].sentence,
            query_start=min(start, name_start),
            query_end=end,
        )

    def _inner(self, first: int, last: int, form: Form) -> tuple[int, int]:
        """First and last word of a name without the kind words at its ends (حقل X النفطي).

        They stay where the rest is the name of a town (مطار أربيل), and in English, where only what
        describes the kind goes (Hamrin range): there they are written as part of the name.
        """
        inner, inner_last = first, last
        is_latin = self._words[last].latin
        while inner < inner_last and not is_latin:
            key = form.key if inner == first else self._words[inner].key
            if key not in self._lists.kinds and not self._lists.is_a(key, "kind_head"):
                break
            inner += 1
        while inner < inner_last and self._lists.is_a(self._words[inner_last].key, "tail"):
            inner_last -= 1
        rest = " ".join(word.key for word in self._words[inner : inner_last + 1])
        known = self._book.names.get(rest)
        is_whole = rest in self._lists.kinds or (known is not None and (known.seat or known.governorate))
        return (first, last) if is_whole or self._lists.is_a(rest, "tail") else (inner, inner_last)

    def _kind_of(self, first: int, last: int, form: Form) -> str:
        keys = [form.key, *(word.key for word in self._words[first + 1 : last + 1])]
        return next((self._lists.kinds[key] for key in keys if key in self._lists.kinds), "")

    def _dropped(self, first: int, last: int, form: Form, key: str) -> int:
        if first == last:
            return form.dropped
        tail = key.rsplit(" ", 1)[-1]
        return next((one.dropped for one in self._words[last].forms if one.key == tail), 0)

    def _is_nested_name(self, hit: Hit, found: list[Hit]) -> bool:
        """Whether a name inside a longer one is a place too (Kirkuk in Kirkuk air base)."""
        outer = next(other for other in reversed(found) if other.last >= hit.last)
        return (
            hit.known.seat
            and outer.known.in_iraq
            and len(hit.key) >= LEAST_NESTED_LETTERS
            and not self._lists.roles.get(hit.key, frozenset()) & {"ordinary", "common"}
        )

    def _with_strength(self, found: list[Hit]) -> list[Hit]:
        """Judge how strongly the surroundings speak for each, lists and parents included."""
        judged: list[Hit] = []
        for position, hit in enumerate(found):
            parent = parent_behind(
                self._text, self._words, hit, found[position + 1 : position + 1 + PARENT_WORDS], self._lists
            )
            frame = hit.frame
            strength = PREPOSITION if frame.preposition or self._heads_a_line(hit) else NO_FRAME
            if parent and frame.locative:
                strength = PARENT
            if frame.kind:
                strength = KIND_WORD
            before = judged[-1] if judged else None
            if before is not None and is_list_with(self._text, self._words, before, hit):
                strength = max(strength, min(before.strength, PREPOSITION))
                if before.frame.plural and not frame.kind:
                    frame = replace(frame, kind=before.frame.kind, kind_text=before.frame.kind_text)
                    frame = replace(frame, plural=True, doubt_role=before.frame.doubt_role)
                    strength = KIND_WORD
            if before is not None and ends_road(self._text, self._words, before, hit):
                strength = max(strength, PREPOSITION)
            hit.frame, hit.strength, hit.parent = frame, strength, parent
            hit.beside = lies_beside(self._words, hit, parent)
            hit.needed = self._needed(hit)
            judged.append(hit)
        kept = [hit for hit in judged if self._is_worth_telling(hit)]
        behind = [*kept[1:], None]
        return [
            hit
            for hit, following in zip(kept, behind[: len(kept)], strict=True)
            if not is_kind_word_of(hit, following, self._lists)
        ]

    def _is_worth_telling(self, hit: Hit) -> bool:
        """Whether a name is a place or might be: one that lacks its frame needs some other ground."""
        if hit.strength >= hit.needed:
            return True
        is_building = self._lists.is_a(hit.key, "facility") and not hit.article
        if hit.needed == NEEDED["of_building"] or is_building or self._is_function_word(hit):
            return False
        return hit.strength >= PREPOSITION and hit.known.notable

    def _is_function_word(self, hit: Hit) -> bool:
        """Whether the name is also a kind word, a preposition or an adjective (حي, شمال, جنوبية)."""
        if self._text[hit.end - 1] == SORANI_E:
            # «پردێ» is a town, «پردی» the bridge of; folded they are one.
            return False
        roles = self._lists.roles.get(hit.key, frozenset())
        return hit.key in self._lists.kinds or bool(roles & {"preposition", "generic"})

    def _heads_a_line(self, hit: Hit) -> bool:
        """Whether a name stands alone before a colon, bar or dots, as the place of what follows."""
        before = self._text[max(0, hit.start - HEADING_SIGNS) : hit.start].rstrip(" \t📍🔴⚡⭕️#*-•")
        behind = self._text[hit.end : hit.end + 3].lstrip()
        return (before[-1] in "\n|" if before else hit.start <= HEADING_SIGNS) and behind.startswith(HEADED)

    def _needed(self, hit: Hit) -> int:
        """The least frame that a name needs, by how it is written, then by what bears it."""
        if is_of_building(self._words, hit, self._lists):
            return NEEDED["of_building"]
        as_written = self._needed_as_written(hit)
        return self._needed_of_bearers(hit) if as_written is None else as_written

    def _needed_as_written(self, hit: Hit) -> int | None:
        known = hit.known
        if self._lists.is_a(hit.key, "generic"):
            return NEEDED["description"]
        roles = self._lists.roles.get(hit.key, frozenset())
        if not hit.article and self._is_plain(hit) and roles & {"preposition", "part"}:
            # «قرى شمال العراق», «تل X»; the sub-district is «ناحية الشمال», the town «الدير».
            return NEEDED["description"]
        if self._is_function_word(hit) or len(hit.key) < LEAST_NESTED_LETTERS:
            return NEEDED["function_word"]
        if known.articles == (WITHOUT_ARTICLE if hit.article else WITH_ARTICLE) and self._is_plain(hit):
            return NEEDED["wrong_article"]
        if is_counted(self._text, self._words, hit):
            return NEEDED["ordinary"]
        if hit.clitic == "like" and not (hit.article or known.seat):
            # «قرية كبيران» is not like Piran; «كبغداد» is like Baghdad.
            return NEEDED["description"]
        if is_day(self._words, hit, self._lists):
            return NEEDED["day"]
        bears_article = known.seat and known.articles & WITH_ARTICLE
        if bears_article and not hit.article and GAF in self._text[hit.start : hit.end]:
            return NEEDED["wrong_article"]
        if hit.clitic and not hit.article and len(hit.key) < LEAST_LETTERS_BEHIND_PREFIX:
            return NEEDED["short_behind_prefix"]
        return None

    def _needed_of_bearers(self, hit: Hit) -> int:
        known = hit.known
        roles = self._lists.roles.get(hit.key, frozenset())
        if roles & {"ordinary", "part"}:
            return NEEDED["ordinary"]
        if "common" in roles:
            # «انفجار عظيم» is a great one; the town is «العظيم».
            bare = "definite" in roles and not hit.article
            return NEEDED["ordinary" if bare else "common"]
        if known.notable and not known.demonym:
            return NEEDED["notable"]
        if known.demonym:
            return NEEDED["wrong_article" if hit.article else "common"]
        if known.familiar:
            return NEEDED["familiar" if hit.last == hit.first else "notable"]
        if known.countries and known.large_abroad:
            return NEEDED["abroad_large"]
        if hit.last > hit.first:
            return NEEDED["abroad_small" if known.countries else "minor_long"]
        return NEEDED["minor_latin" if self._words[hit.first].latin and self._cased else "minor"]

    def _is_plain(self, hit: Hit) -> bool:
        return bool(PLAIN_ARABIC.match(self._text[hit.start : hit.end]))
