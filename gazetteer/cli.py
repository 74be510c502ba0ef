"""The ``gazetteer`` command: resolve names, find them in text, look up points, import.

Exit status: 0 done; 1 done, but some names or lines were refused (listed on stderr); 2 the request is
wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.errors import GazetteerError

if TYPE_CHECKING:
    from gazetteer.resolver import Gazetteer

DONE, REFUSED, WRONG = 0, 1, 2
DEFAULT_STORE = "gazetteer.sqlite"
"""Where an import goes without ``--to``: the folder the command is run in."""
OUTDATED = (
    "{file} was made with another version of the built-in places, so it is indexed anew each time it is "
    "opened; import its files again to make that fast"
)
"""Said of a file that answers rightly but opens slowly."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; see ``gazetteer --help``."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status: int = options.run(options)
    except BrokenPipeError:
        # The reader of our output went away (head, less): nothing is wrong and nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (GazetteerError, OSError) as error:
        print(f"gazetteer: {error}", file=sys.stderr)
        return WRONG
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gazetteer", description="Place names of Iraq -> coordinates.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    resolve = commands.add_parser("resolve", help="say which place a name means")
    resolve.add_argument("names", nargs="*", metavar="NAME")
    resolve.add_argument("--file", type=Path, help="CSV or XLSX-exported CSV with names to resolve")
    resolve.add_argument("--column", help="column of the names in --file")
    resolve.add_argument("--within", help="governorate or district, by any name")
    resolve.add_argument("--within-column", help="column of the governorate in --file")
    resolve.add_argument("--limit", type=_positive, default=5, help="most candidates told (5)")
    resolve.add_argument("-o", "--output", type=Path, help="file to write; standard output without it")
    resolve.set_defaults(run=_resolve)

    find = commands.add_parser("find", help="find the places that a text names")
    find.add_argument("file", help="text file, or - for standard input")
    find.set_defaults(run=_find)

    reverse = commands.add_parser("reverse", help="say what lies at a point")
    reverse.add_argument("latitude", type=float)
    reverse.add_argument("longitude", type=float)
    reverse.set_defaults(run=_reverse)

    imports = commands.add_parser("import", help="lay a file of places over the built-in table")
    imports.add_argument("format", choices=("whosonfirst", "geonames", "csv"))
    imports.add_argument("path", type=Path)
    imports.add_argument("--to", type=Path, default=Path(DEFAULT_STORE), metavar="DB")
    imports.set_defaults(run=_import)

    stats = commands.add_parser("stats", help="count places by kind and governorate")
    stats.set_defaults(run=_stats)
    for command in (resolve, find, reverse, stats):
        command.add_argument("--json", action="store_true", help="one JSON object a line")
        command.add_argument("--gazetteer", type=Path, metavar="DB", help="an imported gazetteer")
    return parser


def _positive(written: str) -> int:
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{written} is less than 1")
    return number


def _open(options: argparse.Namespace) -> Gazetteer:
    from gazetteer.resolver import Gazetteer

    if not options.gazetteer:
        return Gazetteer.default()
    gazetteer = Gazetteer.open(options.gazetteer)
    if gazetteer.outdated:
        print(f"gazetteer: {OUTDATED.format(file=options.gazetteer)}", file=sys.stderr)
    return gazetteer


def _resolve(options: argparse.Namespace) -> int:
    from gazetteer import reporting

    if options.file and options.names:
        print("gazetteer: give names or --file, not both", file=sys.stderr)
        return WRONG
    if options.file:
        if not options.column:
            print("gazetteer: --file needs --column", file=sys.stderr)
            return WRONG
        refused = reporting.resolve_file(_open(options), options)
        return REFUSED if refused else DONE
    if not options.names:
        print("gazetteer: nothing to resolve; give a NAME or --file", file=sys.stderr)
        return WRONG
    gazetteer = _open(options)
    refused = 0
    for name in options.names:
        answer = gazetteer.resolve(name, within=options.within, limit=options.limit)
        print(reporting.as_json(answer) if options.json else reporting.as_text(answer))
        if answer.status != "resolved":
            refused += 1
            told = f"{answer.status}: {name}: {'; '.join(answer.reasons)}"
            print(reporting.printable(told), file=sys.stderr)
    return REFUSED if refused else DONE


def _find(options: argparse.Namespace) -> int:
    from gazetteer import reporting

    if options.file == "-":
        text = sys.stdin.read()
    else:
        try:
            text = Path(options.file).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            print(f"gazetteer: {options.file} is no UTF-8 text: {error}", file=sys.stderr)
            return WRONG
    unresolved = 0
    for mention in _open(options).find(text):
        print(reporting.mention_json(mention) if options.json else reporting.mention_text(mention))
        if mention.resolution.status != "resolved":
            unresolved += 1
            told = (
                f"{mention.resolution.status}: {mention.text!r} at {mention.start}: "
                f"{'; '.join(mention.resolution.reasons)}"
            )
            print(reporting.printable(told), file=sys.stderr)
    return REFUSED if unresolved else DONE


def _reverse(options: argparse.Namespace) -> int:
    from gazetteer import reporting

    answer = _open(options).reverse(options.latitude, options.longitude)
    print(reporting.as_json(answer) if options.json else reporting.as_text(answer))
    return DONE if answer.status == "resolved" else REFUSED


def _import(options: argparse.Namespace) -> int:
    from gazetteer.importing import import_file

    imported = import_file(options.path, options.format, options.to)
    print(f"{len(imported.places)} places from {options.path} in {options.to}")
    for reason, count in sorted(imported.skipped.items()):
        print(f"skipped {count}: {reason}")
    for line in imported.refused:
        print(f"{options.path}, line {line.line}: {line.reason}", file=sys.stderr)
    return REFUSED if imported.refused else DONE


def _stats(options: argparse.Namespace) -> int:
    from gazetteer import reporting

    print(reporting.stats(_open(options), as_json=options.json))
    return DONE
