from concurrent.futures import ThreadPoolExecutor

import pytest

from app.desk.drafts import Drafts
from app.door.errors import Unavailable


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path / "desk" / "drafts.sqlite")


def test_a_draft_comes_back_at_another_start(drafts, tmp_path):
    drafts.keep("goals.new:1", {"statement": "Makes tea", "measure": "<b>3</b>"}, "2026-11-20T09:00")
    found = Drafts(tmp_path / "desk" / "drafts.sqlite").find("goals.new:1")
    assert found.fields == (("statement", "Makes tea"), ("measure", "<b>3</b>"))
    assert (found.text("statement"), found.text("other")) == ("Makes tea", "")


def test_a_newer_draft_takes_the_place_of_the_older_one(drafts):
    drafts.keep("goals.new:1", {"statement": "Makes"}, "2026-11-20T09:00")
    drafts.keep("goals.new:1", {"statement": "Makes tea"}, "2026-11-20T09:01")
    assert drafts.find("goals.new:1").text("statement") == "Makes tea"


def test_each_form_has_its_own_and_a_saved_one_is_forgotten(drafts):
    drafts.keep("goals.new:2", {"statement": "Walks"}, "2026-11-20T09:00")
    drafts.keep("goals.new:1", {"statement": "Makes tea"}, "2026-11-20T09:01")
    drafts.forget("goals.new:2")
    assert drafts.find("goals.new:2") is None
    assert drafts.find("goals.new:1").text("statement") == "Makes tea"


def test_a_disk_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Unavailable, match="Drafts can't be kept"):
        Drafts(tmp_path / "file" / "drafts.sqlite").find("goals.new:1")


def test_many_forms_that_open_at_once_are_all_kept(drafts):
    names = [f"goals.new:{number}" for number in range(12)]
    with ThreadPoolExecutor(len(names)) as forms:
        list(forms.map(lambda name: drafts.keep(name, {"statement": name}, "2026-11-20T09:00"), names))
    assert [drafts.find(name).text("statement") for name in names] == names
