"""The ``mapapp`` command: reports and files in; incidents, a database, a map file or an export out.

Exit status: 0 done; 1 done, but some rows or names were refused, each listed on standard error; 2 the request
is wrong. Heavy imports stand inside the subcommands: a snapshot has 1.5 s in all.
"""

from __future__ import annotations

import argparse
import gc
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mapapp.cli_groups import add_groups_command
from mapapp.cli_sources import DONE, DONE_WITH_REFUSALS, INTERRUPTED, WRONG_REQUEST, load_filtered, say
from mapapp.cli_store import add_store_commands
from mapapp.errors import MapAppError, SnapshotError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mapapp.mapping.districts import District
    from mapapp.mapping.profiles import Profile
    from mapapp.mapping.tiles import PackedTiles


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        with _uncollected():
            status: int = options.run(options)
    except KeyboardInterrupt:
        say("mapapp: stopped; of the file at hand nothing was kept")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (head, less) went away: that is its right, not an error.
        sys.stderr.close()
        return DONE
    except (MapAppError, OSError) as error:
        say(f"mapapp: {error}")
        return WRONG_REQUEST
    except Exception as error:
        from gazetteer.errors import GazetteerError

        if not isinstance(error, GazetteerError):
            raise
        say(f"mapapp: {error}")
        return WRONG_REQUEST
    return status


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection while a command runs: it ends soon, and millions of cells cost a third of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mapapp",
        description="Incidents in Iraq: from reports and files to one shareable map.",
        epilog="Exit status: 0 done, 1 done but some rows or names were refused, 2 wrong request.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    _add_extract(commands)
    importing = add_store_commands(commands)
    _add_reading(importing)

    _add_snapshot(commands)

    verify = commands.add_parser("verify", help="check that map files are whole and unchanged")
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE")
    verify.set_defaults(run=_verify)

    export = commands.add_parser("export", help="file or database -> CSV, XLSX, GeoJSON, GPKG, KML, ...")
    export.add_argument("source", metavar="SOURCE", help="a file or a database URL")
    export.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    export.add_argument("--hxl", action="store_true", help="a row of HXL tags under the header, in CSV")
    _add_sharing(export)
    _add_reading(export)
    _add_filters(export)
    export.set_defaults(run=_export)

    groups = add_groups_command(commands)
    _add_reading(groups)
    _add_filters(groups)

    _add_serve(commands)
    for command in (importing, export, groups):
        _add_gazetteer(command)
    return parser


def _add_extract(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    extract = commands.add_parser("extract", help="text -> incidents, as JSON lines or CSV")
    extract.add_argument("files", nargs="+", metavar="FILE", help="a text file, or - for standard input")
    extract.add_argument("--published", type=_day, metavar="DATE", help="day of publication, ISO")
    forms = extract.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="JSON lines; the default, for scripts to say so")
    forms.add_argument("--csv", action="store_true", help="CSV")
    extract.add_argument("-o", "--output", type=Path, metavar="FILE", help=".jsonl or .csv; default: printed")
    extract.set_defaults(run=_extract)
    _add_gazetteer(extract)


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="the app on this machine, http://localhost:8501")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--db", metavar="URL", default="", help="show this database, and add to it")
    base = serve.add_mutually_exclusive_group()
    base.add_argument("--base-map", default="", metavar="FILE", help="PMTiles over our base map")
    base.add_argument(
        "--tiles", default="", metavar="ADDRESS",
        help="https://.../{z}/{x}/{y}.png: pictures from a tile server, which then sees where you look; "
        "not in snapshots",
    )  # fmt: skip
    serve.add_argument("--base-map-attribution", default="", metavar="TEXT", help="whom they are owed to")
    serve.set_defaults(run=_serve)


