#!/usr/bin/env python3
"""The one door to Homeward on a fresh machine; needs nothing but Python itself.

    python3 run.py                 opens the window
    python3 run.py demo …          plays the whole journey on an embedded database
    python3 run.py test …          runs every check; further words go to pytest
    python3 run.py test core …     runs the tests of everything below the window where Qt can't be imported
    python3 run.py bench …         runs the benchmarks
    python3 run.py queue …         any other word goes to the `homeward` command

The first start makes `.venv` beside this file and puts the locked parts into it. What has been done is remembered
there as a stamp, so that a later start only compares it and hands over.
"""

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
ONCE = "This is done once; please leave it running."
NOT_YOURS = (
    "Homeward isn't set up in {0} yet, and you can't write there.\n"
    "Ask whoever put it there to run “python3 run.py doctor” once, or use a copy in a folder of your own."
)

# What Qt loads from the system, and the Debian package that holds it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {  # of an X server, of Wayland, and what lets Qt see the printers
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}
PIP = "ensurepip"  # what makes an environment; Debian keeps it in a package of its own
BEFORE_A_COMMAND = {"--database", "--as-at", "--staff"}  # each with its value
WITHOUT_SCREEN = {"demo", "test", "bench"}


class Trouble(Exception):  # noqa: N818  it is a sentence for the person at the terminal, not a defect
    """Why Homeward can't be set up here, and what to do about it."""


if sys.platform == "win32":
    import msvcrt
    import time

    def is_root() -> bool:
        """Say whether system packages may be installed: never here, and none are needed."""
        return False

    def hand_over(command: "list[str]", environment: "dict[str, str]") -> int:
        """Run the program as a child and return its exit code: Windows can't replace a process."""
        return subprocess.run(command, env=environment, check=False).returncode

    def take_turn(held: int) -> bool:
        """Have this open file to oneself until it is closed; whether nobody else has it."""
        try:
            msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def wait_for_turn(held: int) -> None:
        """Wait until whoever has it is done."""
        while not take_turn(held):
            time.sleep(1)

else:  # the one guarded place for what only POSIX has
    import fcntl

    def is_root() -> bool:
        """Say whether system packages may be installed."""
        return os.geteuid() == 0

    def hand_over(command: "list[str]", environment: "dict[str, str]") -> int:
        """Become the program, so that signals and the exit code are its own."""
        sys.stdout.flush()
        os.execve(command[0], command, environment)  # noqa: S606  no shell is wanted

    def take_turn(held: int) -> bool:
        """Have this open file to oneself until it is closed; whether nobody else has it."""
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait_for_turn(held: int) -> None:
        """Wait until whoever has it is done."""
        fcntl.flock(held, fcntl.LOCK_EX)


