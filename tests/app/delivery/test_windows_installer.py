"""The installer for Windows, as far as it goes on Linux: what is laid out, what is refused, what NSIS makes of it."""

import shutil
import struct
import zipfile

import pytest

from app.delivery import windows
from app.delivery.windows import lay_out, machine_of, make_installer, put_python, script_for
from app.door.errors import Refused, Unavailable


def a_program(machine=0x8664):
    return b"MZ" + b"\0" * 58 + struct.pack("<I", 0x40) + b"PE\0\0" + struct.pack("<H", machine) + b"\0" * 32


def packed(tmp_path, names=windows._STARTS, machine=0x8664):
    file = tmp_path / "python-embed-amd64.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, a_program(machine))
    return file


@pytest.fixture
def laid_out(source, tmp_path):
    """What is installed, with a Python and a part that are none."""
    made = tmp_path / "homeward-0.1.0-windows-amd64"
    part = made / "packages" / "app" / "$odd"
    part.mkdir(parents=True)
    (part / "module.py").write_text('"""Ours."""\n', encoding="utf-8")
    put_python(packed(tmp_path), made)
    lay_out(made, source)
    return made


def test_python_finds_the_packages_beside_it_and_nothing_of_the_machines(laid_out):
    assert (laid_out / "python311._pth").read_bytes() == b"python311.zip\r\n.\r\npackages\r\n"
    command = (laid_out / "homeward.cmd").read_bytes()
    assert b'"%~dp0python.exe" -X utf8 -m app %*\r\n' in command
    assert (laid_out / "homeward.ico").read_bytes()[:4] == b"\0\0\1\0"


def test_the_digest_to_compare_is_said(tmp_path, laid_out):
    (said,) = put_python(packed(tmp_path), laid_out)
    assert "Compare with python.org" in said
    assert len(said.split()[-1]) == 65


@pytest.mark.parametrize(
    ("names", "machine", "sentence"),
    [
        (("python.exe",), 0x8664, "isn't Python 3.11's embeddable package"),
        ((*windows._STARTS, "../evil.dll"), 0x8664, "isn't Python 3.11's embeddable package"),
        (windows._STARTS, 0x014C, "is for another processor"),
        (windows._STARTS, 0xAA64, "is for another processor"),
    ],
)
def test_another_package_is_refused(tmp_path, names, machine, sentence):
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(Refused, match=sentence):
        put_python(packed(tmp_path, names, machine), into)
    assert list(into.iterdir()) == []


def test_what_is_no_zip_is_refused(tmp_path):
    file = tmp_path / "python.zip"
    file.write_bytes(b"<html>")
    with pytest.raises(Refused, match="can't be read as a ZIP"):
        put_python(file, tmp_path)


@pytest.mark.parametrize("program", [b"", b"MZ", b"MZ" + b"\0" * 58 + struct.pack("<I", 9999), b"\x7fELF" + b"\0" * 99])
def test_what_is_no_program_of_windows_is_for_no_processor(program):
    assert machine_of(program) == 0


def test_the_uninstaller_takes_away_each_file_that_was_installed_and_no_other(source, laid_out, tmp_path):
    script = script_for(source, laid_out, tmp_path / "setup.exe")
    taken = [line.strip() for line in script.splitlines() if line.strip().startswith(('Delete "$INSTDIR', "RMDir"))]
    files = [each for each in laid_out.rglob("*") if each.is_file()]
    assert len([each for each in taken if each.startswith("Delete")]) == len(files) + 1  # and itself
    assert 'Delete "$INSTDIR\\packages\\app\\$$odd\\module.py"' in taken
    assert taken.index('RMDir "$INSTDIR\\packages\\app"') < taken.index('RMDir "$INSTDIR\\packages"')
    assert "RMDir /r" not in script, "nothing of somebody else's goes along"
    assert "$LOCALAPPDATA\\Homeward" not in script, "records are touched by neither"
    assert "@" not in script.replace("python@", "")


def test_it_needs_no_administrator(source, laid_out, tmp_path):
    script = script_for(source, laid_out, tmp_path / "setup.exe")
    assert "RequestExecutionLevel user" in script
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\Homeward"' in script
    assert "HKLM" not in script


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS isn't installed here: apt-get install nsis")
def test_nsis_makes_the_installer_of_it_without_a_warning(source, laid_out, tmp_path):
    file = make_installer(source, laid_out, tmp_path)
    content = file.read_bytes()
    assert machine_of(content) == 0x014C, "NSIS's own part is for 32 bits, which each Windows runs"
    assert b"Nullsoft" in content
    assert [each.name for each in tmp_path.glob(".*.nsi")] == []


def test_without_nsis_that_is_said(source, laid_out, tmp_path, monkeypatch):
    monkeypatch.setattr(windows.shutil, "which", lambda _name: None)
    with pytest.raises(Unavailable, match="There is no NSIS here"):
        make_installer(source, laid_out, tmp_path)


def test_without_python_all_else_is_laid_out_and_what_is_missing_is_said(source, tmp_path, monkeypatch):
    for name in ("put_parts", "put_program"):
        monkeypatch.setattr(windows, name, lambda *_words: None)
    made = windows.make_windows_folder(source, tmp_path, None)
    assert (made.folder / "homeward.cmd").is_file()
    assert not (made.folder / "python.exe").exists()
    assert "Python itself is missing" in made.said[0]
    assert "--python FILE" in made.said[0]
