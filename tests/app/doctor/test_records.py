"""What the doctor finds out about the records, on a file and on a server, and what goes into a file for a helper."""

import json
import logging
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import update

from app.desk import logs, places
from app.doctor import diagnostics, records
from app.doctor.checkup import checkup, summed_up
from app.doctor.finding import Finding, Stand
from app.door.clock import FixedClock, SystemClock
from app.services.office.policy import set_policy
from models.people import Person
from tests.app.commands.test_damage import said_by
from tests.older import past_the_guards

PLANTED = {
    "given": "Zebedee",
    "family": "Quagmire",
    "telephone": "0114 496 0777",
    "mosaic_id": "7654321",
}


@pytest.fixture
def url(office, office_url):
    """The small office with a person, closed."""
    office.a_person()
    office.database.close()
    return office_url


def of(findings, about):
    return next(each for each in findings if each.about == about)


def test_the_whole_check_up_of_a_sound_desk_finds_nothing_wrong(url):
    findings = tuple(checkup(url, SystemClock()))
    assert [each.about for each in findings if each.stand is Stand.WRONG] == []
    assert summed_up(findings) == "Nothing is wrong."
    assert of(findings, "whole").says.startswith("The records are whole.")
    assert {"fonts", "printers", "keyring", "screen reader", "clock", "backup", "zone"} <= {
        each.about for each in findings
    }


def test_what_is_wrong_is_counted_by_name():
    wrong = Finding("fonts", Stand.WRONG, "Gone.")
    assert summed_up([wrong]) == "One thing is wrong: fonts."
    assert summed_up([wrong, wrong]) == "2 things are wrong: fonts, fonts."


@pytest.mark.parametrize(
    ("apart", "stand"), [(59, Stand.FINE), (60, Stand.FINE), (61, Stand.WRONG), (-61, Stand.WRONG)]
)
def test_a_desks_clock_is_compared_with_the_servers(apart, stand):
    now = SystemClock().now()
    found = records.clocks(records._Told(now=now - timedelta(seconds=apart)), now)
    assert (found.stand, found.facts) == (stand, {"seconds ahead of the server": apart})
    if stand is Stand.WRONG:
        assert ("ahead of" in found.says, "behind" in found.says) == (apart > 0, apart < 0)


def test_a_server_is_really_asked_for_its_clock(postgres_office):
    url = postgres_office.database.url.render_as_string(hide_password=False)
    ahead = FixedClock(SystemClock().now() + timedelta(hours=1))
    found = of(tuple(records.about_the_records(url, ahead)), "clock")
    assert (found.stand, "ahead of the server's" in found.says) == (Stand.WRONG, True)
    assert "set by the network" in found.mend


def test_a_files_last_change_that_is_to_come_tells_of_a_wrong_clock(sqlite_office):
    person = sqlite_office.a_person()
    assert person
    url = sqlite_office.database.url.render_as_string()
    with sqlite_office.database.reading() as session:
        end = records.audit_end(session.connection())
    sqlite_office.database.close()
    told = records._Told(end=end)
    if end.is_test:
        assert records.clocks(told, end.at - timedelta(days=1)).stand is Stand.FINE
    else:
        early = records.clocks(told, end.at - timedelta(seconds=61))
        assert (early.stand, records.clocks(told, end.at - timedelta(seconds=60)).stand) == (Stand.WRONG, Stand.FINE)
        found = of(tuple(records.about_the_records(url, FixedClock(end.at - timedelta(days=1)))), "clock")
        assert "still to come" in found.says


def planted(office):
    """Somebody with a name, a number and an address that nobody else has, and what they are told by."""
    person = office.a_person()
    with office.database.writing() as session:
        session.execute(update(Person).where(Person.id == person).values(**PLANTED))
    office.database.close()


def test_the_file_for_a_helper_names_nobody_and_no_place(office, office_url, tmp_path, caplog):
    planted(office)
    logs.start(places.log_file())
    with pytest.raises(KeyError) as caught:
        {}[PLANTED["family"]]
    logs.defect(KeyError, caught.tb)
    logging.getLogger("another.library").warning("couldn't store %s at %s", PLANTED["given"], office_url)
    caplog.clear()
    file = tmp_path / "Zebedee Quagmire's home" / "for a helper.zip"
    file.parent.mkdir()
    code, said = said_by("doctor", "--bundle", str(file), "--database", office_url)
    assert code == 0
    assert said.index("What goes into the file:") < said.index("Homeward 0")
    assert all(each in said for each in diagnostics.CONTENTS)
    words = everything_in(file)
    for secret in (*PLANTED.values(), str(tmp_path), str(places.log_file().parent), "Zebedee Quagmire's home"):
        assert secret not in words, secret
    assert not re.search(r"[/\\][\w. -]+[/\\]", words), "no path at all"
    told = json.loads(words_of(file, "records.json"))
    assert (told["rows"]["person"], told["kind"]) == (1, "sqlite" if office_url.startswith("sqlite") else "postgresql")
    log = words_of(file, "log.txt").splitlines()
    assert "homeward defect 'KeyError' in 'test_records.py:" in log[0]
    assert log[1].endswith("WARNING elsewhere")


