"""What a Windows desk is given: Python's own embeddable package, the parts as wheels for Windows, an installer by NSIS.

Nothing here runs Windows. What can be tried on it alone is the list in `resources/delivery/README.md`.
"""

import hashlib
import re
import shutil
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import resources
from app.delivery.contents import WINDOWS, put_parts, put_program
from app.delivery.linux import not_written
from app.delivery.source import Source, of_one_moment, run
from app.door.errors import Refused, Unavailable

_PYTHON = "python311"  # as the embeddable package names its library; each part's wheel is for it
_AMD64 = 0x8664
_PACKAGES = "packages"
_STARTS = ("python.exe", "pythonw.exe", f"{_PYTHON}.dll", f"{_PYTHON}.zip")
_MOST = 200_000_000  # bytes unpacked; the real one has 30 million
_DISPLAYED = re.compile(r"[\d.]+")


@dataclass(frozen=True, slots=True)
class WindowsFolder:
    """What was laid out, and what has to be known of it."""

    folder: Path
    said: tuple[str, ...]


def make_windows_folder(source: Source, out: Path, python: Path | None) -> WindowsFolder:
    """Lay out what is installed. Without Python's own package all but that, which is said."""
    folder = out / f"homeward-{source.version}-windows-amd64"
    beside = out / f".{folder.name}.part"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        (beside / _PACKAGES).mkdir(parents=True)
        said = (_WITHOUT,) if python is None else put_python(python, beside)
        put_parts(source, beside / _PACKAGES, WINDOWS)
        put_program(source, beside / _PACKAGES)
        lay_out(beside, source)
        of_one_moment(beside, source.moment)
        shutil.rmtree(folder, ignore_errors=True)
        beside.replace(folder)
    except OSError as error:
        raise Unavailable(not_written(out, error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return WindowsFolder(folder, said)


def lay_out(folder: Path, source: Source) -> None:
    """What starts it, how Python finds its packages, icon and licence."""
    for name in ("homeward.cmd", "homeward.ico"):
        (folder / name).write_bytes(_for_windows(resources.read_bytes(f"delivery/{name}"), name))
    # Where this file is, Python reads it alone: nothing of a user's or the machine's own Python is looked at.
    lines = (f"{_PYTHON}.zip", ".", _PACKAGES)
    (folder / f"{_PYTHON}._pth").write_bytes("".join(f"{line}\r\n" for line in lines).encode())
    shutil.copy(source.root / "LICENSE", folder / "LICENSE.txt")


def put_python(package: Path, folder: Path) -> tuple[str, ...]:
    """Unpack Python's embeddable package. Refused: it is another, or no such package at all."""
    try:
        with zipfile.ZipFile(package) as packed:
            names = packed.namelist()
            _refuse_another(package, packed)
            for name in names:
                target = folder / PurePosixPath(name).name
                target.write_bytes(packed.read(name))
    except (zipfile.BadZipFile, OSError, KeyError) as error:
        raise Refused(f"“{package.name}” can't be read as a ZIP: fetch it again.") from error
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    return (f"Compare with python.org before it is handed out: “{package.name}” has the SHA-256 {digest}.",)


def _refuse_another(package: Path, packed: zipfile.ZipFile) -> None:
    names = set(packed.namelist())
    is_flat = all("/" not in name and "\\" not in name for name in names)
    if not is_flat or not names >= set(_STARTS) or sum(each.file_size for each in packed.infolist()) > _MOST:
        raise Refused(
            f"“{package.name}” isn't Python 3.11's embeddable package: it lacks {', '.join(_STARTS)}. "
            "Take “Windows embeddable package (64-bit)” of Python 3.11 from python.org."
        )
    if machine_of(packed.read("python.exe")) != _AMD64:
        raise Refused(f"The Python in “{package.name}” is for another processor: take the one for 64 bits (amd64).")


def machine_of(program: bytes) -> int:
    """For which processor a Windows program is, as its header says; 0 where it is no such program."""
    if program[:2] != b"MZ" or len(program) < 0x40:  # noqa: PLR2004  where the header's place is told
        return 0
    (at,) = struct.unpack_from("<I", program, 0x3C)
    if program[at : at + 4] != b"PE\0\0" or len(program) < at + 6:
        return 0
    return int(struct.unpack_from("<H", program, at + 4)[0])


def make_installer(source: Source, folder: Path, out: Path) -> Path:
    """Have NSIS make the installer of such a folder. Unavailable: NSIS isn't here, or it failed."""
    if shutil.which("makensis") is None:
        raise Unavailable("There is no NSIS here, which makes the installer: “apt-get install nsis” brings it.")
    file = out / f"homeward-{source.version}-setup.exe"
    script = out / f".{file.stem}.nsi"
    try:
        script.write_text("\ufeff" + script_for(source, folder, file), encoding="utf-8")
        run(["makensis", "-V2", "-WX", str(script)], "The installer couldn't be made.", moment=source.moment)
    except OSError as error:
        raise Unavailable(not_written(out, error)) from error
    finally:
        script.unlink(missing_ok=True)
    return file


def script_for(source: Source, folder: Path, file: Path) -> str:
    """The installer's script; each file that it puts is one that the uninstaller takes away, and no other."""
    files = sorted(each.relative_to(folder) for each in folder.rglob("*") if each.is_file())
    folders = sorted({parent for each in files for parent in each.parents if parent.parts}, reverse=True)
    size = sum((folder / each).stat().st_size for each in files) // 1024
    takes = [f'Delete "$INSTDIR\\{_backwards(each)}"' for each in files]
    takes += [f'RMDir "$INSTDIR\\{_backwards(each)}"' for each in folders]
    version = ".".join((_DISPLAYED.match(source.version) or [source.version])[0].split(".")[:3])
    return (
        resources.read_text("delivery/homeward.nsi")
        .replace("@VERSION@", source.version)
        .replace("@FOUR@", f"{version}.0")
        .replace("@FOLDER@", str(folder))
        .replace("@FILE@", str(file))
        .replace("@SIZE@", str(size))
        .replace("@TAKES@", "\n  ".join(takes))
    )


def _backwards(path: Path) -> str:
    return path.as_posix().replace("/", "\\").replace("$", "$$")


def _for_windows(content: bytes, name: str) -> bytes:
    return content.replace(b"\n", b"\r\n") if name.endswith(".cmd") else content


_WITHOUT = (
    "Python itself is missing: it isn't among the parts that pip fetches. Fetch “Windows embeddable package (64-bit)” "
    "of Python 3.11 from python.org, compare its digest, and say where it lies: --python FILE. Then the installer is "
    "made, too."
)
