"""The folder, its archive and the Debian package, part by part; a whole one is made by `python -m tests.clean_root`."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile

import pytest

from app.delivery import deb, linux
from app.delivery import source as sources
from app.delivery.contents import LINUX, WINDOWS, lock_for
from app.delivery.deb import fill, make_deb
from app.delivery.linux import archive, starter
from app.delivery.source import of_one_moment, run, the_source
from app.door.errors import Unavailable
from tests.app.delivery.conftest import MOMENT, ROOT
from tests.app.test_run_locks import entries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it is made on Linux, for Linux")
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is of Debian and its like")


def test_the_lock_of_what_is_delivered_has_the_parts_of_a_desk_and_its_two_extras():
    desk = {(name, version) for name, version, *_rest in entries("requirements.lock")}
    bundle = {(name, version) for name, version, *_rest in entries("resources/delivery/requirements-bundle.lock")}
    assert {name for name, _version in desk - bundle} == {"setuptools"}
    assert {"keyring", "sqlcipher3"} <= {name for name, _version in bundle - desk}
    dev = {name: version for name, version, *_rest in entries("requirements-dev.lock")}
    assert {(name, version) for name, version in bundle if dev.get(name, version) != version} == set()


@pytest.mark.parametrize(
    ("surroundings", "has", "lacks"),
    [(LINUX, "secretstorage", "pywin32-ctypes"), (WINDOWS, "pywin32-ctypes", "secretstorage")],
)
def test_of_the_lock_each_system_is_given_its_own_lines_whole(surroundings, has, lacks):
    lock = lock_for((ROOT / "resources/delivery/requirements-bundle.lock").read_text(encoding="utf-8"), surroundings)
    names = [line.split("==")[0] for line in lock.splitlines() if not line.startswith(" ")]
    assert (has in names, lacks in names, ";" in lock, "#" in lock) == (True, False, False, False)
    parts = [part for part in lock.replace(" \\\n", " ").splitlines() if part]
    assert len(parts) == len(names)
    assert all("--hash=sha256:" in part and not part.endswith("\\") for part in parts)


def test_what_qt_needs_of_debian_is_what_run_py_asks_for():
    spec = importlib.util.spec_from_file_location("door", ROOT / "run.py")
    door = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(door)
    assert set(deb.QT) == set(door.QT_LIBRARIES.values())
    assert set(deb.SCREEN) == set(door.SCREEN_LIBRARIES.values())
    assert door.lock_of("package") == "requirements-dev.lock"


def test_a_command_starts_this_folders_python_wherever_it_lies_and_through_a_link(tmp_path):
    here = tmp_path / "a folder & ü"
    (here / "bin").mkdir(parents=True)
    speaker = here / "bin" / "python3.11"
    speaker.write_text('#!/bin/sh\nprintf "%s|" "$@"\n', encoding="utf-8")
    for name, is_window in (("homeward", False), ("homeward-window", True)):
        (here / name).write_text(starter("python3.11", is_window=is_window), encoding="utf-8")
        (here / name).chmod(0o755)
    speaker.chmod(0o755)
    (tmp_path / "link").symlink_to(here / "homeward")
    said = subprocess.run([tmp_path / "link", "print", "a b", ""], capture_output=True, check=True).stdout
    assert said == b"-I|-X|utf8|-m|app|print|a b||"
    assert (
        subprocess.run([here / "homeward-window", "x"], capture_output=True, check=True).stdout == b"-I|-X|utf8|-m|app|"
    )


def test_the_archive_of_a_folder_is_the_same_twice_and_belongs_to_nobody(folder):
    of_one_moment(folder, MOMENT)
    first = archive(folder, MOMENT).read_bytes()
    assert archive(folder, MOMENT).read_bytes() == first
    with tarfile.open(folder.with_name(f"{folder.name}.tar.gz")) as tar:
        members = tar.getmembers()
        assert {(each.uid, each.uname, each.mtime) for each in members} == {(0, "root", MOMENT)}
        assert members[0].name == folder.name
        assert tar.getmember(f"{folder.name}/homeward").mode & 0o111


@needs_dpkg
def test_the_package_is_the_same_twice(source, folder, tmp_path):
    first = make_deb(source, folder, tmp_path).read_bytes()
    shutil.copytree(folder, tmp_path / "elsewhere" / folder.name)
    (tmp_path / "out").mkdir()
    assert make_deb(source, tmp_path / "elsewhere" / folder.name, tmp_path / "out").read_bytes() == first


@needs_dpkg
def test_the_package_holds_what_a_desk_needs_and_nothing_in_a_home(source, folder, tmp_path):
    file = make_deb(source, folder, tmp_path)
    listed = said("dpkg-deb", "--contents", file)
    names = {line.split()[5] for line in listed.splitlines()}
    assert {
        "./usr/bin/homeward",
        "./usr/bin/homeward-window",
        "./usr/lib/homeward/bin/python3.11",
        "./usr/share/applications/homeward.desktop",
        "./usr/share/icons/hicolor/scalable/apps/homeward.svg",
        "./usr/share/man/man1/homeward.1.gz",
        "./usr/share/doc/homeward/copyright",
    } <= names
    assert {name.split("/")[1] for name in names if name != "./"} == {"usr"}
    assert {line.split()[1] for line in listed.splitlines()} == {"root/root"}
    assert said("dpkg-deb", "--field", file, "Package", "Version").split() == [
        "Package:",
        "homeward",
        "Version:",
        "0.1.0",
    ]
    depends = said("dpkg-deb", "--field", file, "Depends")
    assert {"libxcb-cursor0", "libegl1"} <= set(depends.strip().split(", "))
    assert depends.startswith("libc6 (>= ")
    size = int(said("dpkg-deb", "--field", file, "Installed-Size"))
    assert 0 < size < 1000
    assert said("dpkg-deb", "--info", file).count("#!/bin/sh") == 2, (
        "no script but the one that looks whether it is open"
    )


@needs_dpkg
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may have dpkg install into a root")
def test_dpkg_installs_it_into_a_root_and_takes_it_away_again_without_the_records(source, folder, tmp_path):
    file, root = make_deb(source, folder, tmp_path), tmp_path / "root"
    (root / "var/lib/dpkg/updates").mkdir(parents=True)
    for name in ("status", "available"):
        (root / "var/lib/dpkg" / name).touch()
    records = root / "home/priya/.local/share/Homeward/homeward.sqlite"
    records.parent.mkdir(parents=True)
    records.write_bytes(b"records")
    dpkg = ["dpkg", f"--root={root}", "--force-depends", "--force-script-chrootless"]
    said(*dpkg, "--install", file)
    assert subprocess.run([root / "usr/bin/homeward"], capture_output=True, check=True).stdout == b"started\n"
    assert said(*dpkg, "--verify", "homeward") == ""
    (root / "usr/lib/homeward/LICENSE").write_bytes(b"changed")
    assert "usr/lib/homeward/LICENSE" in said(*dpkg, "--verify", "homeward")
    said(*dpkg, "--purge", "homeward")
    assert not (root / "usr/lib/homeward").exists()
    assert records.read_bytes() == b"records"


def test_the_desktop_entry_and_the_manual_name_what_is_there(source, folder, tmp_path):
    fill(source, folder, tmp_path / "root")
    entry = (tmp_path / "root/usr/share/applications/homeward.desktop").read_text(encoding="utf-8")
    assert "Exec=homeward-window\nIcon=homeward\n" in entry
    assert 'setDesktopFileName("homeward")' in (ROOT / "app/bootstrap.py").read_text(encoding="utf-8")
    control = (tmp_path / "root/DEBIAN/control").read_text(encoding="utf-8")
    assert "@" not in control.replace("root@localhost", "")


@pytest.mark.parametrize(
    ("name", "words", "is_asked"), [("preinst", "upgrade 0.1.0", True), ("preinst", "install", False)]
)
def test_an_update_is_stopped_while_homeward_is_open_and_says_so(source, folder, tmp_path, name, words, is_asked):
    fill(source, folder, tmp_path / "root")
    script = (tmp_path / "root/DEBIAN" / name).read_text(encoding="utf-8")
    proc = tmp_path / "proc"
    (proc / "4711").mkdir(parents=True)
    (proc / "4711" / "exe").symlink_to("/usr/lib/homeward/bin/python3.11")
    looked = script.replace("/proc/[0-9]*", f"{proc}/[0-9]*").replace("#/proc/", f"#{proc}/")
    done = subprocess.run(["sh", "-c", looked, name, *words.split()], capture_output=True, check=False)
    assert done.returncode == int(is_asked)
    assert (b"still open at this computer (process 4711). Close it" in done.stderr) is is_asked
    (proc / "4711" / "exe").unlink()
    assert subprocess.run(["sh", "-c", looked, name, *words.split()], check=False).returncode == 0


def test_where_dpkg_or_patchelf_is_not_there_that_is_said(source, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(deb.shutil, "which", lambda _name: None)
    with pytest.raises(Unavailable, match="There is no dpkg-deb here"):
        make_deb(source, folder, tmp_path)


def test_a_full_disk_is_said_and_leaves_nothing_half_made(source, tmp_path, monkeypatch):
    def full(_into):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(linux, "put_python", full)
    with pytest.raises(Unavailable, match=r"No space left on device\): it takes 1.5 GB"):
        linux.make_bundle(source, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_without_a_network_its_last_words_and_what_to_do_are_said(tmp_path):
    program = [sys.executable, "-c", "import sys; print('no index'); sys.exit(1)"]
    with pytest.raises(Unavailable, match=r"(?s)no index.*check the network"):
        run(program, "The parts couldn't be fetched: check the network.")
    with pytest.raises(Unavailable, match="can't be started here"):
        run([str(tmp_path / "nowhere")], "It failed.")


def test_the_moment_is_told_from_outside_or_that_of_the_last_commit(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
    assert (the_source().moment, the_source().root) == (MOMENT, ROOT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert the_source().day.year == 1980
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert the_source().day.year >= 2025


def test_an_installed_homeward_says_that_its_source_is_needed(monkeypatch, tmp_path):
    monkeypatch.setattr(sources, "__file__", str(tmp_path / "app" / "delivery" / "source.py"))
    with pytest.raises(Unavailable, match="Packages are made where Homeward's source is"):
        the_source()


def said(*words: object) -> str:
    """What a program says; with its complaint where it fails, but for what `dpkg --verify` finds."""
    done = subprocess.run([str(each) for each in words], capture_output=True, check=False)
    assert done.returncode == 0 or "--verify" in words, done.stderr.decode()
    return done.stdout.decode()


def test_every_command_of_a_folder_has_its_page_of_the_manual(source, folder, tmp_path):
    fill(source, folder, tmp_path / "root")
    pages = {each.name for each in (tmp_path / "root/usr/share/man/man1").iterdir()}
    assert pages == {f"{name}.1.gz" for name in linux.COMMANDS}
