"""An export reads the workbook that is there no more often than it must: the parts grow with every year."""

import zipfile
from collections import Counter

import pytest

from app.exchange.tracker import round_trip
from tests.exchange.tracker.deeds import a_change

PROGRAM = "Homeward test"
# The guard counts and measures (2), what stands in it is read (2), a patch finds its letters, its columns and its rows
# and writes them (4), formulas are looked for, and what was written is proved (2).
MOST = 10


@pytest.fixture
def opened(monkeypatch):
    """How often each part of a workbook was opened, whoever opened it."""
    found, open_part = Counter(), zipfile.ZipFile.open

    def counted(package, name, *rest, **told):
        found[name if isinstance(name, str) else name.filename] += 1
        return open_part(package, name, *rest, **told)

    monkeypatch.setattr(zipfile.ZipFile, "open", counted)
    return found


def test_an_export_asks_the_guard_once_and_reads_each_part_no_more_than_it_needs(sqlite_office, tmp_path, opened):
    path = tmp_path / "tracker.xlsx"
    a_change(sqlite_office)
    round_trip.export(sqlite_office.work(), path, program=PROGRAM)
    a_change(sqlite_office)
    opened.clear()
    round_trip.export(sqlite_office.work(), path, program=PROGRAM)
    assert opened["docProps/app.xml"] == 1  # nobody but the guard reads it
    assert opened["xl/worksheets/sheet1.xml"] <= MOST, opened
