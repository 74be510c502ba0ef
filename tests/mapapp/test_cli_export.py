"""``mapapp export``: exactly the filtered rows in every kind of file, and nothing that a profile hides."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapapp.cli import main
from mapapp.exports import EXPORTS
from mapapp.readers import read_incidents

ROWS = """event_id,date,lat,lon,type,notes,source_url
a,2021-02-22,35.46812,44.39221,IED,a secret note,https://example.org/a
b,2021-02-23,33.31234,44.36123,Fire,another secret,
c,2021-02-24,36.34056,43.13001,IED,=1+1,
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", sorted(EXPORTS))
def test_every_kind_holds_exactly_the_filtered_rows(source: Path, suffix: str) -> None:
    written = source.with_name(f"out{suffix}")
    assert main(["export", str(source), "-o", str(written), "--type", "Explosions/Remote violence"]) == 0
    assert read_incidents(written).frame["event_id"].tolist() == ["a", "c"]


@pytest.mark.parametrize("suffix", sorted(EXPORTS))
def test_a_public_export_holds_no_original_point_note_or_address(source: Path, suffix: str) -> None:
    written = source.with_name(f"out{suffix}")
    manifest = source.with_name("removed.json")
    assert (
        main(["export", str(source), "-o", str(written), "--profile", "public", "--manifest", str(manifest)])
        == 0
    )
    frame = read_incidents(written).frame
    assert len(frame) == 3
    assert not set(frame["latitude"].round(5)) & {35.46812, 33.31234, 36.34056}
    assert frame["notes"].tolist() == [""] * 3
    content = written.read_bytes()
    assert not any(text in content for text in (b"secret", b"example.org", b"35.46812"))
    assert frame["tags"].str.contains("coarsened").all()
    assert "notes" in manifest.read_text("utf-8")


def test_an_internal_export_keeps_all(source: Path) -> None:
    written = source.with_name("out.csv")
    assert main(["export", str(source), "-o", str(written)]) == 0
    assert "a secret note" in written.read_text("utf-8")


def test_an_unknown_profile_is_refused_and_nothing_written(source: Path) -> None:
    written = source.with_name("out.csv")
    assert main(["export", str(source), "-o", str(written), "--profile", "secret"]) == 2
    assert not written.exists()


def test_an_export_that_would_leak_is_not_written(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mapapp import readers

    original = readers.read_incidents(source)
    monkeypatch.setattr(readers, "read_incidents", lambda *_, **__: original)
    written = source.with_name("out.csv")
    assert main(["export", str(source), "-o", str(written), "--profile", "public"]) == 2
    assert not written.exists()


def test_refused_rows_are_written_and_a_mapping_is_saved_and_read(source: Path) -> None:
    source.write_text(ROWS + "d,2021-02-25,99,44,IED,n,\n", encoding="utf-8")
    folder = source.parent
    refused, mapping, out = (str(folder / name) for name in ("refused.csv", "m.yaml", "out.csv"))
    command = ["export", str(source), "-o", out]
    assert main([*command, "--refused", refused, "--save-mapping", mapping]) == 1
    assert len(Path(refused).read_text("utf-8").splitlines()) == 2
    assert main([*command, "--mapping", mapping]) == 1
    assert len(read_incidents(out).frame) == 3


def test_a_database_needs_a_query_to_be_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = "postgresql://ann:s3cret@127.0.0.1:1/none"
    assert main(["import", url, "--db", f"sqlite:///{tmp_path / 'i.db'}"]) == 2
    told = capsys.readouterr().err
    assert "--query" in told
    assert "s3cret" not in told
