"""What every delivery holds beside its Python: the parts of the lock, the program, and both compiled."""

import os
import shutil
import tempfile
from pathlib import Path

from packaging.requirements import Requirement

from app.delivery.source import LOCK, PACKAGES, Source, python, run

LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
_VERSION = "3.11"  # of the Python that is delivered; Debian 12 has it, and each part has a wheel for it
_NOT_FETCHED = (
    "The parts couldn't be fetched: check the network and pip's settings (“pip config list”), then try again."
)
# Of a part that is needed only what a desk uses: Qt's tools for those who write programs, and QML.
_NOT_NEEDED = (
    *(f"PySide6/{tool}*" for tool in ("assistant", "designer", "linguist", "lrelease", "lupdate", "qmlformat")),
    *(f"PySide6/{tool}*" for tool in ("qmlls", "qmllint", "balsam", "qsb", "svgtoqml", "Qt/libexec")),
    *("PySide6/qml", "PySide6/Qt/qml", "PySide6/include", "PySide6/typesystems", "PySide6/scripts", "PySide6/support"),
)


def put_parts(source: Source, into: Path, surroundings: dict[str, str]) -> None:
    """Fetch the locked parts for a system and put them into a folder, as wheels alone and by their hashes."""
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "lock"
        lock.write_text(lock_for((source.root / LOCK).read_text(encoding="utf-8"), surroundings), encoding="utf-8")
        words = ["install", "--disable-pip-version-check", "--no-input", "--quiet", "--no-deps", "--no-compile"]
        words += ["--only-binary", ":all:", "--require-hashes", "--target", str(into), "-r", str(lock)]
        if surroundings == WINDOWS:
            words += ["--platform", "win_amd64", "--python-version", _VERSION, "--implementation", "cp"]
        run([python(), "-m", "pip", *words], _NOT_FETCHED)
    shutil.rmtree(into / "bin", ignore_errors=True)  # commands that name the Python which built this
    for pattern in _NOT_NEEDED:
        for each in into.glob(pattern):
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def lock_for(lock: str, surroundings: dict[str, str]) -> str:
    """The lines of a lock that hold for a system, without the conditions: pip would ask them of the one it runs on."""
    kept: list[str] = []
    holds = False
    for line in lock.splitlines():
        if line and not line.startswith((" ", "#")):
            named = line.rstrip("\\ ")
            part = Requirement(named)
            holds = part.marker is None or part.marker.evaluate(
                {**surroundings, "python_version": _VERSION, "python_full_version": f"{_VERSION}.0"}
            )
            line = f"{named.split(' ; ')[0]} \\"  # noqa: PLW2901  the same without its condition
        if holds and not line.lstrip().startswith("#"):
            kept.append(line)
    return "\n".join(kept).rstrip("\\\n ") + "\n"


def put_program(source: Source, into: Path) -> None:
    """Build the program from a copy of its source, which stays as it is, and put it beside its parts."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "source"
        for name in PACKAGES:
            shutil.copytree(source.root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(source.root / name, copy / name)
        words = ["install", "--disable-pip-version-check", "--no-input", "--quiet", "--no-deps", "--no-compile"]
        words += ["--no-build-isolation", "--target", str(into), "--upgrade", str(copy)]
        run([python(), "-m", "pip", *words], "The program couldn't be built.", moment=source.moment)
    shutil.rmtree(into / "bin", ignore_errors=True)
    for told in into.glob("*.dist-info/direct_url.json"):  # where it was built is nobody's business
        told.unlink()
    for record in into.glob("*.dist-info/RECORD"):
        _forget_paths(record, into)


def _forget_paths(record: Path, into: Path) -> None:
    """What a part's record says that isn't there any more is taken from it, so that it is true and always the same."""
    lines = record.read_text(encoding="utf-8").splitlines()
    there = [each for each in lines if (into / each.split(",")[0].strip('"')).exists()]
    record.write_text("\n".join(sorted(there)) + "\n", encoding="utf-8")


def compile_all(interpreter: str, folder: Path) -> None:
    """Compile what a start would compile; which moment a file is of doesn't count, so that a copy stays compiled."""
    words = ["-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash", "-s", f"{folder}{os.sep}"]
    left_out = ["-x", "lib2to3|/(bad|tests?)/"]
    run([interpreter, "-s", *words, *left_out, str(folder)], "What was put together couldn't be compiled.")
