"""What would work here and fail on a Windows desk; nothing here can run Windows, so the source is read instead."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "ui", "models", "reports", "resources")
# The places that may: there, within the branch of `sys.platform` that is not Windows.
GUARDED = {
    *("run.py", "app/backups/server/programs.py", "app/exchange/files/fullness.py", "app/exchange/files/limits.py"),
    "models/file_places.py",
}

POSIX_MODULES = {"fcntl", "pwd", "grp", "termios", "tty", "pty", "resource", "syslog", "posix", "readline", "curses"}
POSIX_NAMES = {
    "os": {
        *("fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "setuid", "setgid", "getgroups", "initgroups"),
        *("chown", "lchown", "fchown", "fchmod", "chroot", "mkfifo", "mknod", "uname", "getpgid", "setpgid", "killpg"),
        *("setsid", "wait", "wait3", "wait4", "waitid", "statvfs", "fstatvfs", "sysconf", "nice", "getloadavg"),
        *("openpty", "ttyname", "pread", "pwrite", "sched_getaffinity", "posix_fallocate", "O_NOFOLLOW", "O_DIRECTORY"),
        *(
            "execv",
            "execve",
            "execvp",
            "execvpe",
            "execl",
            "execle",
            "execlp",
            "rename",
        ),  # replace() overwrites anywhere
    },
    "signal": {
        *("SIGKILL", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGPIPE", "SIGSTOP", "SIGCONT"),
        *("alarm", "setitimer", "pause", "sigwait", "pthread_kill", "pthread_sigmask"),
    },
    "socket": {"AF_UNIX", "socketpair", "sendmsg", "recvmsg"},
    "select": {"poll", "epoll", "kqueue"},
    "time": {"tzset", "clock_settime", "pthread_getcpuclockid"},
    "shutil": {"chown"},
}
POSIX_PLACES = re.compile(r"^/(?:tmp|dev|proc|usr|etc|var|home|root)(?:/|$)")
POSIX_STRFTIME = re.compile(r"%[-_][a-zA-Z]|%[PsT]\b")  # Windows refuses "%-d"
NEEDS_ENCODING = {"read_text", "write_text", "NamedTemporaryFile", "TemporaryFile", "TextIOWrapper", "FileHandler"}


def violations(name: str, source: str) -> list[str]:
    """What a module does that only POSIX does, or that depends on the machine's own encoding."""
    tree = ast.parse(source)
    excused = guarded(tree) if name in GUARDED else set()
    docs = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in docs:
            continue
        why = (
            (id(node) not in excused and only_posix(node)) or (name not in GUARDED and a_place(node)) or encoding(node)
        )
        if why:
            found.append(f"{name}:{getattr(node, 'lineno', 0)}: {why}")
    return found


def guarded(tree: ast.Module) -> set[int]:
    """The nodes of the branches that Windows never enters."""
    branches = [node for node in tree.body if isinstance(node, ast.If)]
    elsewhere = [node.orelse for node in branches if ast.unparse(node.test) == "sys.platform == 'win32'"]
    return {id(inner) for statements in elsewhere for statement in statements for inner in ast.walk(statement)}


def only_posix(node: ast.AST) -> str:
    if isinstance(node, ast.Import):
        names = {alias.name for alias in node.names} & POSIX_MODULES
        return f"only POSIX has {names}" if names else ""
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        names = {alias.name for alias in node.names} & POSIX_NAMES.get(module, set())
        return f"only POSIX has {module} {names or ''}" if names or module in POSIX_MODULES else ""
    if isinstance(node, ast.Attribute) and node.attr in POSIX_NAMES.get(ast.unparse(node.value), set()):
        return f"only POSIX has {ast.unparse(node)}, or it means something else there"
    return ""


def a_place(node: ast.AST) -> str:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return ""
    if POSIX_PLACES.search(node.value):
        return f"Windows has no {node.value}"
    return f"Windows refuses {node.value!r} in a date" if POSIX_STRFTIME.search(node.value) else ""


