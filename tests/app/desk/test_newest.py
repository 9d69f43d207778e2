"""Whether a newer Homeward is there is told by a notice in a folder that somebody named; nothing else is ever asked."""

import os
import socket
import threading

import pytest

from app.desk import newest, places
from app.desk.newest import (
    NOTICE,
    Newest,
    as_notice,
    look_for_it_in,
    looked_for_in,
    newer,
    notice_in,
    numbers_of,
)
from app.desk.parts import own_version
from app.doctor.computer import newer_version
from app.doctor.finding import Stand
from app.door.errors import Refused, Unavailable


@pytest.fixture
def share(tmp_path):
    folder = tmp_path / "share & Ŵest"
    folder.mkdir()
    return folder


def put(share, version, where="", news=""):
    (share / NOTICE).write_text(as_notice(Newest(version, where, news)), encoding="utf-8")


def after(version, step):
    *before, last = numbers_of(version)
    return ".".join(map(str, (*before, last + step)))


def test_nothing_is_looked_for_unless_a_place_was_named_and_no_network_is_asked(monkeypatch, share):
    monkeypatch.setattr(socket, "socket", None)
    assert looked_for_in() is None
    assert newer() == ""
    put(share, after(own_version(), 1))
    assert newer() == ""


@pytest.mark.parametrize(("step", "is_told"), [(-1, False), (0, False), (1, True)])
def test_only_a_version_after_this_one_is_told(share, step, is_told):
    look_for_it_in(str(share))
    put(share, after(own_version(), step))
    assert bool(newer()) is is_told


def test_it_tells_where_and_what_and_that_nothing_is_installed(share):
    put(share, "99.1", "S:\\Homeward", "Meetings show who is absent.")
    look_for_it_in(str(share))
    said = newer()
    assert said.startswith(f"Homeward 99.1 is there; this is {own_version()}. It is to be had here: S:\\Homeward.")
    assert said.endswith("What is new: Meetings show who is absent. Nothing installs it by itself.")


def test_a_file_can_be_named_too_and_forgotten_again(share):
    put(share, "99.1")
    look_for_it_in(str(share / NOTICE))
    assert newer()
    look_for_it_in("")
    look_for_it_in("")
    assert (looked_for_in(), newer()) == (None, "")


def test_an_administrator_names_a_place_for_the_whole_machine_and_whoever_sits_here_another(
    share, tmp_path, monkeypatch
):
    machine = tmp_path / "machine.txt"
    machine.write_text(f"{tmp_path / 'nowhere'}\n", encoding="utf-8")
    monkeypatch.setattr(places, "newest_file_of_machine", lambda: machine)
    assert looked_for_in() == newest.LookedFor(str(tmp_path / "nowhere"), is_own=False)
    assert newer().startswith("Whether there is a newer Homeward can't be told: ")
    put(share, "99.1")
    look_for_it_in(str(share))
    assert looked_for_in() == newest.LookedFor(str(share), is_own=True)
    assert newer().startswith("Homeward 99.1 is there")


def test_an_address_of_the_network_is_refused_also_where_it_stands_in_the_machines_file(tmp_path, monkeypatch):
    with pytest.raises(Refused, match="fetches nothing from an address"):
        look_for_it_in("https://example.invalid/homeward")
    machine = tmp_path / "machine.txt"
    machine.write_text("https://example.invalid/homeward", encoding="utf-8")
    monkeypatch.setattr(places, "newest_file_of_machine", lambda: machine)
    monkeypatch.setattr(socket, "socket", None)
    assert "fetches nothing from an address" in newer()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"version = 3",
        b'version = "newest"',
        b'version = "1.2.3.4.5"',
        b'version = "1.-2"',
        b"\xff\xfe",
        b"[",
        b'version="1"\n#' + b"x" * 5000,
    ],
)
def test_what_isnt_a_notice_is_said(share, content):
    (share / NOTICE).write_bytes(content)
    with pytest.raises(Unavailable, match="isn't a notice of a version"):
        notice_in(share)


def test_a_notice_of_somebody_elses_can_bring_no_line_and_no_end_of_words(share):
    look_for_it_in(str(share))
    (share / NOTICE).write_text('version = "99"\nnews = "one\\ntwo\\u001b[31m ' + "x" * 1000 + '"\n', encoding="utf-8")
    said = newer()
    assert "\n" not in said
    assert "\x1b" not in said
    assert len(said) < 500


def test_versions_are_compared_by_their_numbers():
    assert numbers_of("0.10") > numbers_of("0.9.9")
    assert numbers_of("1.0") == numbers_of("1")
    assert numbers_of("0") == (0,)
    assert numbers_of("1.a") == numbers_of("") == numbers_of("1.٢") == ()


@pytest.mark.skipif(os.name != "posix", reason="a pipe keeps whoever opens it, as a share does that hangs")
def test_a_share_that_does_not_answer_keeps_one_thread_and_nobody_who_asks(share, monkeypatch):
    monkeypatch.setattr(newest, "_PATIENCE", 0)
    os.mkfifo(share / NOTICE)
    look_for_it_in(str(share))
    for _ in range(6):
        assert newer() == (
            f"Whether there is a newer Homeward can't be told: “{share}” doesn't answer: is the shared drive connected?"
        )
    (reader,) = (each for each in threading.enumerate() if each.name == "newest version")
    assert reader.daemon
    (share / NOTICE).write_text(as_notice(Newest("99.1", "", "")), encoding="utf-8")  # now it answers
    reader.join()
    (share / NOTICE).unlink()
    put(share, "99.2")
    monkeypatch.setattr(newest, "_PATIENCE", 60)
    assert newer().startswith("Homeward 99.2 is there")


def test_another_place_is_read_while_one_does_not_answer(share, tmp_path, monkeypatch):
    answered = threading.Event()
    real = newest.notice_in
    monkeypatch.setattr(newest, "notice_in", lambda place: answered.wait() and real(place))
    monkeypatch.setattr(newest, "_PATIENCE", 0)
    look_for_it_in(str(tmp_path))
    assert "doesn't answer" in newer()
    monkeypatch.setattr(newest, "notice_in", real)
    monkeypatch.setattr(newest, "_PATIENCE", 60)
    put(share, "99.1")
    look_for_it_in(str(share))
    assert newer().startswith("Homeward 99.1 is there")
    answered.set()


@pytest.mark.parametrize("named", ["S:\\Home\0ward", "one\ntwo", "a\x1b[31mb"])
def test_a_place_with_signs_that_no_folder_has_is_said_and_breaks_no_check_up(named):
    with pytest.raises(Refused, match="in one line"):
        look_for_it_in(named)
    places.newest_file().parent.mkdir(parents=True, exist_ok=True)
    places.newest_file().write_text(named, encoding="utf-8")
    assert newer().startswith("Whether there is a newer Homeward can't be told: Name one folder or file in one line")
    assert newer_version().stand is Stand.WORTH_KNOWING


def test_what_notepad_writes_before_a_text_is_no_part_of_it(share):
    places.newest_file().parent.mkdir(parents=True, exist_ok=True)
    places.newest_file().write_text(f"{share}\r\n", encoding="utf-8-sig")
    (share / NOTICE).write_text('version = "99.1"\r\n', encoding="utf-8-sig")
    assert looked_for_in() == newest.LookedFor(str(share), is_own=True)
    assert newer().startswith("Homeward 99.1 is there")
