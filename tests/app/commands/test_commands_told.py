"""Every command that a README tells is run on an office of the demonstration, or read by the command's own parser.

Commands that only look share one office; whatever keeps something has a copy of its own.
None slips by: what isn't run here has its reason, and names the test that does run it where there is one.
"""

import json
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import resources
from app import cli
from app.door.errors import Refused
from tests.app.commands.commands_told import INLINE, every, readmes, told_in
from tests.architecture.imported import ROOT
from tests.databases import copied_file

AS_AT = "2026-11-20T09:00"
FILES = ROOT / "resources" / "demonstration"
WHO, MANAGER = "Seán Fearn", "Helen Tideswell"
TOLD = {each.of_the_program or each.words: each for each in every()}  # each once, however many READMEs tell it
COMMANDS = [pytest.param(each, id=f"{each.by}: {each.line}") for each in TOLD.values()]

# What stands for something, by what is typed for it here.
TYPED = {
    "FOLDER": "backups", "BACKUP": "backups/NEWEST.sqlite", "NEW": "new.sqlite", "WHO": WHO, "REFERENCE": "CH26141",
    "DAY": "2026-11-20", "WHY": "why", "STATE": "held", "FILE.json": "none.json", "LOGIN": "priya.raman",
    "RIGHT": "dso",
    "URL": "postgresql://localhost/x", "staff.xlsx": "staff.csv", "people.xlsx": "people.csv",
    "care-hub.xlsx": str(FILES / "care-hub-referrals-2026-11.xlsx"), "$AT": "postgresql://localhost/x",
}  # fmt: skip
NAMES = {
    "--team": "STS Dales North",
    "--area": "Bakewell",
    "--patch": "Bakewell",
    "do": "raise_concern",
    "ask": "queue.queue",
}
FILE = {
    "referrals": str(FILES / "care-hub-referrals-2026-11.xlsx"), "ratings": str(FILES / "goal-tracker-2026-11.csv"),
    "staff": "staff.csv", "people": "people.csv", "packages": "packages.csv", "read-back": "tracker.xlsx",
    "tracker": "made.xlsx", "tracker-reply": "made.xlsx", "export figures": "made.xlsx", "retention": "made.xlsx",
    "cld": "made.csv",
}  # fmt: skip
SERVER = "tests/app/setup/test_readme_on_server.py::test_ten_minutes_and_what_comes_later"
CIPHER = "tests/app/commands/test_encryption.py::test_every_line_of_the_guide_does_what_it_says"
DEMONSTRATION = "tests/journeys/test_demonstration.py"
# Why a command isn't run here, by how it begins; then its words are read by its own parser.
NOT_RUN = {
    ("user",): SERVER,
    ("demo",): DEMONSTRATION,
    ("package",): "tests/app/delivery/test_making.py::test_each_command_names_what_it_made",
    ("database", "encrypt"): CIPHER,
    ("database", "decrypt"): CIPHER,
    ("database", "unlock"): CIPHER,
    ("database", "recovery-key"): CIPHER,
    ("database", "copy-to"): "tests/app/backups/server/test_copying_to.py",
    ("backup", "--database", "postgresql://…"): "tests/app/backups/server/test_making.py",
    ("do", "NAME"): "tests/app/commands/by_name/test_do_and_ask.py",
    ("ask", "figures.…"): "tests/app/commands/by_name/test_do_and_ask.py",
    ("ask", "NAME"): "tests/app/commands/by_name/test_do_and_ask.py",
    ("do", "--lines"): "tests/journeys/test_command_line.py",
    ("cld", "measures"): "tests/app/commands/test_cld_commands.py",
    ("export", "cld"): "tests/app/commands/test_cld_commands.py",  # the demonstration's council has no code yet
    ("print", "minutes"): "tests/journeys/test_command_line.py",  # no meeting was held
}
# What the demonstration's office refuses in a sentence, as it should: nobody has got so far on its first day.
REFUSED = {
    "print agreement", "print refused", "print closure-summary", "print transfer-summary", "print renewals",
    "export tracker-reply",
}  # fmt: skip
# Commands that only look, by how they begin: they share one office, and keep at most that somebody looked.
LOOKS = {
    ("queue",), ("today",), ("ask",), ("doctor",), ("audit", "verify"), ("database", "check"),
    ("tracker", "state"), ("user", "list"), ("do", "--list"),
}  # fmt: skip
RAN = {}  # what came of each command, for what two READMEs tell in other words is often the same
ABOUT_SOMEBODY = ("--person", WHO, "made.pdf")  # what a paper that is told by its name alone is made with


