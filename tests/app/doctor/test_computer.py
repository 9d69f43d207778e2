"""What the doctor finds out about a computer: each with what is wrong and how it is mended."""

import os
import sys
from types import SimpleNamespace

import pytest

from app.desk.newest import NOTICE, look_for_it_in
from app.doctor import computer, reader_bridge
from app.doctor.computer import Place
from app.doctor.finding import Stand
from app.door.errors import Unavailable
from reports.layout import fonts


def test_every_font_of_a_paper_is_read_and_one_that_is_gone_is_named(monkeypatch):
    assert computer.fonts_of_papers().stand is Stand.FINE
    read = fonts.resources.read_bytes
    fonts.face.cache_clear()
    monkeypatch.setattr(fonts.resources, "read_bytes", lambda name: b"no font" if "Hebrew-Bold" in name else read(name))
    found = computer.fonts_of_papers()
    fonts.face.cache_clear()
    assert (found.stand, "Hebrew-Bold" in found.says, found.facts) == (Stand.WRONG, True, {"unusable": 1})
    assert found.mend == "Install Homeward again."


@pytest.mark.skipif(os.name != "posix", reason="CUPS is of Linux and the Mac")
@pytest.mark.parametrize(
    ("body", "stand", "says"),
    [
        ("print('Office\\nBüro 2')", Stand.FINE, "Printers: Office, Büro 2."),
        ("", Stand.WORTH_KNOWING, "This account knows no printer."),
        ("sys.exit(1)", Stand.WORTH_KNOWING, "This account knows no printer."),
    ],
)
def test_printers_are_told_by_the_printing_system(tmp_path, monkeypatch, body, stand, says):
    for name in ("lpstat", "lp"):
        program = tmp_path / name
        program.write_text(f"#!{sys.executable} -Xutf8\nimport sys\n{body}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = computer.printers()
    assert (found.stand, found.says) == (stand, says)
    assert "Büro" not in str(found.facts)


@pytest.mark.skipif(os.name != "posix", reason="CUPS is of Linux and the Mac")
def test_without_a_printing_system_that_is_said_and_what_helps(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = computer.printers()
    assert (found.stand, "has no “lpstat”" in found.says, "save papers as PDF" in found.mend) == (
        Stand.WORTH_KNOWING,
        True,
        True,
    )


def test_on_windows_its_own_program_is_asked(monkeypatch):
    asked = []
    monkeypatch.setattr("app.desk.printing.os", SimpleNamespace(name="nt"))
    monkeypatch.setattr("app.desk.printing.shutil.which", lambda name: name)

    def told(words, **_rest):
        asked.append(words)
        return SimpleNamespace(stdout="Büro\r\nPDF\r\n".encode(), returncode=0)

    monkeypatch.setattr("app.desk.printing.subprocess.run", told)
    assert computer.printers_here() == ("Büro", "PDF")
    assert asked[0][0] == "powershell"


@pytest.mark.parametrize(("free", "stand"), [(99, Stand.WRONG), (100, Stand.FINE), (101, Stand.FINE)])
def test_a_disk_has_to_have_the_room_that_is_wanted(monkeypatch, tmp_path, free, stand):
    monkeypatch.setattr(computer.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free * 10**6))
    (found,) = computer.rooms((Place("the log", tmp_path), Place("the records", tmp_path)), 100 * 10**6)
    assert (found.stand, found.facts) == (stand, {"free MB": free, "wanted MB": 100})
    assert bool(found.mend) is (stand is Stand.WRONG)


def test_larger_records_want_more_room(monkeypatch, tmp_path):
    monkeypatch.setattr(computer, "rooms", lambda places, wanted: iter([(places, wanted)]))
    file = tmp_path / "office.sqlite"
    file.write_bytes(b"x" * 1000)
    found = [each for each in computer.about_this_computer(file, tmp_path / "away") if isinstance(each, tuple)]
    assert found[0][1] == 200_000_000 + 3 * 1000
    assert [each.name for each in found[0][0]][-2:] == ["the records", "the backups"]


def test_a_drive_that_is_away_is_said(tmp_path):
    (found,) = computer.rooms((Place("the backups", tmp_path / "away"),), 1)
    assert (found.stand, found.mend) == (Stand.WRONG, "Connect its drive, or choose another folder.")


def test_a_folder_that_cannot_be_written_is_found_by_trying(tmp_path):
    assert computer.writable(Place("its log", tmp_path)).stand is Stand.FINE
    assert list(tmp_path.iterdir()) == []
    found = computer.writable(Place("its log", tmp_path / "away"))
    assert (found.stand, str(tmp_path / "away") in found.says) == (Stand.WRONG, True)


@pytest.mark.parametrize(
    ("priority", "stand"), [(None, Stand.WORTH_KNOWING), (0, Stand.WORTH_KNOWING), (5, Stand.FINE)]
)
def test_a_keyring_counts_where_one_is_open(monkeypatch, priority, stand):
    package = SimpleNamespace(get_keyring=lambda: SimpleNamespace(priority=priority))
    monkeypatch.setattr(computer, "keyring_here", lambda: None if priority is None else package)
    found = computer.keyring()
    assert (found.stand, bool(found.mend)) == (stand, stand is not Stand.FINE)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AT-SPI is of Linux")
@pytest.mark.parametrize(
    ("is_installed", "session", "says"),
    [
        (False, "", "isn't installed"),
        (True, "", "this is none"),
        (True, "unix:path=x", "can reach the window"),
    ],
)
def test_what_carries_a_screen_reader_is_looked_for(monkeypatch, tmp_path, is_installed, session, says):
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session)
    monkeypatch.delenv("AT_SPI_BUS_ADDRESS", raising=False)
    if is_installed:
        service = tmp_path / "dbus-1" / "services" / "org.a11y.Bus.service"
        service.parent.mkdir(parents=True)
        service.touch()
    found = reader_bridge.reader_bridge()
    assert says in found.says
    assert (found.stand is Stand.FINE) is is_installed


def test_a_newer_version_is_told_where_one_was_looked_for(tmp_path):
    assert computer.newer_version().lines() == []
    (tmp_path / NOTICE).write_text('version = "99"\n', encoding="utf-8")
    look_for_it_in(str(tmp_path))
    assert "Homeward 99 is there" in computer.newer_version().says


def test_what_reads_files_is_tried(monkeypatch):
    monkeypatch.setattr(computer, "how_files_are_read", lambda: ("Files: it can't be started.", False))
    assert computer.files().stand is Stand.WRONG


def test_a_printing_system_that_hangs_keeps_nobody_waiting(monkeypatch):
    def hang(*_words, **_rest):
        raise Unavailable("The printing system didn't answer within 10 seconds.")

    monkeypatch.setattr(computer, "printers_here", hang)
    assert "didn't answer" in computer.printers().says


def test_a_computer_that_knows_no_zones_is_said(monkeypatch):
    def unknown(_name):
        raise computer.ZoneInfoNotFoundError

    monkeypatch.setattr(computer, "ZoneInfo", unknown)
    assert computer.zone().stand is Stand.WRONG
