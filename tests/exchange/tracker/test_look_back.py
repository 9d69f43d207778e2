"""Reading back is looked at first: what is new, changed, taken back, kept, and what nobody guesses."""

import shutil
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from app.door.changes import changes
from app.door.errors import Refused
from app.exchange.tracker import round_trip
from app.exchange.tracker.look_back import LookedKind
from app.services.tracker.scheduling import tell
from models.tracker import TrackerBook, TrackerChange
from models.vocabulary.tracker import CclMark, TrackerChangeKind

YES = {"CCL updated": "Yes", "By": "Lee", "On": datetime(2027, 1, 11)}  # noqa: DTZ001  as Excel has it


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.xlsx"


@pytest.fixture
def sent(office, path):
    """A tracker of three changes that went out."""

    def make():
        for _ in range(3):
            a_change(office)
        export(office, path)

    make()
    return office


def a_change(office):
    person = office.a_person()

    def deed(turn):
        told = {"effective_at": turn.moment, "to_team": office.teams["North"], "reason": ""}
        return changes(made=tell(turn, TrackerChangeKind.START, person=person, **told).id)

    return office.do(deed).made


def export(office, path):
    return round_trip.export(office.work(), path, program="Homeward test")


def look(office, path):
    return round_trip.look_back(office.work(), path)


def read(office, path, **told):
    return round_trip.read_back(office.work(), path, **told)


def write(path, *marks, sheet="Tracker"):
    """Scheduling writes: the row in the sheet, and what into which of its columns."""
    workbook = load_workbook(path)
    columns = {cell.value: cell.column for cell in workbook[sheet][1]}
    for row, cells in marks:
        for title, value in cells.items():
            workbook[sheet].cell(row, columns[title]).value = value
    workbook.save(path)


def emptied(*rows):
    return [(row, dict.fromkeys((*YES, "Query"))) for row in rows]


def answers(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange.ccl).order_by(TrackerChange.number)).all()


def about(path):
    return dict(load_workbook(path)["About"].iter_rows(values_only=True, max_col=2))


def test_a_look_shows_each_mark_with_its_person_and_stores_nothing(sent, path):
    write(path, (2, YES), (3, {"Query": "Which flat?"}), (4, {"CCL updated": "perhaps"}))
    found = look(sent, path)
    assert [(each.kind, each.ref, each.person, each.change, each.after) for each in found.marks] == [
        (LookedKind.NEW, "T00001", "Jean Gill 1", "Start", "Yes by Lee on 11 Jan 2027"),
        (LookedKind.NEW, "T00002", "Jean Gill 2", "Start", "Query asking “Which flat?”"),
        (LookedKind.UNREAD, "T00003", "Jean Gill 3", "Start", ""),
    ]
    assert found.marks[0].sentence == "T00001, Jean Gill 1, Start: Yes by Lee on 11 Jan 2027."
    assert found.sentence == "2 new, 0 known, 1 not understood"
    assert answers(sent) == [None, None, None]
    assert read(sent, path, seen=found.seen).new == 2
    assert answers(sent) == [CclMark.YES, CclMark.QUERY, None]
    write(path, (2, {"CCL updated": "No"}), *emptied(3))
    changed, gone, _ = look(sent, path).marks[0], look(sent, path).marks[-1], None
    assert changed.sentence == (
        "T00001, Jean Gill 1, Start: said Yes by Lee on 11 Jan 2027 and says No by Lee on 11 Jan 2027 now."
    )
    assert (gone.kind, gone.before, gone.after) == (LookedKind.TAKEN_BACK, "Query asking “Which flat?”", "nothing")


def test_what_changed_since_the_look_is_not_stored_unseen(sent, path):
    write(path, (2, YES))
    seen = look(sent, path).seen
    write(path, (3, YES))
    with pytest.raises(Refused, match="has changed since you looked"):
        read(sent, path, seen=seen)
    assert answers(sent) == [None, None, None]


def test_a_workbook_keeps_its_id_and_counts_its_exports_whatever_it_is_called(sent, path):
    first = about(path)
    assert (first["Exports"], len(first["Workbook id"])) == ("1", 36)
    renamed = path.rename(path.with_name("tracker 2027.xlsx"))
    a_change(sent)
    export(sent, renamed)
    assert about(renamed)["Workbook id"] == first["Workbook id"]
    assert about(renamed)["Exports"] == "2"
    with sent.database.reading() as session:
        (book,) = session.scalars(select(TrackerBook)).all()
    assert (str(book.id), book.exports, book.file_name) == (first["Workbook id"], 2, "tracker 2027.xlsx")


