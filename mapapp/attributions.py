"""The line that each published data set demands beside its rows, by ``source_dataset``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

ATTRIBUTIONS: Final[Mapping[str, str]] = MappingProxyType({
    "ACLED": "Source: ACLED (acleddata.com); its terms forbid passing raw rows on.",
    "UCDP GED": "Source: UCDP Georeferenced Event Dataset (ucdp.uu.se), CC BY 4.0.",
    "GTD": "Source: START, Global Terrorism Database (start.umd.edu/gtd).",
    "Iraq Body Count": "Source: Iraq Body Count (iraqbodycount.org).",
    "GDELT": "Source: The GDELT Project (gdeltproject.org).",
})  # fmt: skip

BETWEEN_SOURCES: Final = "; "
"""Stands between the data sets, and sources, of an incident that several of them tell."""


def attributions_of(frame: pd.DataFrame) -> list[str]:
    """The lines that an export of ``frame`` must carry, in the order of the table."""
    datasets = {part for text in frame["source_dataset"].unique() for part in text.split(BETWEEN_SOURCES)}
    return [line for dataset, line in ATTRIBUTIONS.items() if dataset in datasets]
