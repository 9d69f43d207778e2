"""The bundle for Linux: one folder that runs from wherever it lies, with its own Python, and an archive of it."""

import gzip
import shutil
import tarfile
from pathlib import Path

import resources
from app.delivery.contents import LINUX, compile_all, put_parts, put_program
from app.delivery.own_python import packages_of, put_python
from app.delivery.source import Source, of_one_moment, run
from app.door.errors import Unavailable

COMMANDS = ("homeward", "homeward-window")


def name_of(source: Source) -> str:
    """How the folder is called."""
    return f"homeward-{source.version}-linux-x86_64"


def make_bundle(source: Source, out: Path) -> Path:
    """Make the folder anew in `out`; nothing stands under its name before it is whole."""
    folder, beside = out / name_of(source), out / f".{name_of(source)}.part"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        interpreter = put_python(beside)
        packages = packages_of(beside)
        put_parts(source, packages, LINUX)
        put_program(source, packages)
        compile_all(str(interpreter), beside)
        for name in COMMANDS:
            start = beside / name
            start.write_text(starter(interpreter.name, is_window=name == "homeward-window"), encoding="utf-8")
            start.chmod(0o755)
        for name in ("LICENSE", "README.md"):
            shutil.copy(source.root / name, beside / name)
        run([str(beside / "homeward"), "--version"], "The bundle was put together, but it doesn't start.")
        of_one_moment(beside, source.moment)
        shutil.rmtree(folder, ignore_errors=True)
        beside.replace(folder)
    except OSError as error:
        raise Unavailable(not_written(out, error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def starter(python: str, *, is_window: bool) -> str:
    """The command's text: this folder's Python, that reads nothing of this machine's or of a user's own Python."""
    return (
        resources.read_text("delivery/start.sh")
        .replace("@PYTHON@", python)
        .replace("@WORDS@", "" if is_window else ' "$@"')
    )


def archive(folder: Path, moment: int) -> Path:
    """The folder as one file to carry: same folder, same bytes."""
    file = folder.with_name(f"{folder.name}.tar.gz")
    try:
        with (
            file.open("wb") as raw,
            gzip.GzipFile("", "wb", 6, raw, moment) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            for each in [folder, *sorted(folder.rglob("*"))]:
                tar.add(each, each.relative_to(folder.parent).as_posix(), recursive=False, filter=_nobodys)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise Unavailable(not_written(folder.parent, error)) from error
    return file


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = int(member.mtime)
    return member


def not_written(out: Path, error: OSError) -> str:
    """What the system refused, and what to do."""
    return (
        f"“{out}” can't be written to ({error.strerror or error}): it takes 1.5 GB while it is made. "
        "Free space, or choose another folder."
    )
