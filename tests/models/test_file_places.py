"""A database file on a network drive or in a synchronised folder is refused, with the way to a server."""

import ctypes
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import make_url

from app.backups.making import back_up
from app.backups.restoring import restore
from app.door.errors import Unavailable
from app.door.progress import Progress
from app.door.work import in_words
from models import file_places
from models.database import Database
from models.file_places import is_unc, kind_of_drive, unfit_place
from tests.databases import OPENING

A_DISK = SimpleNamespace(GetDriveTypeW=lambda _drive: 3)
A_SHARE = "1 1 0:1 / / rw - cifs //server/share rw"
MOUNTS = """22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
40 22 0:40 / /home/priya/office rw shared:1 - nfs4 server:/office rw
41 22 0:41 / /mnt/team\\040share rw - cifs //server/share rw
42 41 8:2 / /mnt/team\\040share/local rw - xfs /dev/sdb rw
43 22 0:43 / /srv rw - cifs //server/srv rw
44 22 8:3 / /srv rw - ext4 /dev/sdc rw
45 22 0:45 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
"""


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/home/priya/homeward.sqlite", "ext4"),
        ("/home/priya/office/homeward.sqlite", "nfs4"),
        ("/home/priya/office2/homeward.sqlite", "ext4"),
        ("/mnt/team share/homeward.sqlite", "cifs"),
        ("/mnt/team share/local/homeward.sqlite", "xfs"),
        ("/srv/homeward.sqlite", "ext4"),
        ("/run/user/1000/gvfs/smb/homeward.sqlite", "fuse.gvfsd-fuse"),
    ],
)
def test_a_drive_is_known_by_the_mount_that_was_made_last_over_a_path(file, kind):
    assert kind_of_drive(Path(file), MOUNTS) == kind


@pytest.mark.parametrize("mounts", ["", "no list of mounts", "1 2 3 4 - ", " - "])
def test_what_is_no_list_of_mounts_tells_nothing(mounts):
    assert kind_of_drive(Path("/home"), mounts) == ""


@pytest.mark.parametrize(
    ("path", "is_elsewhere"),
    [
        (r"\\server\share\homeward.sqlite", True),
        ("//server/share/homeward.sqlite", True),
        (r"\\?\UNC\server\share\homeward.sqlite", True),
        (r"\\?\C:\Users\Priya\homeward.sqlite", False),
        (r"C:\Users\Priya\homeward.sqlite", False),
        ("/home/priya/homeward.sqlite", False),
    ],
)
def test_a_path_of_another_computer_is_known_by_its_head(path, is_elsewhere):
    assert is_unc(path) is is_elsewhere


@pytest.mark.parametrize(
    ("file", "told", "said"),
    [
        ("/home/priya/OneDrive - Derbyshire/homeward.sqlite", {}, "in a folder that OneDrive synchronises"),
        ("/home/priya/Dropbox/office/homeward.sqlite", {}, "in a folder that Dropbox synchronises"),
        ("/home/priya/OneDrive", {}, ""),
        ("/home/priya/OneDriver/homeward.sqlite", {}, ""),
        ("/home/priya/Council/homeward.sqlite", {"OneDriveCommercial": "/home/priya/Council"}, "OneDrive"),
        ("/home/priya/Councillor/homeward.sqlite", {"OneDriveCommercial": "/home/priya/Council"}, ""),
        ("/home/priya/homeward.sqlite", {"OneDrive": ""}, ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name_or_by_what_windows_says(file, told, said, monkeypatch):
    monkeypatch.setattr(file_places, "_mounts", lambda: "")
    found = unfit_place(Path(file), told)
    assert said in found
    assert bool(found) is bool(said)


class TwoLibraries:
    """Windows' registry as it stands beside two SharePoint libraries and one that was ended."""

    HKEY_CURRENT_USER = "user"
    folders = ("/home/priya/Derbyshire/Dales - Documents", None, "/home/priya/Derbyshire/Rota")

    @staticmethod
    @contextmanager
    def OpenKey(key, name):  # noqa: N802  Windows' name
        yield name if key == "user" else int(name)

    def QueryInfoKey(self, _key):  # noqa: N802
        return (len(self.folders), 0, 0)

    def EnumKey(self, key, number):  # noqa: N802
        assert key == r"Software\SyncEngines\Providers\OneDrive"
        return str(number)

    def QueryValueEx(self, library, name):  # noqa: N802
        if self.folders[library] is None:
            raise FileNotFoundError(name)
        return (self.folders[library], 1)


@pytest.mark.parametrize(
    ("file", "is_there"),
    [
        ("/home/priya/Derbyshire/Dales - Documents/homeward.sqlite", True),
        ("/home/priya/Derbyshire/Rota/2026/homeward.sqlite", True),
        ("/home/priya/Derbyshire/homeward.sqlite", False),
    ],
)
def test_a_sharepoint_library_is_known_by_what_windows_keeps_of_it(file, is_there, monkeypatch):
    monkeypatch.setattr(file_places, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(file_places, "is_unc", lambda _path: False)
    monkeypatch.setitem(sys.modules, "winreg", TwoLibraries())
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=A_DISK), raising=False)
    assert unfit_place(Path(file), {}) == ("in a folder that OneDrive synchronises" if is_there else "")


def test_a_path_with_two_strokes_is_this_computer_s_where_it_isn_t_windows(monkeypatch):
    monkeypatch.setattr(file_places, "_mounts", lambda: "")
    assert unfit_place(Path("//home/priya/homeward.sqlite"), {}) == ""


def test_a_link_to_such_a_place_is_no_way_round(tmp_path, monkeypatch):
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "here").symlink_to(share)
    monkeypatch.setattr(file_places, "_mounts", lambda: f"1 1 0:1 / {share} rw - nfs4 server:/office rw")
    assert unfit_place(tmp_path / "here" / "homeward.sqlite", {}) == "on a network drive (nfs4)"


@pytest.mark.parametrize("may_make", [True, False])
def test_a_database_there_is_neither_opened_nor_made(sqlite_office, tmp_path, monkeypatch, may_make):
    there = Path(make_url(sqlite_office.database.url).database) if not may_make else tmp_path / "new.sqlite"
    before = there.read_bytes() if there.exists() else None
    monkeypatch.setattr(file_places, "_mounts", lambda: A_SHARE)
    database = Database(f"sqlite:///{there}", lambda: OPENING, may_make=may_make)
    with pytest.raises(Unavailable, match=r"on a network drive \(cifs\).*PostgreSQL server.*copy-to"), in_words():
        database.reading().connection()
    database.close()
    assert (there.read_bytes() if there.exists() else None) == before


def test_no_backup_is_restored_there(sqlite_office, tmp_path, monkeypatch):
    (tmp_path / "backups").mkdir()
    made = back_up(sqlite_office.database, tmp_path / "backups", OPENING, Progress()).file
    monkeypatch.setattr(file_places, "_mounts", lambda: A_SHARE)
    with pytest.raises(Unavailable, match="on a network drive"):
        restore(made, tmp_path / "new.sqlite", OPENING, Progress())
    assert not (tmp_path / "new.sqlite").exists()
