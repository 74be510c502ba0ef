"""Killed and wounded of one stretch of text: numbers, duals, enumerations, sums, "no casualties".

A cue («مقتل», "wounded", «برینداربوون») takes the people behind it, else those before it; a noun that is
itself the people («قتيلان», "3 dead") takes the number beside it. What follows "including" is part of the
number before it and adds nothing.
"""

from __future__ import annotations

import re
from typing import Final

from mapapp.reports.documents import Document, soft_break
from mapapp.reports.lexicon import Hit
from mapapp.reports.numbers import number_at
from mapapp.reports.people import People, enumeration_at, people_at
from mapapp.reports.tolls import Casualties, Count, summed

_TOLL_REACH: Final = 16
"""Words between "the death toll" and "to" with its number."""
_TO: Final = frozenset({"الي", "بلغ", "بلغت", "to", "at", "بو", "گهيشته"})
_DENIED_REACH: Final = 3
"""Words behind "without" that are what was denied."""
_TOTAL_REACH: Final = 4
"""Words between "the number of dead" and its number."""
_BACK_REACH: Final = 14
"""Words that a verb may stand behind its people."""
_PLURAL_ENDINGS: Final = re.compile(r"(?:ون|ين|ات|ان)$")
_SURE_DEATH: Final = frozenset(
    {"مقتل", "استشهاد", "اغتيال", "مصرع", "وفاه", "ارتقاء", "اغتيل", "استشهد", "توفي", "توفيت",
     "استشهدت", "اغتيلت", "قتلت", "مصرعه"}
)  # fmt: skip
"""Verbal nouns behind which an unlisted singular noun or a name is one person."""
_SORANI_ONE: Final = re.compile(r"(?:ي|يه)كي?$")
"""The folded Sorani ending of one indefinite thing."""
_SORANI_REACH: Final = 8
"""Words between a Sorani subject and its verb."""
_FILLERS: Final = frozenset(
    {"يسمي", "يدعي", "اكثر", "ما", "بين", "حتفه", "حتفهم", "مصرعه", "مصرعهم", "كل", "من", "between"}
)
"""Words between a cue and its people that say nothing."""
_NO_PERSON: Final = frozenset(
    {"في", "علي", "من", "الي", "عن", "ابرز", "اهم", "كبار", "اخطر", "بعض", "كل", "ما", "هم", "حيث"}
)