def test_an_older_copy_that_was_put_back_takes_no_mark_back_and_says_so(sent, path, tmp_path):
    old = tmp_path / "old.xlsx"
    shutil.copy(path, old)
    a_change(sent)
    export(sent, path)
    write(path, (2, YES), (3, YES), (4, YES))
    read(sent, path)
    shutil.copy(old, path)
    report = read(sent, path)
    assert (report.new, report.said) == (
        0, ("3 marks that the database knows aren't in this copy: this is an older copy. They stay.",),
    )  # fmt: skip
    write(path, (2, {"CCL updated": "No"}))
    assert [each.kind for each in look(sent, path).marks] == [LookedKind.KEPT] * 3
    assert answers(sent) == [CclMark.YES, CclMark.YES, CclMark.YES, None]


def test_an_older_copy_that_is_exported_to_is_a_workbook_of_its_own_and_empties_no_mark(sent, path, tmp_path):
    older = shutil.copy(path, tmp_path / "older.xlsx")
    write(path, (2, YES), (3, YES))
    read(sent, path)
    a_change(sent)
    export(sent, path)
    book = about(path)["Workbook id"]
    shutil.copy(older, path)
    assert export(sent, path).notices[0].startswith("“tracker.xlsx” was an older copy of its workbook (export 1 of 2)")
    write(path, (4, YES))
    found = look(sent, path)
    assert [each.kind for each in found.marks] == [LookedKind.NEW, LookedKind.KEPT, LookedKind.KEPT]
    assert (about(path)["Workbook id"] != book, about(path)["Exports"]) == (True, "1")
    assert export(sent, path).notices == ()


def test_a_copy_saved_after_the_last_export_and_before_the_marks_takes_nothing_back(sent, path, tmp_path):
    before = tmp_path / "before.xlsx"
    shutil.copy(path, before)
    write(path, (2, YES), (3, YES))
    read(sent, path)
    assert "shows none of them" in read(sent, before).said[0]
    write(path, *emptied(3))
    assert read(sent, path).new == 1
    assert answers(sent) == [CclMark.YES, None, None]


def test_a_new_workbook_is_born_with_the_marks_and_takes_over_as_the_one_that_empties_them(sent, path, tmp_path):
    write(path, (2, YES), (3, {"CCL updated": "Query", "Query": "Which flat?"}))
    read(sent, path)
    path.rename(tmp_path / "mislaid.xlsx")
    export(sent, path)
    with sent.database.reading() as session:
        assert len(session.scalars(select(TrackerBook)).all()) == 2
    assert (read(sent, path).new, read(sent, path).known) == (0, 2)
    write(path, *emptied(3))
    assert read(sent, path).new == 1
    assert answers(sent) == [CclMark.YES, None, None]


def test_another_workbook_without_the_marks_takes_none_back(sent, path, tmp_path):
    write(path, (2, YES))
    read(sent, path)
    path.rename(tmp_path / "mislaid.xlsx")
    export(sent, path)
    write(path, *emptied(2))
    assert "read in another workbook. It stays" in read(sent, path).said[0]
    assert answers(sent) == [CclMark.YES, None, None]


def test_a_workbook_of_an_earlier_release_takes_nothing_back_until_it_has_an_id(sent, path):
    write(path, (2, YES), (3, YES))
    without_id = load_workbook(path)
    for row in list(without_id["About"].iter_rows()):
        if row[0].value in {"Workbook id", "Exports"}:
            row[0].value = row[1].value = None
    without_id.save(path)
    assert read(sent, path).new == 2
    write(path, *emptied(3))
    assert "doesn't say which copy it is" in read(sent, path).said[0]
    write(path, (3, YES))
    export(sent, path)
    assert about(path)["Exports"] == "1"
    assert read(sent, path).known == 2
    write(path, *emptied(3))
    assert read(sent, path).new == 1


def test_a_database_restored_from_a_backup_goes_on_counting_where_the_file_stands(sent, path):
    export(sent, path)
    export(sent, path)
    with sent.database.engine.begin() as connection:
        connection.execute(update(TrackerBook).values(exports=1))
    write(path, (2, YES), (3, YES))
    read(sent, path)
    write(path, *emptied(2))
    assert read(sent, path).new == 1
    export(sent, path)
    assert about(path)["Exports"] == "4"


