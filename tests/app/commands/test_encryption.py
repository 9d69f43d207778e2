"""The commands about encryption: as README says them, each refusal in its own words, a key nowhere else."""

import logging
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

pytest.importorskip("sqlcipher3")

from app import cli
from app.desk import places
from models.file_keys import key_of
from models.file_signs import is_encrypted
from models.recovery_keys import from_groups

README = Path(__file__).parents[3] / "README.md"
SECTION = "## One desk's records, encrypted\n"
pytestmark = pytest.mark.usefixtures("keyring")


def lines():
    section = README.read_text(encoding="utf-8").partition(SECTION)[2].partition("\n## ")[0]
    return [
        line.partition("  #")[0].strip() for each in section.split("```")[1::2] for line in each.strip().splitlines()
    ]


def said(*words, typed=""):
    answer = CliRunner().invoke(cli.homeward, [str(each) for each in words], input=typed)
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        return str(answer.exception)
    return answer.output


def groups_on(sheet):
    words = " ".join(page.extract_text() for page in PdfReader(sheet).pages).split()
    return [words[place + 2] for place, word in enumerate(words) if word == "Group"]


def test_every_line_of_the_readme_does_what_it_says(database, tmp_path, monkeypatch, keyring):
    monkeypatch.chdir(tmp_path)
    database.rename("office.sqlite")
    Path("backups").mkdir()
    told = {}
    for line in lines():
        words = shlex.split(line)
        assert words[0] == "homeward", line
        if "unlock" in words:
            keyring.has.clear()
            monkeypatch.setattr("models.file_keys._known", {})
        typed = f"{' '.join(groups_on('recovery.pdf'))}\n" if "unlock" in words else ""
        answer = CliRunner().invoke(cli.homeward, words[1:], input=typed, catch_exceptions=False)
        assert answer.exit_code == 0, (line, answer.output)
        told[" ".join(words[1:3])] = answer.output
    assert told.keys() == {
        "database encrypt",
        "database check",
        "backup --database",
        "doctor --database",
        "database unlock",
        "database recovery-key",
        "database decrypt",
    }
    assert "Its key is kept in this computer's keyring" in told["database encrypt"]
    assert "The file is encrypted" in told["doctor --database"]
    assert "kept in this computer's keyring from now on" in told["database unlock"]
    assert groups_on("again.pdf") == groups_on("recovery.pdf")
    assert [is_encrypted(each) for each in Path("backups").glob("*.sqlite")] == [True]
    assert not is_encrypted(Path("office.sqlite"))


def test_the_sheet_has_the_key_and_nothing_about_anybody(database, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    said("database", "encrypt", database, sheet)
    assert from_groups(" ".join(groups_on(sheet))) == key_of(database)
    assert sheet.stat().st_mode & 0o077 == 0
    text = " ".join(page.extract_text() for page in PdfReader(sheet).pages)
    assert "Wójcik" not in text
    assert "already a file" in said("database", "recovery-key", database, sheet)


def test_the_key_is_in_no_answer_log_or_file(database, tmp_path, keyring, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    sheet = tmp_path / "sheet.pdf"
    answers = [said("database", "encrypt", database, sheet)]
    groups, key = groups_on(sheet), key_of(database).hex()
    sheet.unlink()
    answers += [said("doctor", "--database", database), said("today", "--database", database)]
    keyring.has.clear()
    monkeypatch.setattr("models.file_keys._known", {})
    answers += [said("today", "--database", database), said("database", "check", "--database", database)]
    assert all("recovery key" in each for each in answers[-2:])
    answers += [said("database", "unlock", database, typed=" ".join([*groups[:12], "00000"]))]
    assert "group 13" in answers[-1]
    answers += [said("database", "unlock", database, typed=" ".join(groups))]
    kept = [each for folder in (tmp_path, places.seen_folder().parent) for each in folder.rglob("*") if each.is_file()]
    for each in (*answers, caplog.text, *(file.read_bytes().decode("latin-1") for file in kept)):
        assert key not in each.lower()
        assert not [group for group in groups[:12] if group in each]


def test_a_key_that_the_keyring_lacks_is_asked_for_where_somebody_is_there(database, tmp_path, keyring, monkeypatch):
    sheet = tmp_path / "sheet.pdf"
    said("database", "encrypt", database, sheet)
    keyring.has.clear()
    monkeypatch.setattr("models.file_keys._known", {})
    asked = []

    def prompt(what, **_options):
        asked.append(what)
        return " ".join(groups_on(sheet))

    monkeypatch.setattr("app.commands.options.click.prompt", prompt)
    monkeypatch.setattr("app.commands.options.is_somebody_there", lambda: True)
    assert "people" in said("doctor", "--database", database)
    assert asked == [f"Recovery key of “{database.name}”, all groups in a line"]
    assert keyring.has


def test_a_database_goes_up_to_a_server_from_an_encrypted_file_and_back(database, tmp_path, postgres):
    from models.server_databases import with_name  # noqa: PLC0415  only here

    said("database", "encrypt", database, tmp_path / "sheet.pdf")
    server, back = with_name(postgres.url(), "homeward encrypted"), tmp_path / "back.sqlite"
    try:
        assert "each compared and the same" in said("database", "copy-to", server, "--database", database)
        assert "each compared and the same" in said("database", "copy-to", back, "--database", server)
    finally:
        postgres.drop("homeward encrypted")
    assert (is_encrypted(database), is_encrypted(back)) == (True, False)