def casualties_in(document: Document, first: int, last: int) -> Casualties:
    """Killed and wounded that the tokens from ``first`` to before ``last`` state."""
    finder = _Finder(document, first, last)
    tolls = [hit.first for hit in document.between(first, last, "toll")]
    if tolls:
        finder.toll_from = tolls[0]
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
        self._used: set[int] = set()
        self._found: dict[str, list[Count]] = {"killed": [], "injured": []}
        self._denied: dict[str, Count] = {}
        self._silent_until = {"killed": first, "injured": first, "body": first}
        self._last_claimed = ""
        self._preliminary = False
        self.toll_from = last
        self._bodies: list[Count] = []

    def take(self, hit: Hit) -> None:
        """Let one cue claim its people."""
        what, _, form = hit.concept.partition("-")
        if hit.concept == "including":
            if self._last_claimed:
                self._silent_until[self._last_claimed] = self._including_end(hit.last)
        elif hit.concept == "preliminary":
            self._preliminary = True
        elif what == "none":
            for name in ("killed", "injured") if form == "both" else (form,):
                self._denied[name] = Count(0, 0, 0, hit.first, hit.last)
            self._used.update(range(hit.first, hit.last))
            for at in range(hit.last, min(hit.last + _DENIED_REACH, self._last)):
                noun = self._document.at(at, "casualty")
                if noun is not None and not noun.concept.endswith("cue"):
                    self._used.update(range(noun.first, noun.last))
        elif hit.first >= self._silent_until.get(what, self._first) and not self._used.intersection(
            range(hit.first, hit.last)
        ):
            if what in {"killed", "injured"}:
                self._claim(what, form, hit)
            elif what == "body":
                self._claim("body", form, hit)

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
                self._found[hit.concept].append(self._count(people, hit))
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
        count = self._with_cue(what, hit) if form == "cue" else self._with_noun(form, hit)
        if count is None:
            return
        self._last_claimed = what
        (self._bodies if what == "body" else self._found[what]).append(count)

    def _count(self, people: People, hit: Hit) -> Count:
        self._used.update(range(people.first, people.last))
        return Count(
            people.count,
            people.low,
            people.high,
            min(people.first, hit.first),
            max(people.last, hit.last),
            toll=hit.first >= self.toll_from,
        )

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
                victim = self._object_behind(hit) if self._is_subject(people) else None
                return victim or self._count(people, hit)
        before = self._people_before(hit.first)
        if before is not None:
            return self._count(before, hit)
        return (
            self._told_later(hit)
            or self._object_behind(hit)
            or self._one_by_name(what, hit)
            or self._one_sorani(hit)
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
            return self._count(before, hit)
        other = "injured" if what == "killed" else "killed"
        unknown = Count(None, None, None, hit.first, hit.last)
        self._found[other].append(unknown)
        at = hit.last + (1 if self._document.tokens[hit.last].word in {"and", "و"} else 0)
        cue = self._document.at(at, "casualty")
        if cue is not None:
            self._used.update(range(cue.first, cue.last))
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
        at = max(self._first, index - _BACK_REACH)
        found: People | None = None
        while at < index:
            if at in self._used or (document.at(at, "casualty") is not None and at + 1 in self._used):
                found, at = None, at + 1
                continue
            people = enumeration_at(document, at, index)
            if people is None or people.first in self._used:
                at += 1
                continue
            if people.count is not None or document.language == "ckb":
                found = people
            at = max(people.last, at + 1)
        if document.language == "ar" and found is not None and index - found.last > 1:
            return None
        return found

    def _is_subject(self, people: People) -> bool:
        """Whether the people behind a verb are those who did it: «اغتال مسلحون …»."""
        word = self._document.tokens[people.last - 1].word
        return people.count is None and word.endswith("ون") and people.last - people.first == 1

    def _told_later(self, hit: Hit) -> Count | None:
        """«مقتل من كان بداخلها وهم ثلاثة»."""
        document = self._document
        for at in range(hit.last, min(hit.last + _TOTAL_REACH * 2, self._last - 1)):
            if document.at(at, "casualty") is not None:
                return None
            if document.tokens[at].word in {"وهم", "هم", "وهما"}:
                people = people_at(document, at + 1, self._last)
                return None if people is None else self._count(people, hit)
        return None

    def _object_behind(self, hit: Hit) -> Count | None:
        """«اغتال مسلحون … ضابطا»: the one killed stands in the accusative behind the subject."""
        document = self._document
        if document.language != "ar":
            return None
        for at in range(hit.last, min(hit.last + _BACK_REACH, self._last)):
            if self._document.at(at, "casualty") is not None:
                return None
            word = document.tokens[at].word
            person = document.at(at, "person")
            accusative = word.endswith("ا") and not word.endswith("ها")
            if person is not None and person.concept == "1" and accusative:
                people = enumeration_at(document, at, self._last)
                return None if people is None else self._count(people, hit)
        return None

    def _one_by_name(self, what: str, hit: Hit) -> Count | None:
        """One person, where a death is told of a name or of a noun that no list knows."""
        document = self._document
        if what == "killed" and hit.last < self._last and document.language == "en":
            return self._one_english(hit)
        if what == "killed" and hit.last < self._last and document.language == "ar":
            token = document.tokens[hit.last]
            verbal_noun = any(form in _SURE_DEATH for form in document.tokens[hit.first].forms)
            listed = any(
                found.family in {"person", "number", "casualty", "event", "kind", "actor", "background"}
                for found in document.by_first.get(hit.last, ())
            )
            if (
                verbal_noun
                and not listed
                and token.word not in _NO_PERSON
                and not _PLURAL_ENDINGS.search(token.word)
                and not soft_break(token)
                and not token.word[0].isdigit()
                and len(token.word) > 2
            ):
                return Count(1, 1, 1, hit.first, hit.last + 1)
        return None

    def _one_english(self, hit: Hit) -> Count | None:
        """One person: a name behind a verb that needs an object, as in "killed Ahmed Hassan"."""
        document = self._document
        token = document.tokens[hit.last]
        listed = any(
            found.family in {"actor", "country", "iraq", "weekday", "month", "kind", "relation"}
            for found in document.by_first.get(hit.last, ())
        )
        active = document.tokens[hit.last - 1].word in {"killed", "killing", "assassinated", "kill"}
        if active and token.capital and not listed and not soft_break(token):
            return Count(1, 1, 1, hit.first, hit.last + 1)
        return None

    def _one_sorani(self, hit: Hit) -> Count | None:
        """«کۆڵبەرێک کوژرا»: a noun that no list knows, with the ending that says "a"."""
        document = self._document
        if document.language != "ckb":
            return None
        for at in range(hit.first - 1, max(self._first, hit.first - _SORANI_REACH) - 1, -1):
            if at in self._used:
                return None
            families = {found.family for found in document.by_first.get(at, ())}
            if families & {"event", "kind", "casualty", "span"}:
                continue
            if _SORANI_ONE.search(document.tokens[at].word):
                return Count(1, 1, 1, at, hit.last)
        return None

    def _with_noun(self, form: str, hit: Hit) -> Count | None:
        """A noun that is itself the people: its dual, the number before it, or the number behind it."""
        document = self._document
        before = self._number_before(hit.first)
        if before is not None:
            return self._count(before, hit)
        if self._counted_already(hit.first) or form == "s":
            return None
        if form in {"1", "2"}:
            between = hit.first > 0 and document.tokens[hit.first - 1].word in {"بين", "ما"}
            value = None if between else int(form)
            return Count(value, value, value, hit.first, hit.last)
        toll = hit.first >= self.toll_from
        reach = _TOTAL_REACH * (2 if toll else 1)
        for at in range(hit.last, min(hit.last + reach, self._last)):
            counted = number_at(document, at)
            if counted is not None and at not in self._used:
                following = people_at(document, at, self._last)
                apart = at > hit.last and self._of_other(counted[1], hit)
                if following is None or apart:
                    break
                return self._count(following, hit)
            if not toll and self._document.at(at, "casualty") is not None:
                break
        if document.tokens[hit.first].word.startswith("ال"):
            return None
        return Count(None, None, None, hit.first, hit.last)

    def _counted_already(self, index: int) -> bool:
        """Whether the number right before ``index`` has been claimed: the noun only repeats it."""
        for at in range(max(self._first, index - 3), index):
            counted = number_at(self._document, at)
            if counted is not None and counted[1] == index and at in self._used:
                return True
        return False

    def _of_other(self, index: int, hit: Hit) -> bool:
        """Whether the number that ends at ``index`` is that of the wounded, for the dead, or the reverse."""
        noun = self._document.at(index, "casualty") if index < self._last else None
        return (
            noun is not None
            and noun.concept.partition("-")[0] in {"killed", "injured"}
            and noun.concept.partition("-")[0] != hit.concept.partition("-")[0]
        )

    def _number_before(self, index: int) -> People | None:
        for at in range(max(self._first, index - 3), index):
            if at in self._used:
                continue
            counted = number_at(self._document, at)
            crossed = (
                counted is not None
                and counted[1] == index - 1
                and self._document.tokens[index - 1].word == "x"
            )
            if counted is not None and crossed:
                return People(at, index, counted[0], counted[0], counted[0])
            if counted is not None and counted[1] == index:
                people = enumeration_at(self._document, max(self._first, at - 2), index)
                if people is not None and people.last == index and people.count == counted[0]:
                    return people
                return People(at, index, counted[0], counted[0], counted[0])
        return None

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