@pytest.mark.parametrize(
    "line",
    [
        "{at} ERROR homeward defect 'KeyError' in 'Zebedee Quagmire 7654321'",
        "{at} ERROR homeward defect 'KeyError' in 'zebedee quagmire.py:3 <module>'",
        "{at} ERROR homeward defect 'KeyError' in 'a.py:3 Zébédée'",
        "{at} ERROR homeward defect 'KeyError' in 'a.py:3 get: Zebedee'",
        "{at} WARNING zebedee.quagmire INSERT INTO person VALUES ('Zebedee', '7654321')",
        "{at} WARNING sqlalchemy.pool [parameters: ('Zebedee', '7654321')]",
        "{at} ZEBEDEE sqlalchemy.pool",
        "  File '/home/zebedee/quagmire.py', line 3",
        "KeyError: 'Zebedee'",
    ],
)
def test_of_a_log_only_places_in_the_program_and_its_parts_are_told(tmp_path, line):
    (tmp_path / "homeward.log").write_text(line.format(at="2026-11-20 09:00:00,000") + "\n", encoding="utf-8")
    told = diagnostics.log_lines(tmp_path).casefold()
    for secret in ("zebedee", "quagmire", "7654321", "zébédée", "home/"):
        assert secret not in told


@pytest.mark.parametrize(
    ("logger", "told"),
    [
        ("homeward", "homeward"), ("asyncio", "asyncio"), ("concurrent.futures", "concurrent"), ("root", "root"),
        ("py.warnings", "py"), ("sqlalchemy.pool.Zebedee.Quagmire", "sqlalchemy"), ("app.zebedee", "app"),
        ("zebedee", "elsewhere"),
    ],
)  # fmt: skip
def test_of_a_log_it_is_told_which_part_wrote_a_line_and_no_more(tmp_path, logger, told):
    line = f"2026-11-20 09:00:00,000 WARNING {logger} Zebedee was here\n"
    (tmp_path / "homeward.log").write_text(line, encoding="utf-8")
    assert diagnostics.log_lines(tmp_path) == f"2026-11-20 09:00:00,000 WARNING {told}\n"


@pytest.mark.parametrize("kind", ["_OutdatedError", "_Twice", "KeyError"])
def test_a_defect_is_told_with_its_kind_and_places_however_its_kind_is_called(tmp_path, kind):
    line = f"2026-11-20 09:00:00,000 ERROR homeward defect '{kind}' in 'work.py:53 write'\n"
    (tmp_path / "homeward.log").write_text(line, encoding="utf-8")
    assert diagnostics.log_lines(tmp_path) == line


@pytest.mark.usefixtures("caplog")
def test_the_log_of_a_defect_names_no_script_of_somebodys_and_each_word_stands_in_one_line(tmp_path):
    script = tmp_path / "zebedee_quagmire.py"
    script.write_text("def zebedee():\n    raise KeyError('7654321')\n", encoding="utf-8")
    told = run_path(str(script))
    log = logging.getLogger("homeward")
    kept = []
    keeper = logging.Handler()
    keeper.setFormatter(logs._OneLine("%(levelname)s %(name)s %(message)s"))
    keeper.emit = lambda record: kept.append(keeper.format(record))
    log.addHandler(keeper)
    with pytest.raises(KeyError) as caught:
        told["zebedee"]()
    logs.defect(KeyError, caught.tb)
    log.warning("two\n2026-11-20 09:00:00,000 ERROR homeward defect 'X' in 'a.py:1 zebedee'")
    log.removeHandler(keeper)
    first, second = kept
    assert "defect 'KeyError' in 'elsewhere < test_records.py:" in first
    assert "zebedee" not in first
    assert "\n" not in second


