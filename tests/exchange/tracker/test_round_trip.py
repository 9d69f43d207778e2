"""The tracker goes out, Scheduling works in it, more goes out, and the marks come back: on both databases."""

import io
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from app.door.errors import Refused, Unavailable
from app.exchange.tracker import round_trip
from app.exchange.tracker.page import tracker_page
from app.queries.tracker import state as standing
from app.services.closure import ending
from models.closure import ClosingStep, Closure
from models.episodes import Extension, Milestone
from models.referrals import Hold
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.values import Call
from models.vocabulary.closure import ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.tracker import TrackerChangeKind
from reports.tracker.workbook import render
from tests.builders import visit
from tests.exchange.tracker.deeds import a_change, mark

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PROGRAM = "Homeward test"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.xlsx"


def export(office, path, **told):
    return round_trip.export(office.work(), path, program=PROGRAM, **told)


def sheet_of(path, name="Tracker"):
    return load_workbook(path)[name]


def rows_of(path, name="Tracker"):
    heading, *rows = sheet_of(path, name).iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def stored(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()


def test_a_first_export_makes_the_file_and_notes_what_went_out(office, path):
    a_change(office, week=(visit(Call.MORNING, 45, 2),))
    a_change(office, TrackerChangeKind.END)
    report = export(office, path)
    assert report.sent == ("T00001", "T00002")
    first, end = rows_of(path)
    assert (first["Ref"], first["Change"], first["Person"], first["To team"]) == (
        "T00001", "Start", "Jean Gill 1", "North",
    )  # fmt: skip
    assert (first["Visits a week"], first["Hours a week"], first["Reason"]) == (7, 5.25, "=HYPERLINK(1)")
    assert first["Patch"] == "Matlock"
    assert end["Visits a week"] is None
    assert {(each.exported_at, each.exported_to) for each in stored(office)} == {(office.now, "tracker.xlsx")}
    about = dict(sheet_of(path, "About").iter_rows(values_only=True))
    assert about["Made by"] == PROGRAM
    assert about["Office"] == "Dales"
    assert "/" not in about["From the database"]


def test_a_change_goes_out_once_and_schedulings_work_stays(office, path):
    a_change(office)
    a_change(office)
    export(office, path)
    workbook = load_workbook(path)
    sheet = workbook["Tracker"]
    two = [cell.value for cell in sheet[2]], [cell.value for cell in sheet[3]]
    for at, values in zip((3, 2), two, strict=True):  # sorted the other way round
        for cell, value in zip(sheet[at], values, strict=True):
            cell.value = value
    sheet["F2"], sheet["G2"], sheet["H2"] = "Yes", "Ann", datetime(2026, 11, 20)  # noqa: DTZ001  as Excel has it
    workbook.create_sheet("Ours")["A1"] = "our list"
    workbook.save(path)
    a_change(office)
    office.clock.advance(HOUR)
    assert export(office, path).sent == ("T00003",)
    assert export(office, path).sent == ()
    assert [(row["Ref"], row["CCL updated"], row["By"]) for row in rows_of(path)] == [
        ("T00002", "Yes", "Ann"),
        ("T00001", None, None),
        ("T00003", None, None),
    ]
    assert sheet_of(path, "Ours")["A1"].value == "our list"
    assert [each.exported_at for each in stored(office)] == [office.now - HOUR] * 2 + [office.now]


def test_our_cells_are_put_back_and_a_deleted_row_comes_back(office, path):
    a_change(office)
    a_change(office)
    export(office, path)
    workbook = load_workbook(path)
    workbook["Tracker"]["E2"] = "Somebody"
    workbook["Tracker"].delete_rows(3)
    workbook.save(path)
    report = export(office, path)
    assert report.sent == ()
    assert len(report.restored) == 2
    assert [(row["Ref"], row["Person"]) for row in rows_of(path)] == [
        ("T00001", "Jean Gill 1"),
        ("T00002", "Jean Gill 2"),
    ]


def test_a_retraction_names_the_ref_that_it_takes_back(office, path):
    first = a_change(office)
    a_change(office, TrackerChangeKind.RETRACTED, retracts=first)
    export(office, path)
    assert "T00001" in str(rows_of(path)[1]["Change"])


def test_a_file_that_is_open_elsewhere_leaves_the_changes_in_the_queue(office, path):
    a_change(office)
    path.with_name(".~lock.tracker.xlsx#").write_text("Ann Lee,ann,desk 4,20.11.2026 09:00;", encoding="utf-8")
    with pytest.raises(Unavailable, match=r"Ann Lee has “tracker\.xlsx” open in LibreOffice"):
        export(office, path)
    assert not path.exists()
    assert stored(office)[0].exported_at is None
    assert office.ask(standing.state).waiting == 1
    path.with_name(".~lock.tracker.xlsx#").unlink()
    assert export(office, path).sent == ("T00001",)


def test_a_missing_folder_leaves_the_changes_in_the_queue(office, path):
    a_change(office)
    with pytest.raises(Unavailable, match="is not there"):
        export(office, path.parent / "gone" / "tracker.xlsx")
    assert stored(office)[0].exported_at is None


def test_a_damaged_workbook_is_refused_and_kept_aside_when_asked(office, path):
    a_change(office)
    export(office, path)
    a_change(office)
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(Refused):
        export(office, path)
    assert path.read_bytes().startswith(b"PK\x03\x04 not")
    assert stored(office)[1].exported_at is None
    report = export(office, path, put_aside=True)
    assert path.with_name(report.kept_aside).read_bytes().startswith(b"PK\x03\x04 not")
    assert report.sent == ("T00002",)
    assert [row["Ref"] for row in rows_of(path)] == ["T00001", "T00002"]


def test_a_renamed_column_is_refused_in_a_sentence(office, path):
    a_change(office)
    export(office, path)
    workbook = load_workbook(path)
    workbook["Tracker"]["F1"] = "Done?"
    workbook.save(path)
    with pytest.raises(Refused, match="“CCL updated” can't be found"):
        export(office, path)
    with pytest.raises(Refused):
        round_trip.read_back(office.work(), path)


def test_rows_in_the_file_that_were_never_noted_are_noted_and_not_added_again(office, path):
    """As after a desk that lost its connection between the file and the commit."""
    a_change(office)
    export(office, path)
    with office.database.writing() as session:
        change = session.scalars(select(TrackerChange)).one()
        change.exported_at = change.exported_to = None
    assert export(office, path).sent == ("T00001",)
    assert [row["Ref"] for row in rows_of(path)] == ["T00001"]
    assert stored(office)[0].exported_to == "tracker.xlsx"


def test_a_workbook_under_another_name_keeps_its_rows(office, path):
    a_change(office)
    export(office, path)
    renamed = path.rename(path.with_name("tracker 2026.xlsx"))
    a_change(office)
    report = export(office, renamed)
    assert (report.sent, report.restored, report.notices) == (("T00002",), (), ())
    assert [row["Ref"] for row in rows_of(renamed)] == ["T00001", "T00002"]


def test_two_desks_that_export_at_once_send_each_change_once(office, tmp_path):
    for _ in range(3):
        a_change(office)
    paths = [tmp_path / name for name in ("one.xlsx", "two.xlsx")]
    sent: list[str] = []
    ready = threading.Barrier(2)

    def desk(path):
        ready.wait()
        sent.extend(export(office, path).sent)

    threads = [threading.Thread(target=desk, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == ["T00001", "T00002", "T00003"]
    assert sorted(row["Ref"] for path in paths for row in rows_of(path) if row["Ref"]) == sorted(sent)


@pytest.mark.rule("END-4")
def test_an_end_that_is_in_ccl_fulfils_the_closing_step_and_a_query_is_kept(office, path):
    episode = office.an_episode()
    office.do(ending.end, episode=episode, seen=1, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    a_change(office)
    a_change(office)
    export(office, path)
    mark(path, "T00001", CCL_updated="Yes", By="Ann", On=datetime(2026, 11, 20))  # noqa: DTZ001  as Excel has it
    mark(path, "T00002", Query="Which entrance?")
    mark(path, "T00003", CCL_updated="perhaps")
    report = round_trip.read_back(office.work("Admin"), path)
    assert (report.new, report.known, report.unknown) == (2, 0, ())
    assert report.unread == ("Row 4, T00003: “perhaps” under CCL updated is neither Yes, No nor Query.",)
    with office.database.reading() as session:
        step = session.scalars(select(ClosingStep)).one()
    assert (step.step, step.done_at, step.done_by_id) == (
        ClosingStepKind.UPDATE_CCL, office.now, office.staff["Admin"],
    )  # fmt: skip
    assert step.note == "T00001 in the tracker: CCL updated by Ann on 20 Nov 2026."
    (query,) = office.ask(standing.queries)
    assert (query.ref, query.query) == ("T00002", "Which entrance?")
    state = office.ask(standing.state)
    assert (state.waiting, state.not_in_ccl, state.queries) == (0, 2, 1)
    assert round_trip.read_back(office.work(), path).sentence == "0 new, 2 known, 1 not understood"
    mark(path, "T00002", Query=None)
    assert round_trip.read_back(office.work(), path).sentence == "1 new, 1 known, 1 not understood"
    assert office.ask(standing.queries) == ()


@pytest.mark.rule("END-4")
def test_a_yes_that_scheduling_takes_back_opens_the_step_again_until_the_package_is_closed(office, path):
    episode = office.an_episode()
    office.do(ending.end, episode=episode, seen=1, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    export(office, path)

    def answer(said):
        mark(path, "T00001", CCL_updated=said)
        round_trip.read_back(office.work(), path)
        with office.database.reading() as session:
            return session.scalars(select(ClosingStep.done_at)).one()

    assert answer("Yes") == office.now
    assert answer("No") is None
    assert answer("Yes") == office.now
    with office.database.writing() as session:
        closure = session.scalars(select(Closure)).one()
        closure.closed_at, closure.closed_by_id = office.now, office.staff["DSO"]
    assert answer("No") == office.now


def test_marks_of_changes_that_were_never_sent_are_named(office, path):
    a_change(office)
    export(office, path)
    workbook = load_workbook(path)
    for row, ref in ((5, "T00099"), (6, "mine")):
        workbook["Tracker"].cell(row, 1).value = ref
        workbook["Tracker"].cell(row, 6).value = "Yes"
    workbook.save(path)
    assert round_trip.read_back(office.work(), path).unknown == ("T00099", "mine")
    with pytest.raises(Refused, match="There is no workbook"):
        round_trip.read_back(office.work(), path.with_name("other.xlsx"))


def test_any_other_workbook_is_left_as_it_is(office, path):
    a_change(office)
    workbook = Workbook()
    workbook.save(path)
    content = path.read_bytes()
    with pytest.raises(Refused, match="no sheet “Tracker”"):
        export(office, path)
    assert path.read_bytes() == content


@pytest.mark.rule("REF-15")
def test_capacity_is_by_patch_and_call_with_what_is_held_promised_and_ends_soon(office):
    office.an_episode(visit(Call.TEA, 30, 2))
    office.an_episode(visit(Call.TEA, 60), started_at=office.now - 38 * DAY)
    leaving = office.an_episode(visit(Call.BED, 30), kind=EpisodeKind.INTERIM_TEAM)
    before = office.an_episode(ended_at=office.now, end_reason=EndReason.TRANSFERRED)
    office.store(
        Transfer(episode_id=before, to_episode_id=leaving, handed_over_at=office.now,
                 offer_starts_on=date(2026, 11, 24))
    )  # fmt: skip
    held = office.a_referral(visit(Call.TEA, 15), accepted_at=office.now, accepted_by_id=office.staff["DSO"])
    office.store(
        Hold(referral_id=held, team_id=office.teams["North"], found_at=office.now, held_by_id=office.staff["DSO"],
             worker_minutes=105)
    )  # fmt: skip
    office.a_referral(
        visit(Call.BED, 45, 2), accepted_at=office.now, accepted_by_id=office.staff["DSO"],
        scheduling_confirmed_at=office.now, scheduling_confirmed_by_id=office.staff["DSO"],
    )  # fmt: skip
    page = office.ask(tracker_page, file_name="tracker.xlsx", program=PROGRAM)
    tea, bed = page.capacity
    assert (tea.patch, tea.call, bed.call) == ("Matlock", Call.TEA, Call.BED)
    assert [(each.contact, each.worker) for each in (tea.in_use, tea.held, tea.promised, tea.ending)] == [
        (630, 840), (105, 105), (0, 0), (420, 420),
    ]  # fmt: skip
    assert [(each.contact, each.worker) for each in (bed.in_use, bed.held, bed.promised, bed.ending)] == [
        (210, 210), (0, 0), (315, 630), (210, 210),
    ]  # fmt: skip


def test_people_in_service_have_their_day_and_their_next_deadline(office):
    settled = {"support_plan_at": office.now}
    office.an_episode(person=office.a_person(family="A"))
    has_goals = office.an_episode(person=office.a_person(family="B"))
    extended = office.an_episode(person=office.a_person(family="C"), **settled)
    office.an_episode(person=office.a_person(family="D"), kind=EpisodeKind.INTERIM_IN_STS)
    for episode in (has_goals, extended):
        office.store(Milestone(episode_id=episode, kind=MilestoneKind.GOALS_SET, at=office.now))
    office.store(
        Extension(episode_id=extended, last_day=date(2027, 1, 10), agreed_at=office.now,
                  agreed_by_id=office.staff["DSO"])
    )  # fmt: skip
    people = office.ask(tracker_page, file_name="tracker.xlsx", program=PROGRAM).people
    assert [(each.person, each.day, each.of_days) for each in people] == [
        ("Jean A", 3, 42), ("Jean B", 3, 42), ("Jean C", 3, 54), ("Jean D", 3, None),
    ]  # fmt: skip
    assert [each.deadline_about for each in people] == [
        "Goals to be set", "Support plan to be in place", "Last day as extended", "",
    ]  # fmt: skip
    assert people[0].deadline == office.now
    assert people[1].deadline == datetime(2026, 11, 23, 23, 59, tzinfo=UTC)


def test_gathering_takes_the_same_statements_however_much_there_is(office, count_statements):
    a_change(office)
    office.an_episode()
    statements = count_statements(office.database)
    office.ask(tracker_page, file_name="tracker.xlsx", program=PROGRAM)
    few = len(statements)
    for _ in range(4):
        a_change(office)
        office.an_episode()
    statements.clear()
    assert len(office.ask(tracker_page, file_name="tracker.xlsx", program=PROGRAM).rows) == 5
    assert len(statements) == few <= 7


def test_a_workbook_may_hold_more_rows_than_a_database_takes_numbers_in_a_statement(office, path):
    a_change(office)
    export(office, path)
    a_change(office)
    page = office.ask(tracker_page, file_name="renamed.xlsx", program=PROGRAM, numbers=frozenset(range(1, 70_000)))
    assert [(row.ref, row.sent) for row in page.rows] == [("T00001", True), ("T00002", False)]


def test_the_same_export_gives_the_same_bytes(office):
    a_change(office)
    office.an_episode()
    page = office.ask(tracker_page, file_name="tracker.xlsx", program=PROGRAM)
    content = [render(page).content for _ in range(2)]
    assert content[0] == content[1]
    assert load_workbook(io.BytesIO(content[0])).sheetnames == ["Tracker", "Capacity", "People", "About"]
