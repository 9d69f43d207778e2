"""The check-up in About, the file for whoever helps, and where newer versions are looked for in Settings."""

import zipfile

import pytest

from app.desk.newest import NOTICE, LookedFor, looked_for_in
from app.doctor.finding import Finding, Stand
from app.door.errors import Unavailable
from ui.actions import spec_of
from ui.pages.desk import about, settings
from ui.pages.desk.about import AboutPage
from ui.pages.desk.settings import SettingsPage

WRONG = Finding("fonts", Stand.WRONG, "Fonts that papers need can't be read: Text.", "Install Homeward again.")


@pytest.fixture
def found(monkeypatch):
    """The doctor finds this, without looking: what it looks at is tested by itself."""
    answers = [Finding("zone", Stand.FINE, "Fine."), WRONG]
    monkeypatch.setattr("app.doctor.checkup.checkup", lambda _url, _clock: iter(answers))
    return answers


def test_the_check_up_says_how_many_things_are_wrong_and_how_each_is_mended(open_page, press, settled, found):
    page = open_page(AboutPage)
    assert page.found.isHidden()
    press(page, "about.check")
    settled()
    assert page.found.text() == "One thing is wrong: fonts."
    assert page.told.text() == f"{WRONG.says}\n{WRONG.mend}"
    found.pop()
    press(page, "about.check")
    settled()
    assert (page.found.text(), page.told.isHidden(), page.check.hasFocus()) == ("Nothing is wrong.", True, True)


def test_a_second_press_while_it_looks_asks_nothing_more(open_page, settled, found, monkeypatch):
    asked = []
    monkeypatch.setattr(about.DoctorErrands, "checked", lambda _self: asked.append(1) or ("Nothing is wrong.", ()))
    page = open_page(AboutPage)
    page.check.click()
    page.check.click()
    page.save.click()
    settled()
    assert (asked, page.found.text(), bool(found)) == ([1], "Nothing is wrong.", True)


@pytest.mark.usefixtures("found")
def test_what_goes_into_the_file_is_said_before_it_is_made(open_page, press, settled, monkeypatch, tmp_path):
    page, file = open_page(AboutPage), tmp_path / "helper.zip"
    said = " ".join(each.text() for each in page.findChildren(type(page.found)))
    assert all(each in said for each in (*about.CONTENTS, about.NOT_IN_IT))
    monkeypatch.setattr(about, "save_file", lambda *_words, **_more: file)
    press(page, "about.save")
    settled()
    assert "“helper.zip” is written" in page.notice.text.text()
    assert len(zipfile.ZipFile(file).namelist()) == 5
    monkeypatch.setattr(about, "save_file", lambda *_words, **_more: None)
    press(page, "about.save")
    assert page.save.isEnabled()


@pytest.mark.usefixtures("found")
def test_a_file_that_cannot_be_written_is_said_and_can_be_tried_again(open_page, press, settled, monkeypatch):
    def full(*_words, **_more):
        raise Unavailable("“helper.zip” can't be written (No space left on device): free space, then try again.")

    page = open_page(AboutPage)
    monkeypatch.setattr("app.doctor.errands.bundle", full)
    monkeypatch.setattr(about, "save_file", lambda *_words, **_more: "helper.zip")
    press(page, "about.save")
    settled()
    assert "No space left" in page.notice.text.text()
    assert (page._is_looking, page.found.isHidden()) == (False, True)


def test_newer_versions_are_looked_for_where_somebody_says_and_no_more(
    open_page, press, settled, monkeypatch, tmp_path
):
    page = open_page(SettingsPage)
    settled()
    assert page.newest.text() == "Newer versions aren't looked for."
    assert not page.newest_no_more.isEnabled()
    monkeypatch.setattr(settings, "open_folder", lambda *_words: tmp_path)
    press(page, "settings.newest_in")
    settled()
    assert "Whether there is a newer Homeward can't be told" in page.newest.text()
    (tmp_path / NOTICE).write_text('version = "0.0.1"\n', encoding="utf-8")
    page.refresh()
    settled()
    assert page.newest.text() == f"Looked for in {tmp_path}. There is no newer one."
    (tmp_path / NOTICE).write_text('version = "99"\n', encoding="utf-8")
    page.refresh()
    settled()
    assert "Homeward 99 is there" in page.newest.text()
    press(page, "settings.newest_no_more")
    settled()
    assert (page.newest.text(), looked_for_in()) == ("Newer versions aren't looked for.", None)


def test_what_an_administrator_named_for_all_is_not_taken_away_here(open_page, settled, monkeypatch):
    monkeypatch.setattr(settings, "looked_for_in", lambda: LookedFor("S:\\Homeward", is_own=False))
    page = open_page(SettingsPage)
    settled()
    assert page.newest.text().startswith("Looked for in S:\\Homeward.")
    assert not page.newest_no_more.isEnabled()


def test_who_leaves_the_dialog_changes_nothing(open_page, press, settled, monkeypatch):
    page = open_page(SettingsPage)
    monkeypatch.setattr(settings, "open_folder", lambda *_words: None)
    press(page, "settings.newest_in")
    settled()
    assert looked_for_in() is None


def test_the_keys_of_text_size_are_told_as_they_are_at_this_desk(open_page, office_desk):
    page = open_page(SettingsPage)
    assert page.size_field.line.text() == "Ctrl++ makes all text bigger. Ctrl+- makes all text smaller."
    office_desk.shortcuts.change(spec_of("window.bigger"), "F7")
    office_desk.shortcuts.change(spec_of("window.smaller"), "")
    assert page.size_field.line.text() == "F7 makes all text bigger."
    assert page.text_size.accessibleDescription() == "F7 makes all text bigger."
    office_desk.shortcuts.change(spec_of("window.bigger"), "")
    assert page.size_field.line.isHidden()