def test_the_check_up_of_an_account_that_never_used_homeward_leaves_no_folder(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    for name in ("user_data_path", "user_config_path", "user_log_path"):
        monkeypatch.setattr(places, name, lambda *_told, at=home / name / "Homeward", **_more: at)
    kept = home / "user_config_path" / "Homeward"
    said_by("doctor")
    assert list(home.iterdir()) == []
    kept.mkdir(parents=True)
    said_by("doctor")
    assert list(home.rglob("*")) == [kept.parent, kept], "what was there stays"


def test_a_desk_that_is_only_looked_at_remembers_nothing(url):
    before = sorted(places.seen_folder().glob("*"))
    code, _ = said_by("doctor", "--database", url)
    assert (code, sorted(places.seen_folder().glob("*"))) == (0, before)


def words_of(file, name):
    with zipfile.ZipFile(file) as archive:
        return archive.read(name).decode()


def everything_in(file):
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == [
            "answers.json",
            "log.txt",
            "records.json",
            "settings.json",
            "versions.json",
        ]
        return "\n".join([*archive.namelist(), *(archive.read(each).decode() for each in archive.namelist())])


def test_of_damaged_records_the_file_tells_the_tables_and_no_sentence(office, office_url, tmp_path):
    planted(office)
    past_the_guards(office, "DELETE FROM audit_entry WHERE table_name = 'person'")
    office.database.close()
    file = tmp_path / "b.zip"
    code, said = said_by("doctor", "--bundle", str(file), "--database", office_url)
    assert (code, "One thing is wrong: whole." in said) == (1, True), said
    whole = next(each for each in json.loads(words_of(file, "answers.json")) if each["about"] == "whole")
    assert (whole["stand"], "person" in whole["tables"].split()) == ("wrong", True)


def test_records_that_cannot_be_read_still_give_a_file(tmp_path):
    away = tmp_path / "away.sqlite"
    away.write_bytes(b"no database" * 100)
    file = tmp_path / "b.zip"
    code, said = said_by("doctor", "--bundle", str(file), "--database", str(away))
    assert (code, "wrong: records" in said) == (1, True), said
    assert "can't be read" in json.loads(words_of(file, "records.json"))
    assert "away" not in everything_in(file)


def test_the_file_for_a_helper_is_written_over_no_other(office, office_url, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann")
    code, said = said_by("doctor", "--bundle", str(letter), "--database", office_url)
    assert (code, letter.read_text(), "already a file “letter.txt”" in said) == (2, "Dear Ann", True), said
    records = office.database.url.database if office_url.startswith("sqlite") else None
    if records is not None:
        office.database.close()
        before = Path(records).read_bytes()
        code, said = said_by("doctor", "--bundle", records, "--database", office_url)
        assert (code, "is a database" in said, Path(records).read_bytes()) == (2, True, before), said


def test_a_file_that_cannot_be_written_is_said(url, tmp_path):
    code, said = said_by("doctor", "--bundle", str(tmp_path / "nowhere" / "b.zip"), "--database", url)
    assert code == 2
    assert "nowhere" in said


def test_as_json_each_answer_has_what_is_wrong_and_how_it_is_mended(url):
    code, said = said_by("doctor", "--json", "--database", url)
    answers = json.loads(said)
    assert code == 0
    assert all(set(each) == {"about", "stand", "says", "mend", "facts"} for each in answers)
    assert {each["stand"] for each in answers} <= {"fine", "worth knowing", "wrong"}


def test_what_a_desk_remembers_of_people_and_places_stays_there(tmp_path):
    file = tmp_path / "desk.ini"
    file.write_text(
        "[look]\nscheme=dark\ntext_size=150\nsystem_theme=Zebedee Quagmire\n[files]\nfolder=/home/zebedee\n"
        "[window]\nperson=7654321\n[desk]\nopened=postgresql://zebedee@server/homeward\n",
        encoding="utf-8",
    )
    assert diagnostics.of_desk(file) == {
        "look/scheme": "dark",
        "look/text_size": "150",
        "notices/success_goes_after": "",
    }
    file.write_bytes(b"\xff\xfe[")
    assert set(diagnostics.of_desk(file).values()) == {""}


def test_the_policys_numbers_go_along_without_who_set_them_and_why(office, office_url):
    office.do_as("Service manager", set_policy, setting="hold_for", number=96, because="Ms Quagmire asked for it")
    office.database.close()
    told = diagnostics.of_policy(office_url)
    assert [(each["name"], each["number"]) for each in told] == [("hold_for", 96)]
    assert "Quagmire" not in json.dumps(told)