def encoding(node: ast.AST) -> str:
    """Files and programs are read as UTF-8 because it says so, not because the machine happens to."""
    if not isinstance(node, ast.Call):
        return ""
    called = ast.unparse(node.func)
    last = called.rsplit(".", 1)[-1]
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if "encoding" in keywords or called == "resources.read_text":
        return ""
    if last in {"read_text", "write_text"} and called != last:
        given = len(node.args) > (last == "write_text")  # the encoding by its position
        return "" if given else f"{last} without encoding"
    if last in NEEDS_ENCODING - {"read_text", "write_text"}:
        mode = keywords.get("mode") or (node.args[0] if node.args else None)
        binary = last != "FileHandler" and (mode is None or "b" in str(getattr(mode, "value", "b")))
        return "" if binary else f"{last} without encoding"
    if called in {"open", "io.open"} or (last == "open" and opens_text(node)):
        mode = keywords.get("mode") or (node.args[1] if len(node.args) > 1 else None)
        return "" if "b" in str(getattr(mode, "value", "r")) else "open without encoding"
    text = keywords.get("text") or keywords.get("universal_newlines")
    return "a program's words read without encoding" if getattr(text, "value", None) is True else ""


def opens_text(call: ast.Call) -> bool:
    """Whether this is `path.open("w")`: a method whose only word is a mode for text."""
    mode = call.args[0].value if len(call.args) == 1 and isinstance(call.args[0], ast.Constant) else None
    return isinstance(mode, str) and bool(re.fullmatch(r"[rwax]t?\+?t?", mode))


def sources() -> list[str]:
    paths = [ROOT / "run.py", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))]
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


@pytest.mark.parametrize("name", sources())
def test_a_module_does_nothing_that_only_posix_does(name):
    assert violations(name, (ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import fcntl",
        "from pwd import getpwnam",
        "import os\nos.fork()",
        "import os\nif os.geteuid() == 0: ...",
        "from os import execv",
        "import os\nos.rename(a, b)",
        "import signal\nsignal.signal(signal.SIGHUP, stop)",
        "import socket\nsocket.socket(socket.AF_UNIX)",
        "folder = '/tmp/homeward'",
        "day.strftime('%-d %B')",
        "text = f'{day:%-d %B}'",
        "open(path)",
        "open(path, 'w')",
        "path.open('w')",
        "path.read_text()",
        "path.write_text(text)",
        "tempfile.NamedTemporaryFile('w')",
        "logging.FileHandler(path)",
        "subprocess.run(words, text=True)",
    ],
)
def test_a_planted_trap_is_found(source):
    assert len(violations("app/desk/files.py", source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "open(path, 'rb')",
        "open(path, encoding='utf-8')",
        "path.open('rb')",
        "archive.open('xl/workbook.xml')",
        "path.read_text('utf-8')",
        "path.write_text(text, encoding='utf-8')",
        "resources.read_text('wording.toml')",
        "read_text('wording.toml')",
        "tempfile.NamedTemporaryFile()",
        "import os\nos.replace(a, b)",
        "day.strftime('%d %B')",
        '"""A file under /tmp is never used."""',
    ],
)
def test_what_works_on_both_is_left_alone(source):
    assert violations("app/desk/files.py", source) == []


def test_the_guard_covers_only_the_branch_that_windows_never_enters():
    call = "import sys, os\nif sys.platform == 'win32':\n    {}\nelse:\n    {}\n"
    assert violations("run.py", call.format("pass", "os.geteuid()")) == []
    assert len(violations("run.py", call.format("os.geteuid()", "pass"))) == 1
    assert len(violations("app/desk/files.py", call.format("pass", "os.geteuid()"))) == 1


def test_every_module_named_as_posix_only_is_one_of_python():
    assert set(sys.stdlib_module_names) >= POSIX_MODULES
