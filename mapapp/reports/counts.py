"""Killed and wounded of one stretch of text: numbers, duals, enumerations, sums, "no casualties".

A cue («مقتل», "wounded", «برینداربوون») takes the people behind it, else those before it; a noun that is
itself the people («قتيلان», "3 dead") takes the number beside it. What follows "including" is part of the
number before it and adds nothing.
"""

from __future__ import annotations

from typing import Final

from mapapp.reports.documents import Document, soft_break
from mapapp.reports.lexicon import Hit
from mapapp.reports.people import People, enumeration_at, people_at
from mapapp.reports.singles import is_subject, object_behind, one_by_name, one_sorani, told_later
from mapapp.reports.stretches import BACK_REACH, Stretch
from mapapp.reports.tolls import Casualties, Count, summed
from mapapp.reports.victims import with_noun

_TOLL_REACH: Final = 16
"""Words between "the death toll" and "to" with its number."""
_TO: Final = frozenset({"الي", "بلغ", "بلغت", "to", "at", "بو", "گهيشته"})
_DENIED_REACH: Final = 3
"""Words behind "without" that are what was denied."""
_OPEN_DENIAL_REACH: Final = 14
"""Words between "did not result in" and what is denied."""
_DENIABLE: Final = {
    "losses": ("killed", "injured"),
    "killed-n": ("killed",),
    "injured-n": ("injured", "killed"),
    "injured-s": ("injured", "killed"),
    "injured-cue": ("injured", "killed"),
}
"""Concept of a denied noun -> what is then 0; a text that denies the wounded has no dead either."""
_FILLERS: Final = frozenset(
    {"يسمي", "يدعي", "اكثر", "ما", "بين", "حتفه", "حتفهم", "مصرعه", "مصرعهم", "كل", "من", "between"}
)
"""Words between a cue and its people that say nothing."""


def casualties_in(document: Document, first: int, last: int) -> Casualties:
    """Killed and wounded that the tokens from ``first`` to before ``last`` state."""
    finder = _Finder(document, first, last)
    tolls = [hit.first for hit in document.between(first, last, "toll")]
    if tolls:
        finder.stretch.toll_from = tolls[0]
    for hit in sorted(
        document.between(first, last, "casualty"), key=lambda found: (found.first, -found.last)
    ):
        finder.take(hit)
    for hit in document.between(first, last, "toll"):
        finder.take_toll(hit)
    return finder.result()


