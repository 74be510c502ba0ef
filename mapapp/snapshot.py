"""A map document as one HTML file that works anywhere: no server, no network, nothing to hide left in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapapp.errors import SnapshotError
from mapapp.filters import Filters
from mapapp.incidents import conform
from mapapp.mapping import Document, incident_map, read_document, self_contained
from mapapp.mapping.inlining import is_as_made
from mapapp.mapping.profiles import PROFILES, Profile
from mapapp.mapping.sharing import Shared, remaining_filters, share

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pandas as pd

    from mapapp.mapping.districts import District
    from mapapp.mapping.tiles import PackedTiles
    from mapapp.mapping.view import View

render_document = self_contained
"""``render_document(folium_map) -> str``: the self-contained HTML of a Folium map."""


def write_snapshot(
    frame: pd.DataFrame,
    path: str | Path,
    *,
    title: str = "Incidents in Iraq",
    sources: Iterable[str] = (),
    filters: Filters | None = None,
    profile: str | Profile = "internal",
    refused: int = 0,
    made: date | None = None,
    view: View | None = None,
    language: str = "en",
    manifest: str | Path | None = None,
    districts: Iterable[District] = (),
    tiles: PackedTiles | None = None,
) -> Path:
    """Write ``frame`` as a map document to ``path`` and return the path.

    Args:
        frame: an incident frame; all of it travels in the file, as the profile lets it.
        path: of the HTML file; an existing one is replaced.
        title: shown above the map.
        sources: names of the sources.
        filters: what is filtered when the file opens; those that ask for what the profile hides are left out.
        profile: how much is shared: ``internal``, ``partner``, ``public``, or a ``Profile``.
        refused: rows of the input that could not be used; the help in the file says so.
        made: the day that the file states as its own; by default none.
        view: where the file opens, unless the profile moves places.
        language: of the interface.
        districts: outlines to sum incidents by; a profile keeps what it moves inside them.
        tiles: a base map of the user's own, which travels in the file.
        manifest: where to write, as JSON, what the profile removed; by default nowhere.

    Raises:
        SnapshotError: no such profile, a leak, or a need of the network; no file is left then.
    """
    chosen, outlines = _profile(profile), tuple(districts)
    shared = share(frame, chosen, outlines)
    document = incident_map(
        shared.frame, title=title, sources=sources, language=language, districts=outlines, tiles=tiles,
        filters=remaining_filters(filters, chosen), about=_about(chosen, shared, refused, made, view),
    )  # fmt: skip
    written = _write_whole(render_document(document), Path(path), frame, shared)
    _write_manifest(manifest, shared)
    return written


def verify_snapshot(path: str | Path) -> Document:
    """Read a written document again: check what it carries, and its scripts, against the SHA-256 it states.

    Raises:
        SnapshotError: the file is none of ours, is damaged, or its data or its scripts were changed.
    """
    try:
        html = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(f"{path}: can't be read as a map document: {error}") from error
    document = read_document(html)
    if not is_as_made(html):
        raise SnapshotError(f"{path}: a script or a style of the page was changed after the file was made")
    return document


def _profile(named: str | Profile) -> Profile:
    if isinstance(named, Profile):
        return named
    if named not in PROFILES:
        raise SnapshotError(f"profile {named!r} is none of: {', '.join(PROFILES)}")
    return PROFILES[named]


def _about(
    profile: Profile, shared: Shared, refused: int, made: date | None, view: View | None
) -> dict[str, Any]:
    about: dict[str, Any] = {"profile": profile.name, "refused": refused}
    if view is not None and not profile.cell_degrees:
        about["view"] = view.to_message()
    if made is not None:
        about["made"] = made.isoformat()
    if shared.manifest:
        about |= {"coarsening": _sentence(shared), "manifest": shared.manifest}
    return about


def _write_manifest(path: str | Path | None, shared: Shared) -> None:
    if path is not None:
        Path(path).write_text(json.dumps(shared.manifest, indent=1) + "\n", encoding="utf-8")


def _write_whole(html: str, target: Path, original: pd.DataFrame, shared: Shared) -> Path:
    # Under another name until it is known to be whole and to leak nothing.
    written = target.with_name(f".{target.name}.part")
    try:
        written.write_text(html, encoding="utf-8", newline="\n")
        if shared.profile != PROFILES["internal"]:
            _audit(written, original, shared)
        return written.replace(target)
    finally:
        written.unlink(missing_ok=True)


def _audit(written: Path, original: pd.DataFrame, shared: Shared) -> None:
    from mapapp.mapping.auditing import audit

    audit(written.read_text(encoding="utf-8"), conform(original), shared)


def _sentence(shared: Shared) -> str:
    return "; ".join(
        f"{what}: {', '.join(number) if isinstance(number, list) else number}"
        for what, number in shared.manifest.items()
        if what != "profile"
    )
