"""Adding an imported file to a gazetteer file: read, merge, index, write whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from gazetteer.building import assemble, columns_of, fingerprint
from gazetteer.collecting import uncollected
from gazetteer.importers import Imported, read_geonames, read_places_csv, read_whosonfirst
from gazetteer.places import Place
from gazetteer.prebuilt import built_in
from gazetteer.scopes import Scopes, standard_governorate
from gazetteer.storage import Stored, read_store, write_store

FORMATS: dict[str, Callable[[Path, Callable[[str], str]], Imported]] = {
    "whosonfirst": read_whosonfirst,
    "geonames": read_geonames,
    "csv": read_places_csv,
}
"""Format as the command names it -> its reader."""


def import_file(path: Path, file_format: str, target: Path) -> Imported:
    """Import a file into a gazetteer file, which is made if there is none.

    A place with the same id replaces the one of an earlier import, so importing twice changes
    nothing.

    Raises:
        ImportRefused: the file as a whole can't be used.
        UnreadableGazetteer: ``target`` is there and is no gazetteer.
    """
    with uncollected():
        return _import(path, file_format, target)


def _import(path: Path, file_format: str, target: Path) -> Imported:
    base = built_in()
    scopes = Scopes(base.places, base.areas_index)
    # The same few governorates stand on thousands of lines.
    known = cache(lambda written: standard_governorate(scopes, written))
    imported = FORMATS[file_format](path, known)
    stored = read_store(target) if target.exists() else Stored(layers={}, outlines={})
    layer: dict[str, Place] = {
        place.place_id: place for place in (*stored.layers.get(file_format, ()), *imported.places)
    }
    merged = Stored(
        layers={
            **stored.layers,
            file_format: tuple(layer[place_id] for place_id in sorted(layer)),
        },
        outlines={**stored.outlines, **imported.outlines},
        corrections=stored.corrections,
    )
    write_store(target, merged, columns_of(assemble(merged.layers, base), fingerprint()))
    return imported