class _Finder:
    """Walks the cues of a stretch in order, giving each its people once."""

    def __init__(self, document: Document, first: int, last: int) -> None:
        self._document = document
        self._first = first
        self._last = last
        self.stretch = Stretch(document, first, last, toll_from=last)
        self._found: dict[str, list[Count]] = {"killed": [], "injured": []}
        self._denied: dict[str, Count] = {}
        self._silent_until = {"killed": first, "injured": first, "body": first}
        self._last_claimed = ""
        self._preliminary = False
        self._bodies: list[Count] = []

    def take(self, hit: Hit) -> None:
        """Let one cue claim its people."""
        what, _, form = hit.concept.partition("-")
        if hit.concept == "including":
            if self._last_claimed:
                self._silent_until[self._last_claimed] = self._including_end(hit.last)
        elif hit.concept == "preliminary":
            self._preliminary = True
        elif hit.concept == "none-open":
            self._deny_behind(hit)
        elif what == "none":
            for name in ("killed", "injured") if form == "both" else (form,):
                self._denied[name] = Count(0, 0, 0, hit.first, hit.last)
            self.stretch.used.update(range(hit.first, hit.last))
            for at in range(hit.last, min(hit.last + _DENIED_REACH, self._last)):
                noun = self._document.at(at, "casualty")
                if noun is not None and not noun.concept.endswith("cue"):
                    self.stretch.used.update(range(noun.first, noun.last))
        elif hit.first >= self._silent_until.get(what, self._first) and not self.stretch.used.intersection(
            range(hit.first, hit.last)
        ):
            if what in {"killed", "injured"}:
                self._claim(what, form, hit)
            elif what == "body":
                self._claim("body", form, hit)

    def _deny_behind(self, hit: Hit) -> None:
        """«لم يسفر الهجوم بطائرة مسيرة … عن إصابات»: the nouns up to the next statement are denied."""
        for at in range(hit.last, min(hit.last + _OPEN_DENIAL_REACH, self._last)):
            noun = self._document.at(at, "casualty")
            if at > hit.last and soft_break(self._document.tokens[at]):
                return
            if noun is None or noun.concept not in _DENIABLE:
                continue
            for name in _DENIABLE[noun.concept]:
                self._denied[name] = Count(0, 0, 0, hit.first, noun.last)
            self.stretch.used.update(range(noun.first, noun.last))

    def take_toll(self, hit: Hit) -> None:
        """«ارتفع عدد الضحايا إلى 12», "the death toll rose to 12", where no noun has claimed the number."""
        if hit.concept not in self._found or any(
            count.value is not None for count in self._found[hit.concept]
        ):
            return
        for at in range(hit.last, min(hit.last + _TOLL_REACH, self._last)):
            if self._document.tokens[at].word not in _TO:
                continue
            people = people_at(self._document, at + 1, self._last)
            if people is not None and people.count is not None:
                self._found[hit.concept].append(self.stretch.count(people, hit))
            return

    def _including_end(self, index: int) -> int:
        """Where the parts of a total end: at the next cue that begins a new statement."""
        for at in range(index, self._last):
            hit = self._document.at(at, "casualty")
            if hit is not None and hit.concept.endswith("cue") and at > index + 1:
                return at
            if at > index and "،" in self._document.tokens[at].gap:
                return at
        return self._last

    def _claim(self, what: str, form: str, hit: Hit) -> None:
        count = self._with_cue(what, hit) if form == "cue" else with_noun(self.stretch, form, hit)
        if count is None:
            return
        self._last_claimed = what
        (self._bodies if what == "body" else self._found[what]).append(count)

    def _with_cue(self, what: str, hit: Hit) -> Count | None:
        document = self._document
        at = hit.last
        while (
            at < self._last and document.tokens[at].word in _FILLERS and document.at(at, "casualty") is None
        ):
            at += 1
        if at < self._last and self._other_cue(at, what):
            return self._shared(what, hit)
        if at < self._last and not (document.language != "ar" and (soft_break(document.tokens[at]))):
            people = enumeration_at(document, at, self._last)
            if people is not None and not self._belongs_to_next(people, what):
                victim = object_behind(self.stretch, hit) if is_subject(self.stretch, people) else None
                return victim or self.stretch.count(people, hit)
        before = self._people_before(hit.first)
        if before is not None:
            return self.stretch.count(before, hit)
        return (
            told_later(self.stretch, hit)
            or object_behind(self.stretch, hit)
            or one_by_name(self.stretch, what, hit)
            or one_sorani(self.stretch, hit)
        )

    def _other_cue(self, at: int, what: str) -> bool:
        """Whether «وإصابة» follows «مقتل» at once: the number behind it is of both together."""
        other = self._document.at(at, "casualty")
        word = self._document.tokens[at].word
        if word in {"and", "و"}:
            other = self._document.at(at + 1, "casualty")
            word = "و"
        return (
            other is not None
            and word[0] == "و"
            and other.concept == ("injured-cue" if what == "killed" else "killed-cue")
            and self._document.language != "en"
        )

    def _shared(self, what: str, hit: Hit) -> Count | None:
        """«مقتل وإصابة 5»: people before are the killed (Sorani), else neither number is known."""
        before = self._people_before(hit.first)
        if before is not None:
            return self.stretch.count(before, hit)
        other = "injured" if what == "killed" else "killed"
        unknown = Count(None, None, None, hit.first, hit.last)
        self._found[other].append(unknown)
        at = hit.last + (1 if self._document.tokens[hit.last].word in {"and", "و"} else 0)
        cue = self._document.at(at, "casualty")
        if cue is not None:
            self.stretch.used.update(range(cue.first, cue.last))
        return unknown

    def _belongs_to_next(self, people: People, what: str) -> bool:
        """Whether an English or Sorani verb right behind the people claims them instead."""
        document = self._document
        if document.language == "ar":
            return False
        for at in range(people.last, min(people.last + 3, self._last)):
            hit = document.at(at, "casualty")
            if hit is not None:
                return hit.concept.endswith("cue") and not hit.concept.startswith(what)
            if document.tokens[at].word in {"and", "و"}:
                return False
        return False

    def _people_before(self, index: int) -> People | None:
        """The last enumeration of people before ``index`` that no other cue has claimed."""
        document = self._document
        at = max(self._first, index - BACK_REACH)
        found: People | None = None
        while at < index:
            inner = document.at(at, "casualty")
            if found is not None and inner is not None and inner.concept == "including":
                return found
            if at in self.stretch.used or (
                document.at(at, "casualty") is not None and at + 1 in self.stretch.used
            ):
                found, at = None, at + 1
                continue
            people = enumeration_at(document, at, index)
            if people is None or people.first in self.stretch.used:
                at += 1
                continue
            if people.count is not None or document.language == "ckb":
                found = people
            at = max(people.last, at + 1)
        if document.language == "ar" and found is not None and index - found.last > 1:
            return None
        return found

    def result(self) -> Casualties:
        """Sums of what was claimed; a denial counts only where nothing else is stated."""
        killed = summed(self._found["killed"] or self._bodies)
        injured = summed(self._found["injured"])
        if killed is None:
            killed = self._denied.get("killed")
        if injured is None:
            injured = self._denied.get("injured")
        return Casualties(self._marked(killed), self._marked(injured))

    def _marked(self, count: Count | None) -> Count | None:
        if count is None or not self._preliminary:
            return count
        return Count(count.value, count.low, None, count.first, count.last, toll=count.toll, preliminary=True)
