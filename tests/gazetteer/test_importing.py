"""Importing: what is merged, refused, skipped; written whole; twice the same as once."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from gazetteer import Gazetteer, Status
from gazetteer.errors import ImportRefused, UnreadableGazetteer
from gazetteer.importers import read_geonames, read_places_csv, read_whosonfirst
from gazetteer.importing import import_file
from gazetteer.storage import read_corrections

HEADER = "id,name,kind,latitude,longitude,governorate,district,population,alternate_names\n"
VILLAGE = "x:1,Zghaytunah,settlement,35.1,44.1,Kirkuk,Daquq,,زغيتونة|Zighetun\n"


def as_written(governorate: str) -> str:
    return governorate


def write_csv(folder: Path, *lines: str) -> Path:
    path = folder / "places.csv"
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def test_a_table_gives_places_with_kinds_and_scripts(tmp_path: Path) -> None:
    imported = read_places_csv(
        write_csv(tmp_path, VILLAGE, "x:2,Big,settlement,35.2,44.2,Kirkuk,,5000,\n"), as_written
    )

    village, town = imported.places
    assert (village.kind, village.name_ar, village.names) == (
        "village",
        "زغيتونة",
        ("زغيتونة", "Zighetun"),
    )
    assert (town.kind, town.prior > village.prior) == ("town", True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x:2,Swapped,settlement,44.1,35.1,,,,\n", "swapped"),
        ("x:2,Nowhere,settlement,,,,,,\n", "not a number"),
        ("x:2,Far,settlement,51.5,-0.1,,,,\n", "outside Iraq"),
        ("x:2,,settlement,35.1,44.1,,,,\n", "no name"),
        ("x:2,Odd,castle,35.1,44.1,,,,\n", "castle"),
        ("x:2,Many,settlement,35.1,44.1,,,some,\n", "some"),
        ("x:1,Twice,settlement,35.1,44.1,,,,\n", "stood already"),
        ("x:2,Long,settlement,35.1,44.1,,,,,,,\n", "more fields"),
    ],
)
def test_a_broken_line_is_refused_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    imported = read_places_csv(write_csv(tmp_path, VILLAGE, line), as_written)

    assert len(imported.places) == 1
    assert [refused.line for refused in imported.refused] == [3]
    assert message in imported.refused[0].reason


def test_a_file_without_a_needed_column_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("name,lat,lon\nA,1,2\n", encoding="utf-8")

    with pytest.raises(ImportRefused, match="latitude, longitude"):
        read_places_csv(path, as_written)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"\x1f\x8bnot gzip at all"])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(content)

    with pytest.raises(ImportRefused):
        read_places_csv(path, as_written)


def test_a_gzipped_table_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "places.bin"
    path.write_bytes(gzip.compress((HEADER + VILLAGE).encode()))

    assert len(read_places_csv(path, as_written).places) == 1


def wof(number: int, placetype: str, **properties: object) -> str:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [44.1, 35.1]},
        "properties": {
            "wof:id": number,
            "wof:placetype": placetype,
            "wof:name": "Zghaytunah",
            "geom:latitude": 35.1,
            "geom:longitude": 44.1,
            "name:ara_x_preferred": ["زغيتونة"],
            **properties,
        },
    }
    return json.dumps(feature) + "\n"


def test_whosonfirst_skips_what_is_not_current_and_counts_it(tmp_path: Path) -> None:
    path = tmp_path / "wof.geojsonl"
    path.write_text(
        wof(1, "locality")
        + wof(2, "locality", **{"edtf:deprecated": "2018-08-15"})
        + wof(3, "locality", **{"mz:is_current": 0})
        + wof(4, "locality", **{"wof:superseded_by": [1]})
        + wof(5, "locality", **{"mz:is_current": -1, "edtf:deprecated": "uuuu"})
        + "{broken\n",
        encoding="utf-8",
    )

    imported = read_whosonfirst(path, as_written)

    assert [place.place_id for place in imported.places] == ["wof:1", "wof:5"]
    assert imported.skipped == {"deprecated": 1, "not current": 1, "superseded": 1}
    assert [refused.line for refused in imported.refused] == [6]


def test_whosonfirst_keeps_the_polygons_of_districts_and_of_nothing_else(tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[44, 35], [45, 35], [45, 36], [44, 35]]]}
    county, town = json.loads(wof(7, "county")), json.loads(wof(8, "locality"))
    county["geometry"] = town["geometry"] = square
    path = tmp_path / "wof.geojsonl"
    path.write_text(json.dumps(county) + "\n" + json.dumps(town) + "\n", encoding="utf-8")

    assert list(read_whosonfirst(path, as_written).outlines) == ["wof:7"]


def geonames_row(number: int, name: str, code: str, population: int = 0) -> str:
    columns = [""] * 19
    columns[0:8] = [str(number), name, name, "Zighetun", "35.1", "44.1", code[:1], code]
    columns[14] = str(population)
    return "\t".join(columns) + "\n"


def test_geonames_reads_places_with_their_alternate_names(tmp_path: Path) -> None:
    (tmp_path / "IQ.txt").write_text(
        geonames_row(1, "Zghaytunah", "PPL") + geonames_row(2, "Shop", "STOR") + "too\tshort\n",
        encoding="utf-8",
    )
    (tmp_path / "alternateNamesV2.txt").write_text(
        "9\t1\tar\tزغيتونة\n9\t1\tlink\thttps://example.org\n9\t77\tar\tغيره\n", encoding="utf-8"
    )

    imported = read_geonames(tmp_path, as_written)

    assert [place.place_id for place in imported.places] == ["gn:1"]
    assert imported.places[0].names == ("زغيتونة", "Zighetun")
    assert imported.skipped == {"feature code STOR": 1}
    assert [refused.line for refused in imported.refused] == [3]


def test_alternate_names_in_another_encoding_are_refused_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "IQ.txt").write_text(geonames_row(1, "Zghaytunah", "PPL"), encoding="utf-8")
    names = tmp_path / "alternateNamesV2.txt"
    names.write_bytes(b"9\t1\tar\tab\n" + "9\t1\tar\tزغيتونة\n".encode("cp1256"))

    with pytest.raises(ImportRefused, match=r"alternateNamesV2\.txt, after line"):
        read_geonames(tmp_path, as_written)


@pytest.mark.parametrize("damage", [slice(None, -12), slice(30, None)])
def test_a_damaged_archive_is_refused_with_its_name(tmp_path: Path, damage: slice) -> None:
    whole = gzip.compress((HEADER + VILLAGE * 50).encode())
    path = tmp_path / "places.csv.gz"
    path.write_bytes(whole[:10] + whole[10:][damage])

    with pytest.raises(ImportRefused, match=r"places\.csv\.gz"):
        read_places_csv(path, as_written)


def test_an_imported_place_is_found_and_the_built_in_ones_still_are(tmp_path: Path) -> None:
    store = tmp_path / "g.sqlite"
    import_file(write_csv(tmp_path, VILLAGE), "csv", store)

    gazetteer = Gazetteer.open(store)

    assert gazetteer.resolve("Zighetun", within="Kirkuk").candidates[0].place.place_id == "x:1"
    assert gazetteer.resolve("Daqooq").status is Status.RESOLVED


def test_a_place_of_the_built_in_table_is_merged_and_not_doubled(tmp_path: Path, built_in: Gazetteer) -> None:
    daquq = built_in.resolve("Daquq").place
    assert daquq is not None
    line = f"x:9,Daquq,settlement,{daquq.latitude + 0.01},{daquq.longitude},Kirkuk,,,Dakooqan\n"
    far = "x:8,Daquq,settlement,30.5,47.5,Basra,,,Dakooqanfar\n"
    store = tmp_path / "g.sqlite"

    import_file(write_csv(tmp_path, line, far), "csv", store)
    gazetteer = Gazetteer.open(store)

    assert gazetteer.resolve("Dakooqan").place is not None
    assert gazetteer.resolve("Dakooqan").candidates[0].place.place_id == daquq.place_id
    assert len(gazetteer.places) == len(built_in.places) + 1


def test_the_standard_name_of_a_far_town_is_refused_as_an_alias(tmp_path: Path, built_in: Gazetteer) -> None:
    samawah = built_in.resolve("Samawah").place
    assert samawah is not None
    line = (
        f"x:5,Samawah,settlement,{samawah.latitude},{samawah.longitude},Muthanna,,90000,"
        "سامراء|Lipotes vexillifer|Samavah\n"
    )
    store = tmp_path / "g.sqlite"

    import_file(write_csv(tmp_path, line), "csv", store)
    merged = next(p for p in Gazetteer.open(store).places if p.place_id == samawah.place_id)

    assert "سامراء" not in merged.names
    assert "Lipotes vexillifer" not in merged.names
    assert "Samavah" in merged.names


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    store, source = tmp_path / "g.sqlite", write_csv(tmp_path, VILLAGE)
    import_file(source, "csv", store)
    once = store.read_bytes()

    import_file(source, "csv", store)

    assert store.read_bytes() == once


def test_a_failed_import_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    store, source = tmp_path / "g.sqlite", write_csv(tmp_path, VILLAGE)
    import_file(source, "csv", store)
    before = store.read_bytes()
    bad = tmp_path / "bad.csv"
    bad.write_text("nothing\n", encoding="utf-8")

    with pytest.raises(ImportRefused):
        import_file(bad, "csv", store)

    assert store.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "g.sqlite", "places.csv"]


def test_corrections_survive_and_carry_author_and_time(tmp_path: Path) -> None:
    store, source = tmp_path / "g.sqlite", write_csv(tmp_path, VILLAGE)
    import_file(source, "csv", store)
    Gazetteer.open(store).add_alias("Abul Zeit", "x:1", author="Rana")

    import_file(source, "csv", store)

    (correction,) = read_corrections(store)
    assert (correction.author, correction.content) == ("Rana", "Abul Zeit")
    assert correction.created_at.endswith("+00:00")
    assert Gazetteer.open(store).resolve("Abul Zeit").candidates[0].place.place_id == "x:1"


def test_files_that_are_no_gazetteer_are_refused(tmp_path: Path) -> None:
    text, other = tmp_path / "text.sqlite", tmp_path / "other.sqlite"
    text.write_text("no database", encoding="utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()

    for path in (text, other, tmp_path / "missing.sqlite"):
        with pytest.raises(UnreadableGazetteer, match=path.name):
            Gazetteer.open(path)


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "g.sqlite"
    import_file(write_csv(tmp_path, VILLAGE), "csv", store)
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])

    with pytest.raises(UnreadableGazetteer):
        Gazetteer.open(store)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE part SET content = 'text' WHERE name = 'place.name'",
        "UPDATE part SET content = x'00' WHERE name = 'place.latitude'",
        "DELETE FROM part WHERE name = 'index.keys'",
        "UPDATE part SET content = 'text' WHERE name = 'fingerprint'",
        "UPDATE place SET latitude = 'north'; DELETE FROM part",
        "UPDATE place SET names = x'00'; DELETE FROM part",
    ],
)
def test_a_value_of_the_wrong_sort_is_refused_with_the_name_of_the_file(tmp_path: Path, damage: str) -> None:
    store = tmp_path / "g.sqlite"
    import_file(write_csv(tmp_path, VILLAGE), "csv", store)
    connection = sqlite3.connect(store)
    connection.executescript(damage)
    connection.close()

    with pytest.raises(UnreadableGazetteer, match=r"g\.sqlite"):
        Gazetteer.open(store)