def main(words: "list[str]") -> int:
    """Set up what is missing, then hand over; the exit code is the program's own."""
    word = command_of(words)
    try:
        check_python()
        environment = surroundings(word, dict(os.environ))
        set_up(word)
        return hand_over(program(words), environment)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except OSError as error:
        print(in_words(error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. Start again at any time; what is done already is kept.", file=sys.stderr)
        return 130


def command_of(words: "list[str]") -> str:
    """Say which command these words call; none opens the window, whatever is said of its database and clock."""
    rest = list(words)
    while rest and rest[0].startswith("--"):
        option = rest.pop(0)
        if option in BEFORE_A_COMMAND:
            del rest[:1]
        elif option.split("=")[0] not in BEFORE_A_COMMAND:
            return option
    return rest[0] if rest else ""


def check_python() -> None:
    """Refuse an older Python."""
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python does come as far as this line
        raise Trouble(
            f"Homeward needs Python 3.11 or newer; this is {sys.version.split()[0]}. Start it with a newer one."
        )


def program(words: "list[str]") -> "list[str]":
    """Say what to run for these words. `-P` keeps a file of the current folder from passing for one of ours."""
    python = str(python_of(ENVIRONMENT))
    if words[:1] == ["test"]:
        return [python, "-P", str(ROOT / "tests" / "checks.py"), *words[1:]]
    if words[:1] == ["bench"]:
        return [python, str(ROOT / "tests" / "benchmarks"), *words[1:]]
    return [python, "-P", "-m", "app", *words]


def surroundings(word: str, environment: "dict[str, str]") -> "dict[str, str]":
    """Return the environment of the program: UTF-8 everywhere, and no window system asked for where there is none."""
    environment["PYTHONUTF8"] = "1"  # a Windows console would refuse “≥” and “Ŵ”
    if word not in {"test", "bench"}:  # checks are the same however they are begun
        environment["HOMEWARD_CALLED"] = as_called()
    if word in WITHOUT_SCREEN:  # also where there is one: no window flashes up, and the pictures are the same
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not word and not has_screen(environment):
        raise Trouble(
            "There is no screen here to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "“python3 run.py demo” works without one and writes everything as files."
        )
    return environment


def as_called() -> str:
    """Say how this file was called, so that help and sentences name commands that can be typed as they stand."""
    python, *rest = sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1]
    return shlex.join([Path(python).name, *rest])


def has_screen(environment: "dict[str, str]") -> bool:
    """Say whether a window can be shown."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # who names a platform has decided
    return not sys.platform.startswith("linux") or any(environment.get(name) for name in named)


def python_of(environment: Path, *, windows: bool = os.name == "nt") -> Path:
    """Say where an environment keeps its Python."""
    return environment / "Scripts" / "python.exe" if windows else environment / "bin" / "python"


# --- Setting up ------------------------------------------------------------------------------------------------


def set_up(word: str) -> None:
    """Do what has not been done yet for this word; each part has its own stamp. Of two first starts one waits."""
    if is_set_up(word):
        return
    with turn():
        if not is_set_up(word):  # whoever was first may have done it meanwhile
            provide_system(word)
            provide_parts(word)


def is_set_up(word: str) -> bool:
    """Say whether nothing has to be done for this word."""
    return has_parts(word) and is_done(libraries_of(word))


def has_parts(word: str) -> bool:
    """Say whether the environment is there with what this word needs; who has all parts has those of a desk."""
    lock = lock_of(word)
    return is_done("parts", lock) or (lock == "requirements.lock" and is_done("parts", "requirements-dev.lock"))


def lock_of(word: str) -> str:
    """Say which parts a word needs."""
    return "requirements-dev.lock" if word in {"test", "bench", "package"} else "requirements.lock"


def libraries_of(word: str) -> str:
    """Say under which name it is remembered that the system has what a word needs: a window needs more."""
    return "screen" if not word and "QT_QPA_PLATFORM" not in os.environ else "libraries"


def provide_parts(word: str) -> None:
    """Make the environment and fill it."""
    if not has_parts(word):
        make_environment()
        install(lock_of(word))
        mark_done("parts", lock_of(word))
    mark_done(libraries_of(word))


@contextmanager
def turn() -> "Iterator[None]":
    """Set up alone: whoever is second waits until the first is done. Where nothing can be written nobody can be."""
    try:
        held = os.open(ROOT / ".venv-turn", os.O_CREAT | os.O_RDWR, 0o644)
    except OSError:
        if has_parts(""):  # an administrator set it up in a folder of theirs: only a stamp is missing
            yield
            return
        raise Trouble(NOT_YOURS.format(ROOT)) from None
    try:
        if not take_turn(held):
            print("Homeward is being set up by another start; waiting for it …", flush=True)
            wait_for_turn(held)
        yield
    finally:
        os.close(held)


def in_words(error: OSError) -> str:
    """Say what the system refused, with the file's name and what to do."""
    where = f" ({error.filename})" if error.filename else ""
    return (
        f"Homeward can't be set up or started: {error.strerror or error}{where}.\n"
        f"Check that the disk has 0.5 GB free and that {ROOT} belongs to you, or ask whoever installed it."
    )


def stamp(*locks: str) -> str:
    """Sum up what an environment was made from: this folder, its Python, the project file and the locks."""
    digest = hashlib.sha256(os.fsencode(ROOT))
    for path in (ENVIRONMENT / "pyvenv.cfg", ROOT / "pyproject.toml", *(ROOT / lock for lock in locks)):
        digest.update(path.read_bytes() if path.is_file() else b"missing")
    return digest.hexdigest()


def is_done(part: str, *locks: str) -> bool:
    """Say whether a part was set up from just these files, and its Python is still there."""
    note = ENVIRONMENT / f"homeward-{part}"
    return note.is_file() and stamp(*locks) in note.read_text(encoding="utf-8") and python_of(ENVIRONMENT).exists()


def mark_done(part: str, *locks: str) -> None:
    """Remember that a part is set up; in a folder of somebody else's it is looked at again at each start."""
    with suppress(PermissionError):
        (ENVIRONMENT / f"homeward-{part}").write_text(stamp(*locks) + "\n", encoding="utf-8")


def has_environment() -> bool:
    """Say whether the environment was made whole."""
    return python_of(ENVIRONMENT).exists() and (ENVIRONMENT / "homeward-made").is_file()


def make_environment() -> None:
    """Make `.venv`, or make it anew when its Python has gone."""
    if has_environment():
        return
    print(f"Making an environment for Homeward in {ENVIRONMENT} …", flush=True)
    run_quietly(
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
        f"The environment could not be made. Check that {ROOT} can be written to and that the disk has 0.5 GB free.",
    )
    (ENVIRONMENT / "homeward-made").touch()  # written last: an environment without it was interrupted half-way


def install(lock: str) -> None:
    """Put the locked parts and the project itself into the environment; pip's own settings of this machine hold."""
    (ENVIRONMENT / "homeward-parts").unlink(missing_ok=True)
    pip = [str(python_of(ENVIRONMENT)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    print(f"Fetching and installing the parts that Homeward is made of. {ONCE}", flush=True)
    run_quietly(
        [*pip, "--progress-bar", "off", "--require-hashes", "-r", str(ROOT / lock)],
        "The parts could not be installed. Check the network and pip's settings (“pip config list”), then start again.",
    )
    run_quietly(
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
        "The parts are installed, but the project itself could not be put in place.",
    )
    packages = [str(ROOT / name) for name in ("app", "ui", "models", "reports", "resources")]
    compiling = [str(python_of(ENVIRONMENT)), "-m", "compileall", "-q", *packages]
    subprocess.run(compiling, check=False, stdout=subprocess.DEVNULL)  # only speed is lost where it fails


def run_quietly(command: "list[str]", trouble: str) -> None:
    """Run a command, showing a dot a step; what it said is shown only when it fails."""
    said = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as child:
        for line in child.stdout or ():
            said.append(line)
            if line.startswith(("Collecting", "  Downloading", "Installing", "Building", "Setting up", "Unpacking")):
                print(".", end="", flush=True)
    if said:
        print(flush=True)
    if child.returncode:
        raise Trouble(f"{''.join(said[-15:])}\n{trouble}")


# --- System libraries ------------------------------------------------------------------------------------------


def provide_system(word: str) -> None:
    """See to it that the system has what this word needs, before anything is downloaded; all in one line.

    Whoever has to ask an administrator asks once: the line names what a window needs too.
    """
    wanted, known = missing(word)
    if not wanted:
        return
    packages = missing_packages(QT_LIBRARIES | SCREEN_LIBRARIES, known) if known else []
    install_system_packages([*dict.fromkeys([*wanted, *packages])])
    if missing(word)[0]:
        raise Trouble(f"These are still missing after installing them: {' '.join(missing(word)[0])}.")


def missing(word: str) -> "tuple[list[str], str]":
    """Say which packages this word needs that the system lacks; and the loader's list, where it has one."""
    makes_one = not has_parts(word) and not has_environment()
    packages = ["python3-venv"] if makes_one and importlib.util.find_spec(PIP) is None else []
    ldconfig = shutil.which("ldconfig", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))
    if not sys.platform.startswith("linux") or ldconfig is None:  # only Linux leaves them to be installed
        return packages, ""
    wanted = dict(QT_LIBRARIES, **(SCREEN_LIBRARIES if libraries_of(word) == "screen" else {}))
    known = read_ldconfig(ldconfig)
    return [*packages, *missing_packages(wanted, known)], known


def read_ldconfig(ldconfig: str) -> str:
    """Return the list of libraries that the loader knows."""
    return subprocess.run(
        [ldconfig, "-p"], capture_output=True, check=False, text=True, encoding="utf-8", errors="replace"
    ).stdout


def missing_packages(wanted: "dict[str, str]", known: str) -> "list[str]":
    """Return the packages of those libraries that the loader doesn't know, in order."""
    there = {line.split()[0] for line in known.splitlines() if "=>" in line}
    return [package for library, package in wanted.items() if library not in there]


def install_system_packages(packages: "list[str]") -> None:
    """Install Debian packages when root; else say the one line that does."""
    why = "Homeward needs parts of the system that are missing here."
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not is_root() or shutil.which("apt-get") is None:
        raise Trouble(
            f"{why} Please have an administrator run this line (or its like on this system), then start again:\n"
            f"  sudo sh -c 'apt-get update && {line}'"
        )
    print(f"{why} Installing {', '.join(packages)}. {ONCE}", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run_quietly(["apt-get", "update"], "The package lists could not be fetched; check the network.")
    run_quietly(line.split(), f"The system packages could not be installed. By hand: apt-get update && {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
