"""Making frozen values as fast as plain ones.

A frozen dataclass sets each of its fields through ``object.__setattr__``, which costs five times what a
plain one costs; an answer makes a handful of values, and a data set asks for a hundred thousand answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, make_dataclass
from typing import TypeVar

Value = TypeVar("Value")


def maker_of(kind: type[Value]) -> Callable[..., Value]:
    """A constructor of a frozen dataclass with slots that takes every field, in order.

    It fills a plain twin that has the same slots and hands it over as the frozen one. ``__post_init__`` of
    the frozen class is left out: only for values that are right by their making.

    Raises:
        TypeError: ``kind`` is no dataclass.
    """
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no dataclass")

    def freeze(self: object) -> None:
        self.__class__ = kind

    twin: Callable[..., Value] = make_dataclass(
        kind.__name__,
        [(one.name, one.type) for one in fields(kind)],
        namespace={"__post_init__": freeze},
        slots=True,
    )
    return twin
