"""What lies ahead: announced, called for, threatened or warned of, and so no event of the report's day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mapapp.reports.dates import DateRange
from mapapp.reports.documents import Document, joined_by_and
from mapapp.reports.events import EventFinding

_CALL_REACH: Final = 5
"""Words between a threat or call and the event that it speaks of."""
_PARTING: Final = frozenset(
    {"حتي", "مهددين", "ملوحين", "متوعدين", "محذرين", "ممهلين", "until", "threatening"}
)
"""Words behind which a day ahead is that of something else than of the protest before them."""


def ahead_reason(
    document: Document, hits: Mapping[str, Sequence[int]], event: EventFinding, when: DateRange | None
) -> str | None:
    """Why an event has not happened yet, of "future" and "call"; None where it has.

    ``hits`` are the first tokens of the words of background beside it, by their concept.
    """
    if _is_ahead(document, when):
        return "future"
    return _future(document, hits, event) or _call(hits, event)


def _future(document: Document, hits: Mapping[str, Sequence[int]], event: EventFinding) -> str | None:
    if "future" not in hits:
        return None
    before = [at for at in hits["future"] if at < event.first]
    if event.rule.event_type in {"Protests", "Riots"}:
        behind = [at for at in hits["future"] if at > event.first]
        of_it = behind and not _is_parted(document, event.first + 1, behind[0])
        return "future" if before or of_it else None
    near = any(event.first - at <= _CALL_REACH for at in before)
    return "future" if near or (before and event.rule.weak) else None


def _is_ahead(document: Document, when: DateRange | None) -> bool:
    """Whether the day of an event lies behind that of the report; a day more may be that of another clock."""
    published = document.published
    return when is not None and published is not None and (when.start - published).days > 1


def _is_parted(document: Document, first: int, last: int) -> bool:
    """«تظاهروا | وهددوا بالتصعيد غداً»: whether something else is told before what lies ahead."""
    tokens = document.tokens[first:last]
    return any(joined_by_and(token, document.language) or token.word in _PARTING for token in tokens)


def _call(hits: Mapping[str, Sequence[int]], event: EventFinding) -> str | None:
    if "call" not in hits:
        return None
    before = [at for at in hits["call"] if at < event.first]
    if not before:
        return None
    near = event.first - max(before) <= _CALL_REACH
    planned = event.rule.event_type in {"Protests", "Riots"} or event.rule.weak
    return "call" if near or planned else None
