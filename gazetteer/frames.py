"""What the words around a name say of it: a kind, a preposition, or that it is no place at all.

«في قضاء X» and "in X province" speak for a place; «العميد X», «لواء X», "X University" against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gazetteer.tokens import ARTICLE

if TYPE_CHECKING:
    from gazetteer.tokens import Word
    from gazetteer.wordlists import MentionWords

BREAK = re.compile(r"[.!?؟۔\n:;؛…|•]")
"""Signs that end what a word before a name can say of it."""
COMMA = re.compile(r"[,،()\[\]]")
"""Signs that end a title or a unit, but not a list."""
APART = re.compile(r"[,،)\]]|[(\[].*[(\[]")
"""Signs that part a kind word from a name: all of those but one bracket or quote about the name."""
VERBAL_NOUNS = frozenset({"إحياء", "لإحياء", "وإحياء", "بإحياء", "ولإحياء", "لاحياء"})
"""Words that fold like «أحياء», quarters, and mean to commemorate."""
ROAD_WORDS = frozenset({"طريق", "سريع", "ريگاي", "ريكاي"})
"""Folded words for a road before its two ends."""
DASHES = frozenset("-–—")
"""Signs between the two ends of a road."""
LOOK_BACK_WORDS = 5
"""How far before a name a title or a unit is looked for; farther ones belong to something else."""
SECTOR_UNKNOWN_WORDS = 3
"""Words of no role that may stand between ``قاطع`` and the name of the sector."""
SECTOR_UNIT_WORDS = 2
"""Words before a unit in which the sector that it holds is looked for."""
HELD_KINDS = frozenset({"district", "sub_district", "village", "area", "neighbourhood"})
"""Kinds whose word says that a sector is the place itself: «في قاطع ناحية X»."""
SELF_GOVERNED = frozenset({"مستقله", "سهربهخو", "سهربهخوي", "independent"})
"""Folded words that make an administration the name of what it governs."""
COMMANDS = frozenset({"عمليات", "operations"})
"""Words behind which a direction is part of the name of a command."""
WINDS_OF_COMMANDS = frozenset({"شرق", "غرب", "شمال", "جنوب"})
DOUBTS = {
    "person": "the name or the office of a person",
    "given_name": "a family name after a first name",
    "unit": "part of the name of a unit or an armed group",
    "sector": "part of the name of a sector of operations, not the town",
    "organisation": "part of the name of an office or organisation",
    "company": "part of the name of a company",
    "channel": "part of the name of a medium",
}
"""Role of a word beside the name -> the doubt in words a user understands."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a name."""

    kind: str = ""
    """Kind asked for by a kind word; empty without one."""
    kind_text: str = ""
    """The kind word as written, without what is written onto it."""
    plural: bool = False
    """The kind word is a dual or plural, so it governs the next names too."""
    preposition: bool = False
    locative: bool = False
    """The preposition is one of place, or a building stands before the name (مستشفى X)."""
    doubt_role: str = ""
    """Key of DOUBTS; empty where nothing speaks against a place."""
    outer: int = 0
    """Number of the first word that belongs to the frame."""
    behind: int = -1
    """Number of the kind word behind the name; -1 for none."""


