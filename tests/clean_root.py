"""The Debian package in a bare Debian: built, installed with what it depends on, used, updated, removed.

`.venv/bin/python -m tests.clean_root [FILE.deb] [--twice]`: of a package that is there, or of one that is made; with
--twice it is made twice and the bytes are compared. It needs root, mmdebstrap, Debian's packages and some ten minutes,
so it isn't among the checks; what lacks is said, and ends it with exit code 2.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.delivery.deb import make_deb
from app.delivery.linux import make_bundle
from app.delivery.source import the_source
from app.door.errors import Unavailable

_BEGAN = time.monotonic()
_SUITE = "bookworm"
_MOST_S = 900  # for each step: a mirror that is slow, a machine that is busy
_PICTURES = 16  # of every tab, light and dark


class Wrong(Exception):  # noqa: N818  a sentence for whoever runs this
    """What wasn't as it should be."""


def main(words: list[str]) -> int:
    """Play all of it, a line a step with the seconds since the start."""
    lacks = lacking()
    if lacks:
        print(lacks, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="homeward-clean") as folder:
        try:
            package = made(Path(folder), words)
            play(Path(folder) / "root", package)
        except (Wrong, Unavailable) as trouble:
            print(f"Wrong: {trouble}", file=sys.stderr)
            return 1
    return 0


def lacking() -> str:
    """Why this can't be played here; nothing where it can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "A root of its own is only made by root, on Linux."
    if shutil.which("mmdebstrap") is None:
        return "There is no mmdebstrap here: “apt-get install mmdebstrap” brings it."
    return ""


def made(folder: Path, words: list[str]) -> Path:
    """The package to try: one that is there, or one made here."""
    files = [Path(word) for word in words if not word.startswith("--")]
    if files:
        return files[0]
    packages = []
    for trial in range(2 if "--twice" in words else 1):
        out = folder / f"out{trial}"
        out.mkdir()
        source = the_source()
        packages.append(make_deb(source, make_bundle(source, out), out))
        tell(f"{packages[-1].name} is made: {packages[-1].stat().st_size / 1_000_000:.0f} MB")
    if len({hashlib.sha256(each.read_bytes()).hexdigest() for each in packages}) > 1:
        raise Wrong("made twice it has different bytes")
    if len(packages) > 1:
        tell("made twice it has the same bytes")
    return packages[0]


def play(root: Path, package: Path) -> None:
    """Everything that a desk does with it."""
    in_time(["mmdebstrap", "--quiet", "--variant=minbase", _SUITE, str(root)])
    tell(f"a bare Debian ({_SUITE}) stands, without Python: {not (root / 'usr/bin/python3').exists()}")
    with reachable(root):
        shutil.copy(package, root / "tmp/homeward.deb")
        install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-q", "-y", "--no-install-recommends"]
        inside(root, ["apt-get", "update", "-q"])
        inside(root, [*install, "/tmp/homeward.deb"])  # noqa: S108  in the root of its own
        tell("the package is installed with what it depends on")
        inside(root, ["useradd", "--create-home", "--shell", "/bin/sh", "priya"])
        use(root)
        records = root / "home/priya/demo/homeward.sqlite"
        before = hashlib.sha256(records.read_bytes()).hexdigest()
        update_and_remove(root, [*install, "--reinstall", "/tmp/homeward.deb"])  # noqa: S108  the same
        if hashlib.sha256(records.read_bytes()).hexdigest() != before:
            raise Wrong("the records aren't as they were")
        tell("the package is gone, the records are as they were")


def use(root: Path) -> None:
    """As somebody who isn't root, who could write nothing of the program."""
    said = as_priya(root, "homeward demo --out demo --screenshots")
    pictures = len(list((root / "home/priya/demo").rglob("*.png")))
    if "Files" not in said or pictures < _PICTURES:
        raise Wrong(f"the demonstration made {pictures} pictures:\n{said}")
    tell(f"the demonstration is played, with {pictures} pictures of its windows and papers")
    said = as_priya(root, "homeward doctor --database demo/homeward.sqlite --bundle helper.zip")
    if "Nothing is wrong." not in said or not (root / "home/priya/helper.zip").is_file():
        raise Wrong(f"the doctor says:\n{said}")
    tell("the doctor finds nothing wrong, and writes the file for a helper")
    wanted = "timeout -s TERM 60 homeward --database demo/homeward.sqlite; test $? = 124 || test $? = 0"
    as_priya(root, f"QT_QPA_PLATFORM=offscreen sh -c '{wanted}'")
    if (root / "home/priya/.local/state/Homeward/log/homeward.log").exists():
        raise Wrong("the window wrote of a defect into its log")
    tell("the window stood open for a minute, and ended when it was told to")
    if list((root / "usr/lib/homeward").rglob("*.pyc.*")) or inside(root, ["dpkg", "--verify", "homeward"]):
        raise Wrong("the program's own files were changed by running it")


