"""``mapapp export``: filtered rows, as a profile lets others see them, in one file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mapapp.cli_sources import load_filtered, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from mapapp.mapping.districts import District
    from mapapp.mapping.profiles import Profile


def export(options: argparse.Namespace, profile: str | Profile, districts: Iterable[District]) -> bool:
    """Write the export; whether every row of the source could be used whole.

    Raises:
        SnapshotError: no such profile, or the written file holds what the profile hides.
        UnknownExport: the suffix names no format that we have.
    """
    from mapapp.exports import write_whole
    from mapapp.handing_on import hand_on

    frame, _, refused, flagged = load_filtered(options)
    handed = hand_on(frame, options.output.name, profile=profile, districts=districts, hxl=options.hxl)
    if options.manifest is not None and handed.manifest:
        options.manifest.write_text(json.dumps(handed.manifest, indent=1) + "\n", encoding="utf-8")
    write_whole(options.output, handed.content)
    print(f"{options.output}: {len(handed.frame):,} incidents")
    for line in handed.attributions:
        say(f"{options.output}: must carry the line: {line}")
    return not (refused or flagged)