def not_run(words: tuple[str, ...]) -> str:
    """Why a command isn't run here; nothing where it is."""
    if "$AT" in words:
        return SERVER
    if not words or words[0].startswith("--") or words[0] in {"test", "bench"}:
        return "it opens the window, or runs for long"
    beginnings = [reason for begins, reason in NOT_RUN.items() if words[: len(begins)] == begins]
    return next(iter(beginnings), "" if is_whole(words) else "it is told by its name alone")


def found(words):
    """A command by its name, and the words that come after it."""
    command, name, rest = cli.homeward, "homeward", [each for each in words if each != "…"]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        context = click.Context(command)
        command = command.get_command(context, name)
        assert command is not None, f"there is no command {' '.join(words)}"
    return command, rest


def is_whole(words):
    """Whether nothing that a command needs is missing."""
    command, rest = found(words)
    if isinstance(command, click.Group):
        return False
    told, _, _ = command.make_parser(click.Context(command)).parse_args(rest)
    return all(isinstance(told.get(each.name), str) for each in command.params if each.required)


def typed(words):
    """The words with something real for what stands for something."""
    key = " ".join(words[:2])
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if word == "NAME":
            yield NAMES[before]
        elif word == "drill.sqlite":  # what was restored is a new office, and is asked as the office is
            yield "new.sqlite" if words[0] == "restore" else "office.sqlite"
        elif word == "FILE":
            yield FILE.get(key) or FILE.get(words[1]) or "made.pdf"
        else:
            yield TYPED.get(word, word)


@pytest.fixture(scope="module")
def office(loaded, tmp_path_factory):
    """A folder with an office in service, and what offices have in files."""
    folder = tmp_path_factory.mktemp("told")
    copied_file(loaded, folder / "office.sqlite")
    for name in ("referrals", "ratings"):
        run("import", name, FILE[name], "--database", str(folder / "office.sqlite"), "--as-at", AS_AT)
    (folder / "backups").mkdir()
    run("backup", "--database", str(folder / "office.sqlite"), str(folder / "backups"))
    newest = next((folder / "backups").glob("*.sqlite"))
    newest.rename(newest.with_name("NEWEST.sqlite"))
    told = json.loads(resources.read_text("demonstration/office.json"))
    real = [each | {"nhs_number": ""} for each in told["people_in_service"][:2]]
    own = {"people_in_service": real, "people_before": [], "long_term_reviews": []}
    (folder / "office.json").write_text(json.dumps(told | own))
    (folder / "staff.csv").write_text("Name,Job title\nAnn Bee,Carer\n")
    (folder / "people.csv").write_text(
        "Surname;First name;DOB;MOSAIC;Town;Team;Start date;Calls;DSO\r\n"
        "Gill;Jean;06/09/1940;M900001;Matlock;STS Dales North;12/11/2026;am 45 daily;Priya Raman\r\n"
    )
    (folder / "packages.csv").write_text(
        "Surname;First name;DOB;MOSAIC;Hours a week\r\nGill;Jean;06/09/1940;M900001;14\r\n"
    )
    run("export", "tracker", str(folder / "tracker.xlsx"), "--database", str(folder / "office.sqlite"))
    return folder


def run(*words):
    return CliRunner().invoke(cli.homeward, list(words), catch_exceptions=True)


