"""The commands about encryption: as the guide says them, each refusal in its own words, a key nowhere else."""

import logging
import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

pytest.importorskip("sqlcipher3")

from app import cli
from app.backups.encrypting import key_told
from app.bootstrap import is_key_wanted
from app.desk import places
from models import file_driver
from models.command_line import CALLED
from models.file_keys import key_of
from models.file_signs import is_encrypted
from models.recovery_keys import from_groups

README = Path(__file__).parents[3] / "app" / "README.md"
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


def test_every_line_of_the_guide_does_what_it_says(database, tmp_path, monkeypatch, keyring):
    monkeypatch.chdir(tmp_path)
    database.rename("office.sqlite")
    Path("backups").mkdir()
    Path("STICK").mkdir()
    told = {}
    for line in lines():
        words = shlex.split(line)
        assert words[0] == "homeward", line
        if "unlock" in words:
            keyring.has.clear()
            monkeypatch.setattr("models.file_keys._known", {})
        typed = f"{' '.join(groups_on('STICK/recovery.pdf'))}\n" if "unlock" in words else ""
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
    assert groups_on("STICK/again.pdf") == groups_on("STICK/recovery.pdf")
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
    sign = " ".join(key_told(database).sign.split())
    assert sign in " ".join(text.split())
    assert sign in said("doctor", "--database", database)


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


def test_of_a_sheet_it_is_said_where_it_undoes_the_encryption(database, tmp_path):
    beside, synchronised = tmp_path / "sheet.pdf", tmp_path / "Dropbox" / "sheet.pdf"
    synchronised.parent.mkdir()
    assert "It lies on the same disk as the database" in said("database", "encrypt", database, beside)
    assert "folder that Dropbox synchronises" in said("database", "recovery-key", database, synchronised)


def test_without_a_keyring_the_key_is_taken_from_the_input_and_no_sentence_leads_in_a_circle(
    database, tmp_path, monkeypatch
):
    def forget():
        monkeypatch.setattr("models.file_keys._known", {})

    sheet, backups = tmp_path / "sheet.pdf", tmp_path / "backups"
    backups.mkdir()
    monkeypatch.setattr("models.file_keys.keyring_here", lambda: None)
    said("database", "encrypt", database, sheet)
    typed = " ".join(groups_on(sheet))
    forget()
    lacking = said("doctor", "--database", database)
    assert "no keyring of this computer keeps its key" in lacking
    assert "unlock" not in lacking
    assert "is made" in said("backup", "--database", database, backups, typed=typed)
    (backup,) = backups.glob("*.sqlite")
    for words in (
        ("restore", backup, tmp_path / "restored.sqlite"),
        ("database", "recovery-key", database, tmp_path / "again.pdf"),
        ("database", "decrypt", database),
    ):
        forget()
        assert "no keyring of this computer" in said(*words)
        said(*words, typed=typed)
    assert (tmp_path / "restored.sqlite").exists()
    assert groups_on(tmp_path / "again.pdf") == groups_on(sheet)
    assert not is_encrypted(database)


def test_at_a_terminal_a_key_that_is_mistyped_is_asked_again(database, tmp_path, keyring, monkeypatch):
    sheet = tmp_path / "sheet.pdf"
    said("database", "encrypt", database, sheet)
    keyring.has.clear()
    monkeypatch.setattr("models.file_keys._known", {})
    monkeypatch.setattr("app.commands.options.is_somebody_there", lambda: True)
    answer = said("database", "unlock", database, typed=f"12345\n{' '.join(groups_on(sheet))}\n")
    assert "in group 1 (“12345”)" in answer
    assert "kept in this computer's keyring from now on" in answer


def test_no_key_is_asked_for_where_none_helps(database, tmp_path, keyring, monkeypatch):
    said("database", "encrypt", database, tmp_path / "sheet.pdf")
    keyring.has.clear()
    monkeypatch.setattr("models.file_keys._known", {})
    monkeypatch.setattr(file_driver, "find_spec", lambda _name: None)
    monkeypatch.setattr("app.commands.options.is_somebody_there", lambda: True)
    monkeypatch.setattr("app.commands.options.click.prompt", lambda *_words, **_options: pytest.fail("asked"))
    for words in (
        ("database", "unlock", database),
        ("database", "decrypt", database),
        ("today", "--database", database),
    ):
        assert "pipx install --force '.[encryption]'" in said(*words)
    monkeypatch.setenv(CALLED, "python3 run.py")
    assert f'"{sys.executable}" -m pip install ".[encryption]"' in said("database", "unlock", database)
    assert not is_key_wanted(database)


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