def _add_snapshot(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    snapshot = commands.add_parser("snapshot", help="file or database -> one HTML map file")
    snapshot.add_argument("source", metavar="SOURCE", help="a file or a database URL")
    snapshot.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    snapshot.add_argument("--title", default="Incidents in Iraq")
    _add_sharing(snapshot)
    snapshot.add_argument(
        "--base-map", type=Path, metavar="FILE", help="PMTiles over our base map; it travels in the file"
    )
    snapshot.add_argument("--base-map-attribution", default="", metavar="TEXT", help="whom it is owed to")
    snapshot.add_argument("--language", choices=("en", "ar", "ckb"), default="en")
    snapshot.add_argument(
        "--made", type=_day, metavar="DATE",
        help="day that the file states as its own; none by default: same rows, same bytes on any day",
    )  # fmt: skip
    _add_reading(snapshot)
    _add_filters(snapshot)
    snapshot.set_defaults(run=_snapshot)
    _add_gazetteer(snapshot)


def _add_sharing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--profile", default="internal", help="internal, partner, public, or of --profiles")
    command.add_argument("--profiles", type=Path, metavar="FILE", help="YAML file of your own profiles")
    command.add_argument("--manifest", type=Path, metavar="FILE", help="what the profile removed, as JSON")
    command.add_argument(
        "--districts",
        type=Path,
        metavar="FILE",
        help="GeoJSON of district outlines, to sum incidents by and to keep moved points in; default: "
        "those of --gazetteer, if any",
    )


def _add_gazetteer(command: argparse.ArgumentParser) -> None:
    command.add_argument("--gazetteer", type=Path, metavar="DB", help="an imported gazetteer")


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", default="auto", help="auto, csv, acled, ucdp, gtd, ibc, gdelt")
    command.add_argument("--mapping", type=Path, metavar="FILE", help="YAML: which column means what")
    command.add_argument("--save-mapping", type=Path, metavar="FILE", help="write what was recognised as one")
    command.add_argument(
        "--refused", type=Path, metavar="FILE", help="write refused rows as CSV, to be mended"
    )
    command.add_argument("--query", metavar="SQL", help="read the rows of a query; the source is a database")
    command.add_argument(
        "--date-order", choices=("auto", "day-first", "month-first"), default="auto",
        help="how 03/04/2021 is read; auto takes it from the column or refuses",
    )  # fmt: skip
    command.add_argument(
        "--published", type=_day, metavar="DATE", help="of a text file: its day of publication"
    )


def _add_filters(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("filters", "only incidents that pass all of them are written")
    group.add_argument("--from", dest="date_from", type=_day, metavar="DATE")
    group.add_argument("--to", dest="date_to", type=_day, metavar="DATE")
    group.add_argument("--type", action="append", metavar="TYPE", help="event type; may be repeated")
    group.add_argument("--sub-type", action="append", metavar="TYPE")
    group.add_argument("--governorate", action="append", metavar="NAME", help="in any spelling")
    group.add_argument("--precision", action="append", metavar="PRECISION", help="exact, settlement, ...")
    group.add_argument("--text", default="", help="all these words must occur")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2021-02-23") from error


def _extract(options: argparse.Namespace) -> int:
    from mapapp.cli_extract import extract

    any_read, complete = extract(options)
    if not any_read:
        return WRONG_REQUEST
    return DONE if complete else DONE_WITH_REFUSALS


def _snapshot(options: argparse.Namespace) -> int:
    from mapapp.incidents import FROM_TEXT
    from mapapp.snapshot import write_snapshot

    frame, filters, refused, flagged = load_filtered(options)
    profile = _profile(options)
    sources = []
    if "://" not in options.source and options.profile == "internal":
        # The name of a file can say more than a profile lets out.
        published = set(frame["source_dataset"]) - {"", FROM_TEXT}
        sources = [] if published else [Path(options.source).name]
    write_snapshot(
        frame, options.output, title=options.title, sources=sources, profile=profile, refused=refused,
        # Coarser rows may no longer pass the filters that chose them.
        filters=filters if options.profile == "internal" else None,
        language=options.language, manifest=options.manifest, districts=_districts(options),
        tiles=_tiles(options), made=options.made,
    )  # fmt: skip
    print(f"{options.output}: {len(frame):,} incidents, {options.output.stat().st_size / 1e6:.2f} MB")
    return DONE_WITH_REFUSALS if refused or flagged else DONE


def _districts(options: argparse.Namespace) -> tuple[District, ...]:
    if options.districts is None and options.gazetteer is None:
        return ()
    from mapapp.mapping.districts import District, read_districts

    if options.districts is not None:
        return read_districts(options.districts)
    from gazetteer import Gazetteer

    gazetteer = Gazetteer.open(options.gazetteer)
    governorates = {place.name: place.governorate for place in gazetteer.places if place.kind == "district"}
    return tuple(
        District(outline.name, governorates.get(outline.name, ""), outline.polygon)
        for outline in gazetteer.district_outlines
    )


def _tiles(options: argparse.Namespace) -> PackedTiles | None:
    if options.base_map is None:
        return None
    from mapapp.mapping.tiles import read_pmtiles

    return read_pmtiles(options.base_map, options.base_map_attribution)


def _profile(options: argparse.Namespace) -> str | Profile:
    if options.profiles is None:
        name: str = options.profile
        return name
    from mapapp.mapping.profiles import load_profiles

    own = load_profiles(options.profiles)
    if options.profile not in own:
        raise SnapshotError(f"profile {options.profile!r} is none of: {', '.join(own)}")
    return own[options.profile]


def _verify(options: argparse.Namespace) -> int:
    from mapapp.snapshot import verify_snapshot

    for file in options.files:
        document = verify_snapshot(file)
        print(f"{file}: whole, {len(document.frame):,} incidents, SHA-256 {document.sha256}")
    return DONE


def _export(options: argparse.Namespace) -> int:
    from mapapp.cli_export import export

    return DONE if export(options, _profile(options), _districts(options)) else DONE_WITH_REFUSALS


def _serve(options: argparse.Namespace) -> int:
    from mapapp.app.server import serve
    from mapapp.app.settings import Settings

    settings = Settings(options.db, options.base_map, options.tiles, options.base_map_attribution)
    # Asked for now, so that a wrong file or address is said here and not in the page.
    settings.packed_tiles()
    settings.tile_server()
    serve(options.port, settings)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