def test_a_row_that_is_gone_from_the_sheet_is_no_emptied_mark(sent, path):
    write(path, (2, YES), (3, YES))
    read(sent, path)
    workbook = load_workbook(path)
    workbook["Tracker"].delete_rows(3)
    workbook.save(path)
    assert (read(sent, path).new, read(sent, path).said) == (0, ())
    assert answers(sent) == [CclMark.YES, CclMark.YES, None]


def test_two_rows_with_one_ref_that_disagree_are_shown_and_neither_is_taken(sent, path):
    write(path, (2, YES), (3, {"CCL updated": "No"}), (5, {"Ref": "T00001", **YES}), (6, {"Ref": "t00002", **YES}))
    report = read(sent, path)
    (said,) = report.said
    assert said.startswith(
        "T00002 stands in rows 3 and 6 and they disagree: row 3 says No; row 6 says Yes by Lee on 11 "
    )
    assert said.endswith("Neither is taken: leave one row, then read back again.")
    assert answers(sent) == [CclMark.YES, None, None]
    write(path, (3, YES))
    assert read(sent, path).new == 1
    write(path, *emptied(6))
    assert "row 6 says nothing" in read(sent, path).said[0]
    assert answers(sent) == [CclMark.YES, CclMark.YES, None]


def test_a_formula_that_is_not_worked_out_yet_is_said_and_empties_no_mark(sent, path):
    write(path, (2, YES), (3, {"Query": "Which flat?"}))
    read(sent, path)
    write(path, (2, {"CCL updated": '=IF(B2<>"","Yes","")'}), (3, {"Query": "=X3"}), (4, {"By": "=#REF!"}))
    report = read(sent, path)
    assert (report.new, len(report.unread)) == (0, 3)
    assert report.unread[0].startswith("Row 2, T00001: ")
    assert report.unread[0].endswith(
        'holds the formula =IF(B2<>"","Yes",""), not worked out yet: open the workbook in Excel or LibreOffice and '
        "save it, then read it back again."
    )
    assert answers(sent) == [CclMark.YES, CclMark.QUERY, None]


def test_an_error_is_said_and_empties_no_mark(sent, path):
    write(path, (2, YES))
    read(sent, path)
    write(path, (2, {"On": "#N/A"}))
    (said,) = read(sent, path).unread
    assert "holds #N/A, an error: put right what should stand there." in said
    assert answers(sent) == [CclMark.YES, None, None]


def test_a_question_with_words_in_bold_keeps_its_blanks_and_an_escape_is_what_it_means(sent, path):
    write(path, (2, {"Query": "BOLD"}), (3, {"Query": "CODED"}), (4, {"CCL updated": "Yes", "By": "ESCAPED"}))
    runs = "<r><rPr><b/></rPr><t>Which</t></r><r><t xml:space='preserve'> </t></r><r><t>worker goes?</t></r>"
    with zipfile.ZipFile(path) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    for name, part in parts.items():
        said = part.replace(b"<t>BOLD</t>", runs.encode()).replace(b"CODED", b"one_x000A_two")
        parts[name] = said.replace(b"ESCAPED", b"_x005F_x0041_")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    read(sent, path)
    with sent.database.reading() as session:
        kept = session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()
    assert [each.ccl_query for each in kept] == ["Which worker goes?", "one\ntwo", ""]
    assert kept[2].ccl_by == "_x0041_"


def test_a_renamed_column_is_named_with_what_to_do_about_it(sent, path):
    write(path, (1, {"CCL updated": "In CCL?"}))
    with pytest.raises(Refused) as refused:
        look(sent, path)
    assert str(refused.value).startswith(
        "In the sheet “Tracker” the column “CCL updated” can't be found: renamed or deleted. Give it its name back"
    )


def test_a_day_that_can_not_be_read_leaves_the_one_that_is_known(sent, path):
    write(path, (2, YES))
    read(sent, path)
    write(path, (2, {"On": "soon"}))
    assert [each.kind for each in look(sent, path).marks] == [LookedKind.UNREAD, LookedKind.KNOWN]
    with sent.database.reading() as session:
        assert session.scalars(select(TrackerChange.ccl_on).order_by(TrackerChange.number)).first().date() == date(
            2027, 1, 11
        )