def update_and_remove(root: Path, install: list[str]) -> None:
    """Refused while a window is open there, done once it is closed."""
    command = "QT_QPA_PLATFORM=offscreen exec homeward --database demo/homeward.sqlite"
    words = ["chroot", str(root), "su", "-", "priya", "-c", command]
    window = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_open(root)
        for exchange in (install, ["apt-get", "remove", "-q", "-y", "homeward"]):
            refused = subprocess.run(["chroot", str(root), *exchange], capture_output=True, check=False)
            if not refused.returncode or b"Homeward is still open at this computer" not in refused.stderr:
                raise Wrong(f"it was exchanged under an open window:\n{refused.stderr.decode()}")
    finally:
        for each in open_in(root):
            with suppress(ProcessLookupError):
                os.kill(each, 15)
        window.wait(_MOST_S)
    tell("an update and a removal are refused while a window is open there")
    inside(root, ["dpkg", "--configure", "-a"])
    inside(root, install)
    tell("once it is closed it is installed anew")
    inside(root, ["apt-get", "purge", "-q", "-y", "homeward"])
    if (root / "usr/lib/homeward").exists() or (root / "usr/bin/homeward").is_symlink():
        raise Wrong("something of the program stayed")


def open_in(root: Path) -> list[int]:
    """The processes that run the Python of this root, and of no other."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_here = (process / "root").readlink() == root
            if is_here and "usr/lib/homeward/bin" in str((process / "exe").readlink()):
                found.append(int(process.name))
    return found


def until_open(root: Path) -> None:
    """Wait until the window's program runs there."""
    until = time.monotonic() + _MOST_S
    while not open_in(root):
        if time.monotonic() > until:
            raise Wrong("the window didn't open")
        time.sleep(0.2)


@contextmanager
def reachable(root: Path) -> Iterator[None]:
    """The root with the system's processes and devices, with the network, and with how this machine reaches Debian."""
    for name in ("resolv.conf", "apt/apt.conf.d"):
        here, there = Path("/etc") / name, root / "etc" / name
        if here.is_dir():
            shutil.copytree(here, there, dirs_exist_ok=True)
        elif here.exists():
            there.write_bytes(here.read_bytes())
    mounts = ((("-t", "proc", "proc"), "proc"), (("--bind", "/dev"), "dev"))
    try:
        for words, name in mounts:
            in_time(["mount", *words, str(root / name)])
        yield
    finally:
        for _words, name in reversed(mounts):
            subprocess.run(["umount", str(root / name)], capture_output=True, check=False)


def as_priya(root: Path, command: str) -> str:
    """What a command says that somebody gives who isn't root."""
    return inside(root, ["su", "-", "priya", "-c", command])


def inside(root: Path, words: list[str]) -> str:
    """What a program says in there."""
    return in_time(["chroot", str(root), *words])


def in_time(words: list[str]) -> str:
    """What a program says; wrong with its last words where it fails or doesn't end."""
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=_MOST_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise Wrong(f"“{' '.join(words)}” didn't end within {_MOST_S} seconds") from error
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise Wrong(f"“{' '.join(words)}” failed:\n{said[-2000:]}")
    return said


def tell(sentence: str) -> None:
    """A line of the log."""
    print(f"{time.monotonic() - _BEGAN:6.0f} s  {sentence}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
