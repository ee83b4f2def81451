"""The tables of a class as a spreadsheet opens them: LibreOffice, without a screen."""

from __future__ import annotations

import codecs
import csv
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graders.authors.classes import command, state
from graders.tests.authors.classes.test_roster import hand_in
from graders.tests.repositories import READS_ALL, REFERENCE, Repository

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="there is no soffice (LibreOffice) here")

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

WAIT_SECONDS = 300
"""For LibreOffice to open four tables, on a machine that has much else to do."""

AS_PRESELECTED = "CSV:44,34,UTF8,1"
"""Commas, double quotes, UTF-8: what its dialog preselects by the byte order mark. Without a screen there is no
dialog, and nothing looks at the mark."""

TRUTHS = {"true": "TRUE", "false": "FALSE"}
"""A spreadsheet knows them, and shows them in its own way."""

FORMULA = "=HYPERLINK(A1)"

ROSTER = (
    f"Name;ID;Login;Email;Section\nZoë Müller;1;zoe;zoe@x;Füchse\n{FORMULA};2;bob;bob@x;-1+2\nŁukasz Ünal;3;lu;l@x;\n"
)


@pytest.fixture
def tables(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """All tables of a class with umlauts, and with what could be taken for formulas."""
    monkeypatch.setattr(state, "graders_digest", lambda: "graders")
    repository.exercise()
    folder = repository.root.parent / "class"
    hand_in(folder, "zoe", REFERENCE)
    hand_in(folder, "bob", READS_ALL)
    hand_in(folder, "Łukasz Ünal", REFERENCE)
    roster = repository.write("roster.csv", ROSTER)
    out = repository.root.parent / "out" / "grades.csv"
    asked = [str(folder), "--out", str(out), "--roster", str(roster), "--assignment", "Übung 1 (77)"]
    assert command.main(asked) == 0
    return [out, *(out.with_suffix("") / f"{name}.csv" for name in ("canvas", "moodle", "spreadsheet"))]


def cells(file: Path) -> list[list[str]]:
    """What a spreadsheet shows of the rows that it opened; none of them may be computed."""
    rows = []
    for row in ElementTree.parse(file).iter(f"{TABLE}table-row"):
        shown: list[str] = []
        for cell in row:
            assert cell.get(f"{TABLE}formula") is None, ElementTree.tostring(cell)
            for space in cell.iter(f"{TEXT}s"):  # it stands for several
                space.text = " " * int(space.get(f"{TEXT}c", "1"))
            text = "\n".join("".join(each.itertext()) for each in cell.iter(f"{TEXT}p"))
            shown += [text] * int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        if any(shown):
            rows.append(shown)
    return rows


def test_libreoffice_opens_every_table_as_it_is(tables: list[Path], tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [
        str(SOFFICE),
        profile,
        "--headless",
        f"--infilter={AS_PRESELECTED}",
        "--convert-to",
        "fods",
        "--outdir",
        str(tmp_path),
        *map(str, tables),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=WAIT_SECONDS)
    every = ""
    for table in tables:
        assert table.read_bytes().startswith(codecs.BOM_UTF8)
        written = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
        found = cells(tmp_path / f"{table.stem}.fods")
        columns = len(written[0])
        shown = [row[:columns] + [""] * (columns - len(row)) for row in found]
        assert shown == [[TRUTHS.get(cell, cell) for cell in row] for row in written]
        assert all(not "".join(row[columns:]) for row in found)
        every += str(found)
    for whole in ("Zoë Müller", "Łukasz Ünal", "Füchse", "Übung 1 (77)", f"'{FORMULA}", "'-1+2"):
        assert whole in every
