"""Where a database file may not lie: on another computer's drive, or in a folder that a program synchronises.

SQLite keeps desks out of each other's way by locks and by memory that they share; over a network neither holds, and its
own page says so (sqlite.org, "SQLite Over a Network", and "Write-Ahead Logging", 1). What synchronises a folder copies
the file and its log each by itself, in the midst of a save.
"""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PureWindowsPath

from models.command_line import command
from models.database_file import NotOurs

_OF_OTHERS = frozenset(
    {
        *("gpfs", "ocfs2", "beegfs", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse", "fuse.s3fs"),
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs"),
        *(
            "fuse.sshfs",
            "fuse.rclone",
            "fuse.davfs",
            "fuse.davfs2",
            "fuse.glusterfs",
            "fuse.gvfsd-fuse",
            "fuse.smbnetfs",
        ),
        *("fuse.onedriver", "fuse.google-drive-ocamlfuse"),
    }
)  # as Linux calls the kinds of a drive
_SYNCHRONISED = ("OneDrive", "Dropbox", "Google Drive", "GoogleDrive", "iCloudDrive", "Nextcloud")
_SETS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # Windows tells every program so where its folders are
_LIBRARIES = r"Software\SyncEngines\Providers\OneDrive"  # of each: its "MountPoint"
_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW


def refuse_unfit_place(file: Path) -> None:
    """Raise NotOurs where a database file lies, or would be made, on a network drive or in a synchronised folder.

    It says where several desks find a database instead. Where the kind of a drive can't be told, nothing is refused.
    """
    place = unfit_place(file.absolute(), os.environ)
    if place:
        raise NotOurs(
            f"The place of the database file {file} is {place}. There two desks, or one desk and its copy, damage each "
            "other's records without a word, so it isn't opened and nothing was changed. Keep it in a folder of this "
            "computer: close Homeward on every desk, copy the file there, and open that. Several desks share a "
            f"database on a PostgreSQL server; the copy goes up with: {command('database copy-to URL --database COPY')}"
        )


def unfit_place(file: Path, environment: Mapping[str, str]) -> str:
    """What is wrong with where a file lies, to be put after "lies"; nothing where it may lie there."""
    real = _resolved(file)
    return _synchronised(real, environment) or _synchronised(file, environment) or _of_others(file, real)


def _resolved(file: Path) -> Path:
    try:
        return file.resolve()
    except OSError:
        return file  # whoever opens it says better what is wrong with it


def _synchronised(file: Path, environment: Mapping[str, str]) -> str:
    for told in (*(environment.get(name, "") for name in _SETS), *_libraries()):
        if told and file.is_relative_to(told):
            return "in a folder that OneDrive synchronises"
    for part in file.parts[:-1]:
        for name in _SYNCHRONISED:
            if part == name or part.startswith(f"{name} - "):
                return f"in a folder that {name} synchronises"
    return ""


def _libraries() -> list[str]:
    """The folders that OneDrive keeps like a SharePoint library, which go by a council's and a team's name."""
    found: list[str] = []
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  on Windows alone

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _LIBRARIES) as kept:
            for number in range(winreg.QueryInfoKey(kept)[0]):
                with suppress(OSError), winreg.OpenKey(kept, winreg.EnumKey(kept, number)) as library:
                    found.append(str(winreg.QueryValueEx(library, "MountPoint")[0]))
    return found


def _of_others(file: Path, real: Path) -> str:
    if sys.platform == "win32":
        if is_unc(str(file)) or is_unc(str(real)):
            return "on another computer's drive"
        import ctypes  # noqa: PLC0415  on Windows alone

        is_remote = ctypes.windll.kernel32.GetDriveTypeW(f"{real.drive}\\") == _REMOTE
        return "on a network drive" if is_remote else ""
    kind = kind_of_drive(real, _mounts())
    return f"on a network drive ({kind.removeprefix('fuse.')})" if kind in _OF_OTHERS else ""


def is_unc(path: str) -> bool:
    """Whether Windows would look for a path at another computer, in either way to write one."""
    drive = PureWindowsPath(path).drive
    return drive.startswith("\\\\") and not re.match(r"\\\\[?.]\\(?!UNC\\)", drive, re.IGNORECASE)


def kind_of_drive(file: Path, mounts: str) -> str:
    """What kind of drive a path lies on, by Linux's list of mounts; the one that was mounted last over it counts."""
    found, depth = "", -1
    for line in mounts.splitlines():
        head, _, tail = line.partition(" - ")
        told, kind = head.split(), tail.split()
        if len(told) > _AT and kind:
            at = Path(re.sub(r"\\(\d{3})", lambda sign: chr(int(sign[1], 8)), told[_AT]))
            if file.is_relative_to(at) and len(at.parts) >= depth:
                found, depth = kind[0], len(at.parts)
    return found


_AT = 4  # the word of a line that says where the drive is mounted


def _mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
