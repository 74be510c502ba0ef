"""Sound forms of names, packed so that many are compared at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gazetteer.normalize.sounds import look_alike
from gazetteer.sound_distance import FORM_LENGTH, SoundCosts, encode, masks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_PART_SOUNDS = 4
"""Sounds that a part of a name must have to stand for the whole."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Lists of name numbers, one after the other in one array."""

    starts: array[int]
    members: array[int]

    def of(self, number: int) -> array[int]:
        """The names of one list."""
        return self.members[self.starts[number] : self.starts[number + 1]]

    @classmethod
    def of_lists(cls, lists: Iterable[Sequence[int]]) -> Postings:
        """Pack lists, in their order."""
        starts, members = array("i", [0]), array("i")
        for one in lists:
            members.extend(one)
            starts.append(len(members))
        return cls(starts, members)


@dataclass(frozen=True, slots=True)
class Forms:
    """Distinct sound forms, those of one skeleton together, and the names that have them."""

    skeletons: NDArray[np.uint32]
    """Consonant classes that forms have, see :func:`gazetteer.sound_distance.masks_of`; each once."""
    starts: NDArray[np.int32]
    """Number of the first form of each skeleton, and behind the last one the number of forms."""
    codes: NDArray[np.uint8]
    """One row a form, FORM_LENGTH wide, padded with 0."""
    pairs: NDArray[np.uint64]
    """Order of the classes, see :func:`gazetteer.sound_distance.masks_of`."""
    latin: NDArray[np.bool_]
    weights: NDArray[np.float32]
    """Sum of what the sounds of a form weigh."""
    partial: NDArray[np.bool_]
    """Whether the form is a part of the name only."""
    names: Postings
    """One name of each place that has the form."""
    looks: dict[str, int]
    """What whole forms that are easily taken for each other have in common -> their list in look_forms."""
    look_forms: Postings
    """Numbers of such forms."""


def forms_of(whole: str, sounds: Sequence[str], *, parts: bool, shortened: bool) -> list[tuple[str, bool]]:
    """Forms of a name, and whether each is a part of it only, or of the standard name."""
    if not whole:
        return []
    found = [(whole, shortened)]
    if parts and len(sounds) > 1:
        pieces = {*sounds, "".join(sounds[:-1]), "".join(sounds[1:])}
        found += [(piece, True) for piece in sorted(pieces - {whole}) if len(piece) >= MIN_PART_SOUNDS]
    return found


def pack_forms(
    forms: dict[tuple[str, bool, bool], list[int]], place_of: Sequence[int], *, looked: bool
) -> Forms:
    """Pack sound forms.

    Args:
        forms: Form, whether it is in Latin letters, and whether it is a part only -> names that have it.
        place_of: Number of the place of each name.
        looked: Whether forms are to be found by what they look like, too.
    """
    # In an order of their own, so that a look gives the same whatever else is in the index.
    sketched = sorted((*masks_of(form), form, latin, partial) for form, latin, partial in forms)
    masks = np.array([mask for mask, *_ in sketched], dtype=np.uint32)
    skeletons, starts = np.unique(masks, return_index=True)
    text = b"".join([encode(form).tobytes().ljust(FORM_LENGTH, b"\0") for _, _, form, _, _ in sketched])
    codes = np.frombuffer(text, dtype=np.uint8).reshape(len(sketched), FORM_LENGTH)
    looks: dict[str, list[int]] = {}
    for number, (_, _, form, _, partial) in enumerate(sketched if looked else ()):
        if not partial:
            looks.setdefault(look_alike(form), []).append(number)
    return Forms(
        skeletons=skeletons,
        starts=np.append(starts, len(sketched)).astype(np.int32),
        codes=codes,
        pairs=np.array([pairs for _, pairs, *_ in sketched], dtype=np.uint64),
        weights=SoundCosts().weight[codes].sum(axis=1, dtype=np.float32),
        latin=np.array([latin for *_, latin, _ in sketched], dtype=np.bool_),
        partial=np.array([partial for *_, partial in sketched], dtype=np.bool_),
        names=Postings.of_lists(
            _first_of_places(forms[form, latin, partial], place_of) for _, _, form, latin, partial in sketched
        ),
        looks=dict(zip(looks, range(len(looks)), strict=True)),
        look_forms=Postings.of_lists(looks.values()),
    )


def _first_of_places(entries: Sequence[int], place_of: Sequence[int]) -> Sequence[int]:
    """The first name of each place: of names that sound just the same, one will do."""
    if len(entries) == 1:
        return entries
    return sorted({place_of[entry]: entry for entry in reversed(entries)}.values())