@pytest.mark.parametrize("told", COMMANDS)
def test_it_is_run_or_read_by_its_own_parser(told, office, tmp_path, monkeypatch):
    words = told.of_the_program
    if words is None:
        reads_another_program(told.words)
        return
    if words[:1] in {("test",), ("bench",)}:
        reads_tests(words)
        return
    if words[:1] == ("print",) and len(words) == 2:
        words += ABOUT_SOMEBODY
    why_not = not_run(words)
    if why_not:
        command, rest = found(words)
        _, left, _ = command.make_parser(click.Context(command)).parse_args(rest)
        assert left == [] or isinstance(command, click.Group), told.line
        return
    real = (*typed(words), *extra(words))
    if real not in RAN:
        only_looks = any(words[: len(begins)] == begins for begins in LOOKS) and "--bundle" not in words
        if not only_looks:
            shutil.copytree(office, tmp_path / "here")
        monkeypatch.chdir(office if only_looks else tmp_path / "here")
        if words[:2] == ("database", "create"):
            Path("office.sqlite").unlink()
        RAN[real] = run(*real)
    done = RAN[real]
    if " ".join(words[:2]) in REFUSED:
        assert isinstance(done.exception, Refused) or done.exit_code == 2, (real, done.output)
    else:
        refused_rows = words[0] == "import" and done.exit_code == 1
        assert done.exit_code == 0 or refused_rows, (real, done.output, done.exception)


def extra(words):
    """The database, the moment and who asks, where a command takes them and tells none."""
    command, _ = found(words)
    options = {name for each in command.params for name in each.opts} if words[0] != "restore" else set()
    at = [] if "--database" in words or "--database" not in options else ["--database", "office.sqlite"]
    if "subject-access" in words:
        at += ["--staff", MANAGER]
    return at + (["--as-at", AS_AT] if "--as-at" in options and words[:2] != ("database", "create") else [])


def reads_another_program(words):
    """A module of ours that is run is there; whatever else is another's business."""
    if "-m" in words[:3]:
        module = words[words.index("-m") + 1]
        assert find_spec(module) is not None, module
    for word in words[1:]:
        if word.startswith("tests/"):
            assert (ROOT / word).exists(), word


def reads_tests(words):
    """Paths of tests are there, and options are known to the tests or the benchmarks."""
    known = "".join(
        (ROOT / "tests" / each).read_text(encoding="utf-8")
        for each in ("conftest.py", "benchmarks/__main__.py", "benchmarks/make.py")
    )
    for word in words[1:]:
        assert not word.startswith("tests/") or (ROOT / word).exists(), word
        assert not word.startswith("--") or f'"{word}"' in known, word


def test_what_runs_a_command_instead_is_there():
    for reason in NOT_RUN.values():
        path, _, name = reason.partition("::")
        assert f"def {name}" in (ROOT / path).read_text(encoding="utf-8"), reason


def test_every_option_that_stands_by_itself_is_one_of_some_command():
    def options(command):
        for each in command.params:
            yield from (*each.opts, *each.secondary_opts)
        for name in command.list_commands(click.Context(command)) if isinstance(command, click.Group) else ():
            yield from options(command.get_command(click.Context(command), name))

    known = {*options(cli.homeward), "--help", "--write-scans", "--write-controls"}
    texts = [path.read_text(encoding="utf-8") for path in readmes() if "tests" not in path.parts]
    told = {
        option
        for text in texts
        for each in INLINE.findall(text)
        if each.startswith("--")
        for option in re.findall(r"--[a-z-]+", each)
    }
    assert told - known == set()


@pytest.mark.parametrize(
    "line", ["homeward database mend FILE", "`print plan --whom WHO FILE`", "homeward queue --fast"]
)
def test_a_command_that_isnt_there_is_found(line, office, tmp_path, monkeypatch):
    (told,) = told_in(line if line.startswith("`") else f"```\n{line}\n```", "README.md")
    with pytest.raises((AssertionError, click.UsageError)):
        test_it_is_run_or_read_by_its_own_parser(told, office, tmp_path, monkeypatch)
