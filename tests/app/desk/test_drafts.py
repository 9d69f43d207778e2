import signal
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from app.desk.drafts import Draft, Drafts, KeptField
from app.desk.files import refuse_if_held
from app.door.errors import Refused, Unavailable

ROOT = Path(__file__).parents[3]
CANARY = "Zofia keeps her key under the third pot"


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path / "desk" / "drafts.sqlite")


def a_draft(form="goals.new:1", of="me", at="2026-11-20T09:00", version=3, **typed):
    return Draft(form, of, version, tuple((name, KeptField("", text)) for name, text in typed.items()), at)


def test_a_draft_comes_back_at_another_start_with_what_its_fields_began_from(drafts, tmp_path):
    kept = Draft("goals.change:1", "me", 4, (("measure", KeptField("<b>2</b>", "<b>3</b>")),), "2026-11-20T09:00")
    drafts.keep(kept)
    found = Drafts(tmp_path / "desk" / "drafts.sqlite").find("goals.change:1", "me")
    assert found == kept
    assert (found.typed("measure"), found.typed("other")) == ("<b>3</b>", "")


def test_a_newer_draft_takes_the_place_of_the_older_one(drafts):
    drafts.keep(a_draft(statement="Makes"))
    drafts.keep(a_draft(statement="Makes tea"))
    assert drafts.find("goals.new:1", "me").typed("statement") == "Makes tea"


def test_a_draft_in_which_nothing_is_changed_any_more_is_forgotten(drafts):
    drafts.keep(a_draft(statement="Makes"))
    drafts.keep(a_draft())
    assert drafts.find("goals.new:1", "me") is None


def test_each_form_and_each_person_has_their_own_and_a_saved_one_is_forgotten(drafts):
    drafts.keep(a_draft("goals.new:2", statement="Walks"))
    drafts.keep(a_draft(statement="Makes tea"))
    drafts.keep(a_draft(of="another", statement="Makes soup"))
    drafts.forget("goals.new:2", "me")
    assert drafts.find("goals.new:2", "me") is None
    assert drafts.find("goals.new:1", "me").typed("statement") == "Makes tea"
    assert drafts.find("goals.new:1", "another").typed("statement") == "Makes soup"


def test_of_what_was_sent_only_what_was_typed_since_is_kept(drafts):
    sent = a_draft(statement="Makes tea", measure="6 of 7 days")
    drafts.let_go(sent)
    assert drafts.find("goals.new:1", "me") is None
    drafts.keep(a_draft(statement="Makes tea, and toast", measure="6 of 7 days", because="She likes it"))
    drafts.let_go(sent)
    assert drafts.find("goals.new:1", "me") == a_draft(statement="Makes tea, and toast", because="She likes it")
    drafts.keep(sent)
    drafts.let_go(sent)
    assert drafts.find("goals.new:1", "me") is None


def test_the_drafts_of_one_kind_of_form_are_found_the_newest_first(drafts):
    drafts.keep(a_draft("referrals.new:1", at="2026-11-20T09:00", given="Ann"))
    drafts.keep(a_draft("referrals.new:2", at="2026-11-20T09:05", given="Bea"))
    drafts.keep(a_draft("referrals.new:3", of="another", given="Cecily"))
    drafts.keep(a_draft("referrals.edit:1", given="Dora"))
    assert [each.typed("given") for each in drafts.under("referrals.new:", "me")] == ["Bea", "Ann"]


def test_the_file_of_an_older_release_is_replaced(tmp_path):
    file = tmp_path / "drafts.sqlite"
    with closing(sqlite3.connect(file)) as old, old:
        old.execute("pragma journal_mode = wal")
        old.execute("create table draft (form text primary key, fields text not null, kept_at text not null)")
        old.execute("insert into draft values ('goals.new:1', ?, '2026-11-20T09:00')", (f'{{"a": "{CANARY}"}}',))
    drafts = Drafts(file)
    assert drafts.find("goals.new:1", "") is None
    drafts.keep(a_draft(statement="Makes tea"))
    assert drafts.find("goals.new:1", "me") is not None
    assert CANARY.encode() not in everything_in(tmp_path)


