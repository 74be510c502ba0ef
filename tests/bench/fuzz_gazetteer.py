"""Feeds the gazetteer with texts that a coverage-guided fuzzer makes, and stops at the first crash or hang.

    pip install -e .[fuzz]
    python tests/bench/fuzz_gazetteer.py [--seconds 60]

An error of ``gazetteer.errors`` is an answer; any other exception, and an input that takes more than
HANG_SECONDS, is a fault: atheris prints the input and the traceback and keeps the input in ``crash-...``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

# Run as a script, this file's own folder comes first on the path and would hide the package.
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent]

with atheris.instrument_imports(include=["gazetteer"]):
    from gazetteer import Gazetteer, GazetteerError, fold

HANG_SECONDS = 5
"""For one input of at most MOST_BYTES; the slowest text measured takes 0.05 s."""
MOST_BYTES = 4096


def main() -> None:
    """Run for the seconds asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    gazetteer = Gazetteer.default()

    def feed(content: bytes) -> None:
        given = atheris.FuzzedDataProvider(content)
        text = given.ConsumeUnicode(MOST_BYTES)
        within = given.ConsumeUnicode(40) or None
        latitude, longitude = given.ConsumeFloat(), given.ConsumeFloat()
        for ask in (
            lambda: gazetteer.resolve(text),
            lambda: gazetteer.resolve(text, within=within),
            lambda: gazetteer.resolve_many([text, text[::-1]]),
            lambda: gazetteer.reverse(latitude, longitude),
        ):
            try:
                ask()
            except GazetteerError:
                continue
        fold(text)
        for mention in gazetteer.find(text):
            if text[mention.start : mention.end] != mention.text:
                raise AssertionError(f"{mention.text!r} does not stand at {mention.start} of {text!r}")

    arguments = [sys.argv[0], f"-max_total_time={options.seconds}", f"-max_len={MOST_BYTES}"]
    atheris.Setup([*arguments, f"-timeout={HANG_SECONDS}", "-print_final_stats=1"], feed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
