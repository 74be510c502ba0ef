"""Killed and wounded of one stretch of text: numbers, duals, enumerations, sums, "no casualties".

A cue («مقتل», "wounded", «برینداربوون») takes the people behind it, else those before it; a noun that is
itself the people («قتيلان», "3 dead") takes the number beside it. What follows "including" is part of the
number before it and adds nothing.
"""

from __future__ import annotations

from typing import Final

from mapapp.reports.certainty import up_to_ordinal, with_certainty
from mapapp.reports.denials import denied_at, denied_behind
from mapapp.reports.documents import Document, soft_break
from mapapp.reports.enumerations import OF_THEM, enumeration_at
from mapapp.reports.lexicon import Hit
from mapapp.reports.people import headline_person, people_at
from mapapp.reports.singles import (
    behind_adverb,
    is_subject,
    object_behind,
    one_by_name,
    one_sorani,
    told_later,
)
from mapapp.reports.stretches import Stretch
from mapapp.reports.subjects import (
    CUE_FORMS,
    belongs_to_next,
    clause_end,
    is_cue,
    is_of_arrested,
    people_before,
    refers_back,
)
from mapapp.reports.toll_words import toll_behind
from mapapp.reports.tolls import Casualties, Count, summed
from mapapp.reports.victims import number_before, people_left_so, with_company, with_noun

_FILLERS: Final = frozenset(
    {"يسمي", "يدعي", "المدعو", "الملقب", "المسمي", "ب",
     "اكثر", "ما", "بين", "حتفه", "حتفهم", "حتفها", "مصرعه", "مصرعهم", "مصرعها", "كل", "من",
     "الحياه", "خطيره", "بليغه", "حرجه", "بالغه", "طفيفه", "متوسطه", "مباشره", "between", "all", "of", "off",
     "dead", "to", "death"}
)  # fmt: skip
"""Words between a cue and its people that say nothing."""


_CLAIMING: Final = frozenset({"killed", "injured", "body"})
"""What a cue can say of people, as its concept begins."""
_FINITE: Final = frozenset({"verb", "back"})
"""Forms of cues that are verbs, which never carry the article."""
_WEAK: Final = {"weak": None, "weakb": None, "weak1": 1, "weak2": 2}
"""Words that only hint at the hurt or dead -> of how many they are said where no people stand beside them."""


def _in_order(hit: Hit) -> tuple[int, str, bool, int]:
    """Cues by place, the longest first; "no word on losses" comes before the denial that lies in it."""
    return hit.first, hit.family, hit.concept != "unknown", -hit.last