def test_a_disk_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Unavailable, match="What you type here isn't kept on this desk"):
        Drafts(tmp_path / "file" / "drafts.sqlite").find("goals.new:1", "me")


def test_a_file_that_another_program_holds_is_said_and_kept_in_again_once_it_lets_go(drafts, monkeypatch, tmp_path):
    monkeypatch.setattr("app.desk.drafts._WAIT_S", 0.01)
    drafts.keep(a_draft(statement="Makes"))
    with closing(sqlite3.connect(tmp_path / "desk" / "drafts.sqlite", isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(Unavailable, match="another program holds the file of drafts"):
            drafts.keep(a_draft(statement="Makes tea"))
        other.execute("rollback")
    drafts.keep(a_draft(statement="Makes tea"))
    assert drafts.find("goals.new:1", "me").typed("statement") == "Makes tea"


def test_many_forms_that_open_at_once_are_all_kept(drafts):
    names = [f"goals.new:{number}" for number in range(12)]
    with ThreadPoolExecutor(len(names)) as forms:
        list(forms.map(lambda name: drafts.keep(a_draft(name, statement=name)), names))
    assert [drafts.find(name, "me").typed("statement") for name in names] == names


def test_nothing_of_a_forgotten_draft_is_left_in_the_file_or_beside_it(drafts, tmp_path):
    folder = tmp_path / "desk"
    drafts.keep(a_draft("goals.new:2", statement="Walks"))
    with closing(sqlite3.connect(folder / "drafts.sqlite")) as looks_on:  # so that the log stays when others leave
        looks_on.execute("select count(*) from typed").fetchall()
        for end in range(len(CANARY)):
            drafts.keep(a_draft(statement=CANARY[: end + 1] * 200))
        assert CANARY.encode() in everything_in(folder)
        drafts.forget("goals.new:1", "me")
        assert CANARY[:12].encode() not in everything_in(folder)
    assert CANARY[:12].encode() not in everything_in(folder)
    assert drafts.find("goals.new:2", "me").typed("statement") == "Walks"


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files as POSIX has them")
def test_nothing_else_in_this_program_opens_the_file_of_drafts(drafts, tmp_path):
    drafts.keep(a_draft(statement=CANARY))
    for end in ("", "-wal", "-shm"):
        with pytest.raises(Refused, match="where Homeward keeps its records"):
            refuse_if_held(tmp_path / "desk" / f"drafts.sqlite{end}")


def test_only_the_person_at_the_desk_may_read_what_is_typed(tmp_path):
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o755)
    file = folder / "drafts.sqlite"
    file.touch(mode=0o644)
    drafts = Drafts(file)
    drafts.keep(a_draft(statement="Makes"))
    with closing(sqlite3.connect(file)) as looks_on:
        looks_on.execute("select count(*) from typed").fetchall()
        drafts.keep(a_draft(statement="Makes tea"))
        rights = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.iterdir())}
    assert rights.pop("desk") == 0o700
    assert set(rights) == {"drafts.sqlite", "drafts.sqlite-wal", "drafts.sqlite-shm"}
    assert set(rights.values()) == {0o600}


def everything_in(folder):
    return b"".join(each.read_bytes() for each in folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_what_was_kept_outlives_the_process_that_is_killed_the_next_moment(tmp_path):
    file = tmp_path / "desk" / "drafts.sqlite"
    keeps = (
        "import os, signal, sys; from pathlib import Path; from app.desk.drafts import Draft, Drafts, KeptField\n"
        "drafts = Drafts(Path(sys.argv[1]))\n"
        "for end in range(1, 21):\n"
        "    field = ('statement', KeptField('', 'x' * end))\n"
        "    drafts.keep(Draft('goals.new:1', 'me', 0, (field,), '2026-11-20T09:00'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", keeps, str(file)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert Drafts(file).find("goals.new:1", "me").typed("statement") == "x" * 20
