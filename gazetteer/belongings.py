"""Values that are derived from a gazetteer, built once and kept on it.

A gazetteer owns what is derived from it, so nothing of the kind is global and nothing outlives it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from gazetteer.resolver import Gazetteer

Derived = TypeVar("Derived")


def belonging(gazetteer: Gazetteer, name: str, build: Callable[[], Derived]) -> Derived:
    """The value kept under ``name``, built on the first call and again after users added something."""
    kept = gazetteer.__dict__.setdefault("_belongings", {})
    revision = gazetteer.revision
    if name not in kept or kept[name][0] != revision:
        kept[name] = (revision, build())
    return cast("Derived", kept[name][1])