class FrameReader:
    """Reads frames in one text.

    Args:
        text: The document.
        words: All its words.
        lists: The word lists.
    """

    def __init__(self, text: str, words: list[Word], lists: MentionWords) -> None:
        self._text = text
        self._words = words
        self._lists = lists
        self._roles_read: dict[str, frozenset[str]] = {}
        self._clitics_read: dict[str, str] = {}

    def frame_of(self, first: int, last: int, clitic: str) -> Frame:
        """The frame of the name from word ``first`` to word ``last``, both included."""
        kind, kind_text, outer, key = self.kind_before(first)
        behind = -1
        if not kind:
            kind, kind_text, key = self._kind_after(last)
            behind = last + len(key.split()) if kind else -1
        preposition = locative = clitic == "preposition"
        if outer < first:
            preposition = preposition or self._has_role(outer, "preposition", any_form=True)
            preposition = preposition or self._clitic_of_kind(outer) == "preposition"
        before = self._previous(outer)
        if before is not None:
            # «بتفجير الكرادة»: the prefix leaves the word what it is.
            roles = self._roles(before)
            preposition = preposition or bool(roles & {"preposition", "event", "facility"})
            locative = locative or bool(roles & {"locative", "facility"})
        # «بمحافظة X» and «في X» begin a new thought: what stands before is no title of X.
        is_apart = clitic == "preposition" or self._clitic_of_kind(outer) == "preposition"
        doubt = "" if is_apart else self._doubt_before(outer)
        is_held = doubt == "sector" and kind in HELD_KINDS
        if is_held or (doubt == "organisation" and self._is_self_governed(last)):
            doubt = ""
        doubt = doubt or self._doubt_after(last)
        if not doubt and not kind and not preposition and self._is_full_name(first, last):
            doubt = "person"
        return Frame(
            kind, kind_text, self._lists.is_a(key, "plural"), preposition, locative, doubt, outer, behind
        )

    def kind_before(self, first: int) -> tuple[str, str, int, str]:
        """Kind, kind word as written, number of its word, and its folded form, before a name."""
        at = self._previous(first, stop=APART)
        if at is not None and self._words[at].key in {"of", "called", "named"}:
            at = self._previous(at, stop=COMMA)
            named = None if at is None else self._previous(at, stop=COMMA)
            if named is not None and self._words[named].latin and self._words[named].text[0].isupper():
                # "Ali Sara village of Daquq": the village has its name already.
                return "", "", first, ""
        if at is None:
            return "", "", first, ""
        word = self._words[at]
        for form in word.forms:
            kind = self._lists.kinds.get(form.key)
            if word.latin and form.dropped:
                continue  # "the Kurdistan Region's Duhok province": it owns the next name and is none of it.
            if kind and (not form.article or form.key == "عاصمه") and word.text not in VERBAL_NOUNS:
                return kind, word.text[form.skipped :], at, form.key
        return "", "", first, ""

    def _kind_after(self, last: int) -> tuple[str, str, str]:
        """An English kind word behind a name (Kirkuk province, Hawija sub-district)."""
        at = self._next(last)
        if at is None or not self._words[at].latin:
            return "", "", ""
        word = self._words[at]
        after = self._next(at)
        if word.key == "sub" and after is not None and self._words[after].key.startswith("district"):
            return "sub_district", "sub-district", "sub district"
        kind = self._lists.kinds.get(word.key, "")
        return (kind, word.text, word.key) if kind else ("", "", "")

    def _clitic_of_kind(self, at: int) -> str:
        word = self._words[at]
        clitic = self._clitics_read.get(word.text)
        if clitic is None:
            kinds = self._lists.kinds
            clitic = next((form.clitic for form in word.forms if form.key in kinds), "")
            self._clitics_read[word.text] = clitic
        return clitic

    def _doubt_before(self, outer: int) -> str:
        """The role of a title, unit or office that the name belongs to; empty for none."""
        unknown = 0
        at = outer
        for steps in range(LOOK_BACK_WORDS):
            before = self._previous(at, stop=COMMA)
            if before is None:
                return ""
            roles = self._roles(before)
            if "given_name" in roles and steps == 0:
                return "given_name"
            if unknown:
                roles &= {"sector"}
            for role in ("sector", "unit", "organisation", "company", "channel", "person"):
                if role in roles:
                    return "sector" if role == "unit" and self._is_in_sector(before) else role
            word = self._words[before]
            if steps == 0 and self._is_wind_of_command(before):
                return "unit"
            if word.key != "of" and self._has_role(before, "preposition", any_form=False):
                return ""
            is_inner = word.key in {"of", "the"} or word.key.isdigit() or roles & {"given_name", "inner"}
            if not is_inner:
                unknown += 1
            if unknown > SECTOR_UNKNOWN_WORDS:
                return ""
            at = before
        return ""

    def _is_in_sector(self, at: int) -> bool:
        """Whether a sector is named by a unit: «قاطع عمليات X», «قاطع مقر اللواء 42 - X»."""
        for _ in range(SECTOR_UNIT_WORDS):
            before = self._previous(at, stop=COMMA)
            if before is None:
                return False
            if "sector" in self._roles(before):
                return True
            at = before
        return False

    def _is_wind_of_command(self, at: int) -> bool:
        """Whether a direction belongs to a command: «قيادة عمليات غرب نينوى»."""
        before = self._previous(at, stop=COMMA)
        return (
            self._words[at].key in WINDS_OF_COMMANDS
            and before is not None
            and any(form.key in COMMANDS for form in self._words[before].forms)
        )

    def _is_self_governed(self, last: int) -> bool:
        """Whether «المستقلة» stands behind the name: «إدارة سوران المستقلة» governs a district."""
        at = self._next(last)
        return at is not None and self._words[at].key in SELF_GOVERNED

    def _doubt_after(self, last: int) -> str:
        """The role of an English word behind the name that makes it part of another name."""
        at = self._next(last)
        if at is not None and self._lists.is_a(self._words[at].key, "speech"):
            return "person"
        for steps in range(2):
            if at is None or not self._words[at].latin:
                return ""
            word = self._words[at]
            if steps and not word.text[0].isupper():
                return ""
            for role in ("unit", "organisation", "company", "channel"):
                if self._lists.is_a(word.key, role):
                    return role
            if not word.text[0].isupper():
                return ""
            at = self._next(at)
        return ""

    def _is_full_name(self, first: int, last: int) -> bool:
        """Whether a first name stands before a family name: «صلاح الدين العزاوي»."""
        at = self._next(last)
        if at is None or self._words[at].latin:
            return False
        family = self._words[at].text
        key = " ".join(word.key for word in self._words[first : last + 1])
        return family.startswith(ARTICLE) and family[-1] in "يى" and self._lists.is_a(key, "given_name")

    def _roles(self, at: int) -> frozenset[str]:
        word = self._words[at]
        # A text uses the same few words before its names again and again.
        found = self._roles_read.get(word.text)
        if found is None:
            found = frozenset()
            for form in word.forms:
                if not form.clitic or not found:
                    found |= self._lists.roles.get(form.key, frozenset())
            self._roles_read[word.text] = found
        return found

    def _has_role(self, at: int, role: str, *, any_form: bool) -> bool:
        word = self._words[at]
        roles = self._lists.roles
        if role in roles.get(word.key, ()):
            return True
        return any_form and any(role in roles.get(form.key, ()) for form in word.forms)

    def _previous(self, at: int, stop: re.Pattern[str] = BREAK) -> int | None:
        """Number of the word before, articles left out; None where a sign parts the two."""
        words = self._words
        before = at - 1
        while before >= 0 and words[before].article:
            before -= 1
        if before < 0:
            return None
        gap = self._text[words[before].end : words[at].start]
        # Asked for every word of the text: most gaps are a single space.
        if gap != " " and (BREAK.search(gap) or stop.search(gap)):
            return None
        return before

    def _next(self, at: int) -> int | None:
        """Number of the word behind; None where a sign parts the two."""
        if at + 1 >= len(self._words):
            return None
        gap = self._text[self._words[at].end : self._words[at + 1].start]
        return None if gap != " " and (BREAK.search(gap) or COMMA.search(gap)) else at + 1
