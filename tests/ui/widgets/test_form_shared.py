"""One form in several windows of a desk: each change stands in all at once, and it is said while it is shared."""

from threading import Event

import pytest

from app.desk.drafts import Draft, KeptField
from tests.ui.widgets.test_form_draft import FORM, Form, of_this_desk


@pytest.fixture
def shown(qtbot):
    """A function that shows a form for the length of the test."""

    def show(made):
        qtbot.addWidget(made)
        made.show()
        return made

    return show


@pytest.fixture
def form(desk, shown, settled):
    made = shown(Form(desk))
    made.begin("Key safe", "Dog")
    settled()
    return made


@pytest.fixture
def beside(desk, shown, settled):
    """The same form in a further window of the desk."""
    made = shown(Form(desk.beside(desk.preferences)))
    made.begin("Key safe", "Dog")
    settled()
    return made


@pytest.fixture
def slow_file(desk, monkeypatch):
    """The file of drafts takes its time, until this is set."""
    go_on, keep = Event(), desk.drafts.keep

    def slowly(draft):
        go_on.wait()
        keep(draft)

    monkeypatch.setattr(desk.drafts, "keep", slowly)
    yield go_on
    go_on.set()


def test_the_other_window_shows_each_change_at_once(form, beside):
    form.notes.setPlainText("Key safe, f")
    assert beside.notes.toPlainText() == "Key safe, f"
    beside.notes.setPlainText("Key safe, front")
    assert form.notes.toPlainText() == "Key safe, front"


def test_what_is_typed_while_the_file_is_slow_is_not_overwritten_from_the_other_window(
    desk, form, beside, slow_file, settled
):
    form.notes.setPlainText("Key safe, first words")
    form.draft.keep_now()
    form.notes.setPlainText("Key safe, first words and many more")
    beside.risks.setPlainText("Dog bites")
    for each in (form, beside):
        assert (each.notes.toPlainText(), each.risks.toPlainText()) == (
            "Key safe, first words and many more", "Dog bites",
        )  # fmt: skip
    form.draft.keep_now()
    beside.draft.keep_now()
    slow_file.set()
    settled()
    kept = desk.drafts.find(FORM, of_this_desk(desk))
    assert (kept.typed("notes"), kept.typed("risks")) == ("Key safe, first words and many more", "Dog bites")


def test_only_the_fields_that_changed_in_the_other_window_are_taken_over(form, beside):
    form.notes.setPlainText("Key safe, front")
    form.draft._filling = True  # a change that couldn't be told yet
    form.likes.setText("Jean")
    form.draft._filling = False
    beside.risks.setPlainText("Dog bites")
    assert (form.notes.toPlainText(), form.risks.toPlainText()) == ("Key safe, front", "Dog bites")
    assert form.likes.text() == "Jean"
    form.alone.setChecked(True)
    assert (beside.likes.text(), beside.alone.isChecked()) == ("Jean", True)


def test_what_was_typed_before_the_file_answered_stands_in_both_windows(desk, shown, settled):
    earlier = (("risks", KeptField("Dog", "Dog bites")),)
    desk.drafts.keep(Draft(FORM, of_this_desk(desk), 1, earlier, desk.clock.now().isoformat()))
    first, second = shown(Form(desk)), shown(Form(desk.beside(desk.preferences)))
    for each in (first, second):
        each.begin("Key safe", "Dog")
    first.notes.setPlainText("Key safe, front")
    second.likes.setText("Jean")
    settled()
    for each in (first, second):
        assert (each.notes.toPlainText(), each.risks.toPlainText(), each.likes.text()) == (
            "Key safe, front", "Dog bites", "Jean",
        )  # fmt: skip


def test_a_field_typed_back_to_what_it_was_is_so_in_the_other_window_and_nothing_else_of_it(form, beside):
    form.notes.setPlainText("Key safe, front")
    form.likes.setText("Jean")
    beside.notes.setPlainText("Key safe")
    assert (form.notes.toPlainText(), form.likes.text()) == ("Key safe", "Jean")


def test_that_it_is_open_in_another_window_is_said_once_and_not_with_each_key(form, beside, qtbot):
    with qtbot.waitSignal(beside.draft.shared):
        form.notes.setPlainText("Key safe, f")
    with qtbot.assertNotEmitted(beside.draft.shared):
        form.notes.setPlainText("Key safe, fr")
    form.draft.throw_away()
    assert not beside.kept.bar("back").isVisible()
    with qtbot.waitSignal(beside.draft.shared):
        form.notes.setPlainText("Key safe, f")


def is_said_to_be_shared(form):
    return form.kept.bar("back").isVisible() and "another window" in form.kept.bar("back").text.text()


@pytest.mark.parametrize(
    "go",
    [
        lambda form, _desk: form.draft.leave(),
        lambda form, _desk: form.draft.open("person:2"),
        lambda form, desk: desk.shared.left(form.draft._desk),
    ],
    ids=["left", "another-person", "window-closed"],
)
def test_that_it_is_open_in_another_window_is_not_said_once_it_is_left_there(desk, form, beside, settled, go):
    beside.notes.setPlainText("Key safe, front")
    assert is_said_to_be_shared(form)
    go(beside, desk)
    assert not is_said_to_be_shared(form)
    form.notes.setPlainText("Key safe, back")
    settled()
    assert (is_said_to_be_shared(form), form.notes.toPlainText()) == (False, "Key safe, back")
    assert beside.notes.toPlainText() == "Key safe, front"  # which shows something else by now


def test_of_three_windows_it_is_said_until_the_last_other_one_has_left(desk, form, beside, shown, settled):
    third = shown(Form(desk.beside(desk.preferences)))
    third.begin("Key safe", "Dog")
    settled()
    beside.notes.setPlainText("Key safe, front")
    third.risks.setPlainText("Dog bites")
    beside.draft.leave()
    assert is_said_to_be_shared(form)
    third.draft.leave()
    assert not is_said_to_be_shared(form)


def test_a_form_that_was_opened_anew_does_not_say_what_was_said_of_the_one_before(form, beside, settled):
    beside.notes.setPlainText("Key safe, front")
    assert is_said_to_be_shared(form)
    form.draft.open("person:2")
    settled()
    assert not is_said_to_be_shared(form)


def test_the_form_hears_of_what_another_window_puts_in_as_of_what_comes_back(form, beside, desk, shown, settled, qtbot):
    with qtbot.waitSignal(beside.draft.put_in), qtbot.assertNotEmitted(form.draft.put_in):
        form.alone.setChecked(True)
    with qtbot.waitSignal(beside.draft.put_in):
        form.alone.setChecked(False)
    form.alone.setChecked(True)
    for each in (form, beside):
        each.draft.leave()
    settled()
    back = shown(Form(desk))
    with qtbot.waitSignal(back.draft.put_in):
        back.begin("Key safe", "Dog")
    assert back.alone.isChecked()