def read_casualties(document: Document, first: int, last: int) -> Casualties:
    """Killed and wounded that the words from token ``first`` to before ``last`` give, cue by cue."""
    finder = _Finder(document, first, last)
    tolls = [hit.first for hit in document.between(first, last, "toll")]
    if tolls:
        finder.stretch.toll_from = tolls[0]
    hits = [*document.between(first, last, "casualty"), *document.between(first, last, "toll")]
    for hit in hits:
        if hit.concept == "both-n":
            finder.take_both(hit)
    for hit in sorted(hits, key=_in_order):
        if finder.ended:
            break
        if hit.family == "toll":
            finder.take_toll(hit)
        else:
            finder.take(hit)
    finder.take_weak()
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
        self._earlier = False
        self._bodies: list[Count] = []
        self._weak: list[Hit] = []
        self._mentioned: set[int] = set()
        self._shared_out: set[int] = set()
        self.ended = False
        """Whether an older count follows, which is no count of this event."""

    def take(self, hit: Hit) -> None:
        """Let one cue claim its people."""
        what, _, form = hit.concept.partition("-")
        if (self.stretch.used | self._mentioned).intersection(range(hit.first, hit.last)):
            return
        if hit.concept == "including":
            if self._last_claimed:
                self._silent_until[self._last_claimed] = self._including_end(hit.last)
        elif hit.concept == "preliminary":
            self._preliminary = True
        elif hit.concept in {"earlier", "other"}:
            self.ended = hit.concept == "other" or any(self._found.values())
            self._earlier = hit.concept == "earlier" and not any(self._found.values())
        elif hit.concept in {"unknown", "both-n"}:
            self._leave_open(hit)
        elif what in {"mention", "attempt"}:
            self._mentioned.update(range(hit.first, hit.last))
        elif what in _WEAK:
            self._weak.append(hit)
        elif hit.concept == "none-open":
            self._denied |= denied_behind(self.stretch, hit)
        elif what == "none":
            self._denied |= denied_at(self.stretch, hit, form)
        elif hit.first >= self._silent_until.get(what, self._first) and what in _CLAIMING:
            self._claim(what, form, hit)

    def take_both(self, hit: Hit) -> None:
        """«ثلاثة أشخاص بين قتيل وجريح»: the number before is a sum, whatever cue stands before it."""
        before = people_before(self.stretch, hit.first)
        if before is not None and before.last == hit.first:
            self._shared_out.update(range(before.first, before.last))

    def _leave_open(self, hit: Hit) -> None:
        """Losses that are unknown, or told of dead and wounded as one sum: words that count neither."""
        before = number_before(self.stretch, hit.first)
        first = hit.first if before is None else before.first
        self.stretch.used.update(range(first, hit.last))
        if hit.concept == "unknown":
            return
        behind = people_at(self._document, hit.last, self._last) if hit.last < self._last else None
        if behind is not None:
            self.stretch.used.update(range(behind.first, behind.last))
        for counts in self._found.values():
            counts.append(Count(None, None, None, first, hit.last))

    def take_weak(self) -> None:
        """Let words that hint at the hurt or dead claim people where nothing states them."""
        for hit in self._weak:
            form, _, what = hit.concept.partition("-")
            said = _WEAK[form]
            stated = self._found[what] + (self._bodies if what == "killed" else [])
            if any(count.value is not None for count in stated) or self._is_manner(hit):
                continue
            if form == "weakb":
                before = people_before(self.stretch, hit.first)
                count = None if before is None else self.stretch.count(before, hit)
            elif said is not None and hit.last < self._last and self._other_cue(hit.last, what):
                count = None  # «أودى الانفجار بحياته وأصاب أربعة»: the four are not his company.
            else:
                count = self._with_cue(what, hit)
            if count is None and said is not None:
                count = Count(said, said, said, hit.first, hit.last)
            if count is not None:
                self._found[what].append(count)

    def _is_manner(self, hit: Hit) -> bool:
        """«لقوا حتفهم اختناقاً»: an accusative that says how those killed died."""
        dead = any(count.value for count in self._found["killed"])
        return dead and self._document.language == "ar" and self._document.tokens[hit.first].word[-1] == "ا"

    def take_toll(self, hit: Hit) -> None:
        """«ارتفع عدد الضحايا إلى 12», "the death toll rose to 12", where no noun has claimed the number."""
        if hit.concept not in self._found or any(
            count.value is not None for count in self._found[hit.concept]
        ):
            return
        count = toll_behind(self.stretch, hit)
        if count is not None:
            self._found[hit.concept].append(count)

    def _including_end(self, index: int) -> int:
        """Where the parts of a total end: at the next cue that begins a new statement."""
        for at in range(index, self._last):
            hit = self._document.at(at, "casualty")
            if hit is not None and is_cue(hit) and at > index + 1:
                return at
            if at > index and "،" in self._document.tokens[at].gap:
                return at
        return self._last

    def _claim(self, what: str, form: str, hit: Hit) -> None:
        if form in _FINITE and self._document.tokens[hit.first].word.startswith("ال"):
            return  # «حادث التسمم» is no verb.
        if form in _FINITE and is_of_arrested(self.stretch, hit):
            self._silent_until[what] = clause_end(self._document, hit.last, self._last)
            return
        counted = self._bodies if what == "body" else self._found[what]
        if form not in CUE_FORMS and counted and refers_back(self._document, hit):
            return
        if form in CUE_FORMS:
            count = self._with_cue(what, hit)
        elif what == "body":
            count = self._with_body(form, hit)
        else:
            count = self._with_noun(form, hit)
        if count is None or (counted and self._is_part(count)):
            return
        self._last_claimed = what
        (self._bodies if what == "body" else self._found[what]).append(count)

    def _is_part(self, count: Count) -> bool:
        """«إصابة اثنين منهم خطيرة»: so many of those counted before."""
        around = self._document.tokens[count.last - 1 : min(count.last + 1, self._last)]
        return any(token.word in OF_THEM for token in around)

    def _with_body(self, form: str, hit: Hit) -> Count | None:
        """«جثث ثلاثة رجال», "the body of a woman": whose bodies they are, else the noun's own number."""
        before = number_before(self.stretch, hit.first)
        whose = enumeration_at(self._document, hit.last, self._last) if before is None else None
        self.stretch.used.update(range(hit.first, hit.last))
        if whose is not None and whose.count is not None:
            return self.stretch.count(whose, hit)
        return with_noun(self.stretch, form, hit)

    def _with_noun(self, form: str, hit: Hit) -> Count | None:
        """«ثلاث نساء وشاب ضحايا», «سێ هاووڵاتی شەهید»: people right before the noun, else its own number."""
        before = people_left_so(self.stretch, form, hit)
        return with_noun(self.stretch, form, hit) if before is None else self.stretch.count(before, hit)

    def _with_cue(self, what: str, hit: Hit) -> Count | None:
        """The people of a cue: inside it, behind it, before it, or one whom no list knows."""
        document = self._document
        form = hit.concept.partition("-")[2]
        at = hit.last
        while (
            at < self._last and document.tokens[at].word in _FILLERS and document.at(at, "casualty") is None
        ):
            at += 1
        if at < self._last and self._other_cue(at, what):
            return self._shared(what, hit)
        behind = self._people_inside(hit) or self._people_behind(at, what, form, hit)
        if behind is not None:
            return behind
        before = people_before(self.stretch, hit.first, far=form == "back")
        if before is not None:
            return self.stretch.count(with_company(self.stretch, before, hit), hit)
        if form == "back":
            return None
        # «استشهد، اليوم الخميس، آمر الفوج»: the day stands between two commas.
        commas = 2 if at < self._last and soft_break(document.tokens[at]) else self._comma_behind_day(at)
        return (
            told_later(self.stretch, hit)
            or object_behind(self.stretch, hit)
            or one_by_name(self.stretch, what, hit, at)
            or (behind_adverb(self.stretch, at, hit, commas=commas) if form == "verb" else None)
            or one_sorani(self.stretch, hit)
        )

    def _comma_behind_day(self, at: int) -> int:
        """1 for «قتل السبت، مختار …», where a comma stands only behind the day; else 0."""
        behind = at + 1 < self._last and soft_break(self._document.tokens[at + 1])
        return int(behind and any(self._document.at(at, family) for family in ("weekday", "day")))

    def _people_inside(self, hit: Hit) -> Count | None:
        """«يلقى ثلاثة عمال مصرعهم»: the people within a phrase of several words."""
        for at in range(hit.first + 1, hit.last - 1):
            people = enumeration_at(self._document, at, hit.last)
            if people is not None and people.count is not None:
                return self.stretch.count(people, hit)
        return None

    def _people_behind(self, at: int, what: str, form: str, hit: Hit) -> Count | None:
        """The people right behind a cue; behind a verb's own subject the people whom it killed or hurt."""
        document = self._document
        if at >= self._last or at in self._shared_out:
            return None
        broken = soft_break(document.tokens[at]) and document.tokens[at].gap.strip() != '"'
        if broken and document.language != "ar":
            return None
        people = enumeration_at(document, at, self._last) or headline_person(document, at, self._last)
        if people is None or belongs_to_next(self.stretch, people, what):
            return None
        if form == "back" and people.count is None:
            return None
        if is_subject(self.stretch, people) or (form == "verb" and people.count is None):
            commas = 2 if is_subject(self.stretch, people) else 0
            victim = object_behind(self.stretch, hit) or behind_adverb(
                self.stretch, people.last, hit, commas=commas
            )
            if victim is not None:
                return victim
        return self.stretch.count(people, hit)

    def _other_cue(self, at: int, what: str) -> bool:
        """Whether «وإصابة» follows «مقتل» at once: the number behind it is of both together."""
        other = self._document.at(at, "casualty")
        word = self._document.tokens[at].word
        if word in {"and", "و"}:
            other = self._document.at(at + 1, "casualty")
            word = "و"
        behind = None if other is None else people_at(self._document, other.last, self._last)
        if behind is not None and behind.count == 1:
            return False  # «اغتيل وأصيب أحد حراسه»: one can't be both.
        return (
            other is not None
            and word[0] == "و"
            and is_cue(other)
            and other.concept.startswith("injured" if what == "killed" else "killed")
            and self._document.language != "en"
        )

    def _shared(self, what: str, hit: Hit) -> Count | None:
        """«مقتل وإصابة 5»: people before are the killed (Sorani), else neither number is known."""
        before = people_before(self.stretch, hit.first)
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

    def result(self) -> Casualties:
        """Sums of what was claimed; a denial counts only where nothing else is stated."""
        known = any(count.value is not None for count in self._found["killed"])
        killed = summed(self._found["killed"] if known else self._bodies or self._found["killed"])
        injured = summed(self._found["injured"])
        if killed is not None and killed.value is None and injured is not None:
            killed = up_to_ordinal(self._document, killed, injured)
        if killed is None:
            killed = self._denied.get("killed")
        if injured is None:
            injured = self._denied.get("injured")
        return Casualties(
            with_certainty(
                self._document, killed, self._last, preliminary=self._preliminary, earlier=self._earlier
            ),
            with_certainty(
                self._document, injured, self._last, preliminary=self._preliminary, earlier=self._earlier
            ),
        )
