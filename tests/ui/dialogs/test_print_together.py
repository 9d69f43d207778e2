"""Several papers of one person at once: ticked by the moment, with why others can't be printed, as one file."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea
from sqlalchemy import select

from app.door.changes import Topic, changes
from app.services.closure import deaths
from app.services.people.key_safes import set_key_safe_code
from models.access import AccessNote
from models.people import Person
from models.vocabulary.access import KEY_SAFE_CODE, Access
from models.vocabulary.people import PaperFormat
from models.vocabulary.print_packs import PackPaper, PrintPack
from tests.papers.test_together import begun, came_back, died, nobody_yet, pays, waits
from ui.dialogs.print_preview import PrintPreview
from ui.dialogs.print_together import PrintTogether

FIRST_VISIT = [PackPaper.SERVICE_PLAN, PackPaper.IPAD_SHEET, PackPaper.CALL_SHEET]

TICKED = "Its papers are ticked. Tick others as well, or fewer."
NONE_OF_IT = "None of its papers can be printed now: each says why. Others can be ticked."


@pytest.fixture
def opened(office_desk, qtbot, settled):
    """The dialog about somebody, once their papers stand in it."""

    def open_about(person):
        dialog = PrintTogether(office_desk, person)
        qtbot.addWidget(dialog)
        dialog.open()
        settled()
        qtbot.waitUntil(dialog.rows[-1].isVisible)
        return dialog

    return open_about


@pytest.fixture
def preview_of(qtbot, settled):
    """Of what is ticked, once its pages are there."""

    def look(dialog):
        dialog.look_at.click()
        (preview,) = dialog.findChildren(PrintPreview)
        qtbot.waitUntil(lambda: len(preview.sheets) > 0)
        settled()
        return preview

    return look


def row(dialog, paper):
    return next(each for each in dialog.rows if each.now.paper is paper)


def noted(office):
    with office.database.reading() as session:
        found = session.scalars(select(AccessNote).order_by(AccessNote.id)).all()
    return [(each.deed, each.what) for each in found]


def test_the_papers_of_the_moment_are_ticked_and_one_that_cant_be_printed_says_why(opened, sqlite_office):
    dialog = opened(begun(sqlite_office))
    assert dialog.heading.text() == "Print together: Nora Pearce"
    assert dialog.pack.value() is PrintPack.BEFORE_FIRST_VISIT
    assert dialog.wanted == FIRST_VISIT
    closure = row(dialog, PackPaper.CLOSURE_SUMMARY)
    assert not closure.tick.isEnabled()
    assert not closure.tick.isChecked()
    why = closure.findChild(type(dialog.heading), "together.why.closure-summary")
    assert why.text() == closure.tick.accessibleDescription() == closure.now.why_not
    assert not why.isHidden()


def test_another_moment_ticks_its_own_papers_and_whoever_prints_may_tick_others(opened, sqlite_office):
    dialog = opened(pays(sqlite_office))
    assert dialog.pack.value() is PrintPack.AT_TRANSFER
    dialog.pack.setCurrentIndex(2)
    dialog.pack.activated.emit(2)
    assert dialog.wanted == [PackPaper.END_PACK]
    row(dialog, PackPaper.END_PACK).tick.click()
    assert not dialog.look_at.isEnabled()
    agreement = row(dialog, PackPaper.AGREEMENT)
    agreement.tick.click()
    agreement.copies.set_value(2)
    assert dialog.wanted == [PackPaper.AGREEMENT, PackPaper.AGREEMENT]
    assert dialog.look_at.isEnabled()


@pytest.mark.rule("FUND-4")
def test_an_agreement_of_earlier_support_is_ticked_only_by_hand_and_the_list_says_which_it_is(opened, sqlite_office):
    dialog = opened(came_back(sqlite_office))
    assert dialog.wanted == FIRST_VISIT
    agreement = row(dialog, PackPaper.AGREEMENT)
    below = agreement.findChild(type(dialog.heading), "together.why.agreement")
    assert below.text() == f"{agreement.now.which} {agreement.now.aside}"
    assert agreement.tick.accessibleDescription() == below.text()
    assert not below.isHidden()
    agreement.tick.click()
    assert dialog.wanted == [*FIRST_VISIT, PackPaper.AGREEMENT]


@pytest.mark.rule("REF-1")
def test_of_somebody_who_waits_the_sheet_of_the_referral_in_the_queue_can_be_ticked(opened, preview_of, sqlite_office):
    dialog = opened(waits(sqlite_office))
    assert dialog.wanted == []
    row(dialog, PackPaper.REFERRAL).tick.click()
    assert dialog.wanted == [PackPaper.REFERRAL]
    assert preview_of(dialog).sheets


def test_what_is_ticked_is_looked_at_saved_and_noted_paper_by_paper(
    opened, preview_of, sqlite_office, settled, qtbot, tmp_path
):
    dialog = opened(begun(sqlite_office))
    row(dialog, PackPaper.SERVICE_PLAN).copies.set_value(2)
    preview = preview_of(dialog)
    assert preview.windowTitle() == "Before the first visit: Nora Pearce"
    labels = [f"{each.label}: Nora Pearce" for each in FIRST_VISIT]
    assert noted(sqlite_office) == [(Access.PREVIEWED, each) for each in labels]
    preview.save_to(tmp_path / "pack.pdf")
    qtbot.waitUntil(lambda: preview.notice.text.text() == "Saved as pack.pdf.")
    settled()
    reader = PdfReader(BytesIO((tmp_path / "pack.pdf").read_bytes()))
    tops = [each for each in reader.outline if not isinstance(each, list)]
    assert [each.title for each in tops] == [
        "Service plan", "Service plan, copy 2", "Blank IPAD sheet", "Call sheet for workers",
    ]  # fmt: skip
    assert all(reader.get_destination_page_number(each) % 2 == 0 for each in tops)
    assert noted(sqlite_office)[3:] == [(Access.SAVED, each) for each in labels]
    preview.reject()
    assert dialog.isVisible(), "other papers can be ticked then"


def test_printed_on_one_side_no_page_is_empty(opened, preview_of, sqlite_office):
    dialog = opened(begun(sqlite_office))
    on_both = preview_of(dialog)
    pages = len(on_both.sheets)
    on_both.reject()
    on_both.setParent(None)
    dialog.on_both_sides.click()
    assert len(preview_of(dialog).sheets) < pages


def test_another_print_than_they_need_asks_why_and_the_reason_is_noted(
    opened, preview_of, sqlite_office, settled, qtbot, tmp_path
):
    person = begun(sqlite_office)
    with sqlite_office.database.writing() as session:
        session.get(Person, person).paper_format = PaperFormat.LARGE_PRINT
    dialog = opened(person)
    preview = preview_of(dialog)
    assert preview.edition.value() is PaperFormat.LARGE_PRINT
    preview.edition.set_value(PaperFormat.STANDARD)
    preview.edition.picked.emit(PaperFormat.STANDARD)
    settled()
    preview.save_to(tmp_path / "pack.pdf")
    settled()
    assert "They need large print" in preview.notice.text.text()
    assert not (tmp_path / "pack.pdf").exists()
    preview.because.control.setText("her daughter reads it to her")
    preview.save_to(tmp_path / "pack.pdf")
    qtbot.waitUntil(lambda: preview.notice.text.text() == "Saved as pack.pdf.")
    with sqlite_office.database.reading() as session:
        saved = session.scalars(select(AccessNote).where(AccessNote.deed == Access.SAVED)).all()
    assert {each.what.partition(":")[0]: each.because for each in saved} == {
        "Service plan": "her daughter reads it to her", "Blank IPAD sheet": None, "Call sheet for workers": None,
    }  # fmt: skip


def test_the_look_at_a_key_safe_code_is_noted_where_the_call_sheet_is_among_them(opened, preview_of, sqlite_office):
    person = begun(sqlite_office)
    sqlite_office.do(set_key_safe_code, person=person, seen=None, code="C4711Y")
    dialog = opened(person)
    preview_of(dialog)
    assert (Access.OPENED, KEY_SAFE_CODE) in noted(sqlite_office)


def test_of_somebody_of_whom_nothing_can_be_printed_every_reason_is_read(opened, sqlite_office):
    dialog = opened(nobody_yet(sqlite_office))
    assert dialog.wanted == []
    assert not dialog.look_at.isEnabled()
    assert all(each.now.why_not for each in dialog.rows)


@pytest.mark.parametrize(
    ("state", "moment", "said"),
    [
        (begun, PrintPack.BEFORE_FIRST_VISIT, TICKED),
        (begun, PrintPack.AT_END, TICKED),
        (died, PrintPack.AT_TRANSFER, TICKED),
        (came_back, PrintPack.AT_TRANSFER, TICKED),
        (waits, PrintPack.BEFORE_FIRST_VISIT, "Tick which of its papers are wanted."),
        (waits, PrintPack.AT_END, NONE_OF_IT),
        (died, PrintPack.BEFORE_FIRST_VISIT, NONE_OF_IT),
        (nobody_yet, PrintPack.BEFORE_FIRST_VISIT, "No paper can be printed now: each says why."),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_below_the_moment_stands_what_is_true_of_its_papers(opened, sqlite_office, state, moment, said):
    dialog = opened(state(sqlite_office))
    dialog.pack.set_value(moment)
    dialog.pack.picked.emit(moment)
    assert dialog.moment.line.text() == said
    assert dialog.pack.accessibleDescription().startswith(said)
    assert bool(dialog.wanted) is (said == TICKED)


def test_below_the_moment_is_said_anew_what_is_true_once_something_is_recorded(
    opened, sqlite_office, office_desk, settled
):
    person = nobody_yet(sqlite_office)
    dialog = opened(person)
    sqlite_office.a_referral(person=person, reference="CH00777")
    office_desk.door.changed.emit(changes(Topic.REFERRALS, person=person))
    settled()
    assert dialog.moment.line.text() == "Tick which of its papers are wanted."
    assert dialog.wanted == []


def test_it_opens_as_large_as_somebody_made_it_last(opened, sqlite_office):
    person = begun(sqlite_office)
    dialog = opened(person)
    dialog.resize(571, 533)
    dialog.reject()
    assert opened(person).size() == QSize(571, 533)


def test_it_is_done_by_the_keyboard_alone(opened, sqlite_office, qtbot, settled):
    dialog = opened(begun(sqlite_office))
    dialog.activateWindow()
    assert dialog.focusWidget() is dialog.pack
    stops = []
    while len(stops) < len(dialog.rows) * 2 and (not stops or stops[-1] is not dialog.look_at):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        stops.append(dialog.focusWidget())
    names = [each.objectName() for each in stops]
    assert names[:2] == ["together.paper.plan", "together.copies.plan"]
    assert names[-2:] == ["together.on_both_sides", "together.look"]
    assert "together.paper.closure-summary" not in names
    qtbot.keyClick(row(dialog, PackPaper.PROGRESS).tick, Qt.Key.Key_Space)
    assert dialog.wanted == [*FIRST_VISIT, PackPaper.PROGRESS]
    qtbot.keyClick(dialog.look_at, Qt.Key.Key_Return)
    settled()
    (preview,) = dialog.findChildren(PrintPreview)
    assert preview.isVisible()


def test_at_200_percent_it_fits_and_whatever_has_the_keyboard_is_seen(opened, office_desk, sqlite_office, qtbot, fits):
    office_desk.look.set_text_size(200)
    dialog = opened(begun(sqlite_office))
    area = dialog.findChild(QScrollArea, "together.scroll")
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > area.height())  # all has its place
    fits(dialog)
    dialog.activateWindow()
    first, stops = dialog.focusWidget(), 0
    while stops == 0 or dialog.focusWidget() is not first:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert not dialog.focusWidget().visibleRegion().isEmpty(), dialog.focusWidget().objectName()
        stops += 1
    assert stops > len(FIRST_VISIT) * 2
    area.setFocus()
    area.verticalScrollBar().setValue(0)
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0


def test_what_is_recorded_meanwhile_is_seen_in_the_list_and_what_was_ticked_stays(
    opened, sqlite_office, elsewhere, office_desk, settled
):
    person = begun(sqlite_office)
    dialog = opened(person)
    row(dialog, PackPaper.IPAD_SHEET).tick.setChecked(False)
    row(dialog, PackPaper.SERVICE_PLAN).copies.set_value(2)
    changed = elsewhere(lambda: sqlite_office.do(set_key_safe_code, person=person, seen=None, code="C4711Y"))
    office_desk.door.changed.emit(changed)
    settled()
    assert dialog.wanted == [PackPaper.SERVICE_PLAN, PackPaper.SERVICE_PLAN, PackPaper.CALL_SHEET]
    seen = sqlite_office.version(Person, person)
    died = elsewhere(lambda: sqlite_office.do(deaths.report_death, person=person, seen=seen))
    office_desk.door.changed.emit(died)
    settled()
    assert dialog.wanted == []
    assert dialog.moment.line.text() == NONE_OF_IT
    assert "no paper is addressed to them" in row(dialog, PackPaper.SERVICE_PLAN).now.why_not


def test_a_paper_that_cant_be_printed_any_more_is_named_and_nothing_seems_to_be_drawn(
    opened, sqlite_office, elsewhere, qtbot, settled
):
    person = begun(sqlite_office)
    dialog = opened(person)
    seen = sqlite_office.version(Person, person)
    elsewhere(lambda: sqlite_office.do(deaths.report_death, person=person, seen=seen))
    dialog.look_at.click()
    settled()
    (preview,) = dialog.findChildren(PrintPreview)
    qtbot.waitUntil(preview.notice.isVisible)
    said = preview.notice.text.text()
    assert said.startswith("Service plan: it can't be printed now, so none of these is.")
    assert "no paper is addressed to them" in said
    assert preview.total.text() == ""


def test_its_controls_are_those_of_the_list(opened, met, sqlite_office):
    met.meet(opened(begun(sqlite_office)))
    assert met.differences("Print together") == []
