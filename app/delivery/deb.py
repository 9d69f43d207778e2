"""The Debian package: the same folder under /usr/lib, two commands in the path, an entry of the menu, manual pages.

No script of it compiles, asks or touches a record: records lie in the users' own folders, and stay at an update and a
removal. The only script says that Homeward is still open and stops there.
"""

import gzip
import hashlib
import platform
import shutil
import tempfile
from pathlib import Path

import resources
from app.delivery.linux import COMMANDS, not_written
from app.delivery.source import Source, of_one_moment, run
from app.door.errors import Unavailable

_LIBRARY = "usr/lib/homeward"
# What Qt loads from the system, by Debian's names: the same that `run.py` asks for, which a test compares.
QT = ("libglib2.0-0", "libegl1", "libgl1", "libfontconfig1", "libdbus-1-3", "libxkbcommon0")
SCREEN = (
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"),
    *("libwayland-cursor0", "libwayland-egl1", "libcups2"),
)
_SCRIPTS = {"preinst": 'test "$1" != upgrade || ', "prerm": 'test "$1" != remove || '}
_TEXT, _COMMAND = 0o644, 0o755


def make_deb(source: Source, folder: Path, out: Path) -> Path:
    """Make the package of a bundle's folder in `out`. Unavailable: there is no dpkg-deb here, or no room."""
    if shutil.which("dpkg-deb") is None:
        raise Unavailable("There is no dpkg-deb here: Debian's package is made on Debian or its like.")
    file = out / f"homeward_{source.version}_{_architecture()}.deb"
    try:
        with tempfile.TemporaryDirectory(prefix="homeward-deb", dir=out) as made:
            root = Path(made) / "root"
            fill(source, folder, root)
            of_one_moment(root, source.moment)
            words = [
                "dpkg-deb",
                "--root-owner-group",
                "-Zxz",
                "-z1",
                "--threads-max=1",
                "--build",
                str(root),
                str(file),
            ]
            run(words, "The package couldn't be built.", moment=source.moment)
    except OSError as error:
        raise Unavailable(not_written(out, error)) from error
    return file


def fill(source: Source, folder: Path, root: Path) -> None:
    """Lay out what the package holds: the bundle, links to its commands, menu, icon, manual, control files."""
    shutil.copytree(folder, root / _LIBRARY, symlinks=True)
    commands = root / "usr/bin"
    commands.mkdir(parents=True)
    for name in COMMANDS:
        (commands / name).symlink_to(f"../lib/homeward/{name}")
        page = root / "usr/share/man/man1" / f"{name}.1.gz"
        _put(page, gzip.compress(_filled("homeward.1", source).encode(), 9, mtime=source.moment))
    _put(root / "usr/share/applications/homeward.desktop", _filled("homeward.desktop", source).encode())
    _put(root / "usr/share/icons/hicolor/scalable/apps/homeward.svg", resources.read_bytes("delivery/homeward.svg"))
    _put(root / "usr/share/doc/homeward/copyright", _filled("copyright", source).encode())
    changes = _filled("changelog", source).encode()
    _put(root / "usr/share/doc/homeward/changelog.gz", gzip.compress(changes, 9, mtime=source.moment))
    _put(root / "DEBIAN/control", control(source, root).encode())
    _put(root / "DEBIAN/md5sums", _sums(root).encode())
    for name, when in _SCRIPTS.items():
        _put(root / "DEBIAN" / name, _filled("still-open.sh", source).replace("@WHEN@", when).encode(), _COMMAND)


def control(source: Source, root: Path) -> str:
    """What dpkg is told of the package. The C library is that of this machine or newer: its Python was linked to it."""
    size = sum(each.stat().st_size for each in root.rglob("*") if each.is_file() and not each.is_symlink())
    needs = ", ".join([f"libc6 (>= {platform.libc_ver()[1]})", *QT, *SCREEN])
    return (
        _filled("control", source)
        .replace("@ARCHITECTURE@", _architecture())
        .replace("@SIZE@", str(-(-size // 1024)))
        .replace("@NEEDS@", needs)
    )


def _architecture() -> str:
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


def _filled(name: str, source: Source) -> str:
    return (
        resources.read_text(f"delivery/{name}")
        .replace("@VERSION@", source.version)
        .replace("@DAY@", f"{source.day:%d %B %Y}")
        .replace("@STAMP@", f"{source.day:%a, %d %b %Y %H:%M:%S +0000}")
    )


def _put(file: Path, content: bytes, rights: int = _TEXT) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(rights)


def _sums(root: Path) -> str:
    """The digests by which `dpkg --verify` finds a changed file."""
    files = sorted(each for each in root.rglob("*") if each.is_file() and not each.is_symlink())
    held = [(each, each.relative_to(root)) for each in files if each.relative_to(root).parts[0] != "DEBIAN"]
    sums = [f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {name}" for file, name in held]
    return "\n".join([*sums, ""])
